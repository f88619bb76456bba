import type { ReactNode } from 'react'
import field from '../ui/field.module.css'
import { Stack } from '../ui/page.tsx'
import { Problems } from '../ui/problems.tsx'
import { JsonEditor } from './json-editor.tsx'

interface JsonFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  hint?: ReactNode
  optional?: boolean
  /** Beside the label. */
  actions?: ReactNode
  problems?: readonly { pointer: string; detail: string }[]
}

/** JSON to write, with what is wrong with it by the pointer of the place. */
export function JsonField({ label, hint, optional = false, actions, problems = [], ...editor }: JsonFieldProps) {
  return (
    <Stack>
      <div className={field.field}>
        <div className={field.head}>
          <span className={field.label}>
            {label}
            {optional && <span className={field.optional}> optional</span>}
          </span>
          {actions}
        </div>
        <JsonEditor {...editor} label={label} />
        {hint && <p className={field.hint}>{hint}</p>}
      </div>
      {problems.length > 0 && (
        <div role="alert">
          <Problems found={problems} />
        </div>
      )}
    </Stack>
  )
}
