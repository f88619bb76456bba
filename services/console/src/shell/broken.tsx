import type { ErrorComponentProps } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { Failed } from '../ui/told.tsx'

export function Broken({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="This page broke">
      <Failed error={error} retry={reset} />
    </Page>
  )
}
