import type { ReactNode } from 'react'
import { Code } from './code.tsx'
import { Stack } from './page.tsx'
import { Note } from './told.tsx'

/** A secret that nobody can be shown again. */
export function ShownOnce({ text, label, children }: { text: string; label: string; children: ReactNode }) {
  return (
    <Stack>
      <Note tone="warn">{children}</Note>
      <Code text={text} label={label} wrap />
    </Stack>
  )
}
