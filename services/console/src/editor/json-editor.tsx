import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/told.tsx'
import type { EditorProps } from './editor.tsx'

const Editor = lazy(() => import('./editor.tsx'))

/** JSON to write or to read, coloured and checked. */
export function JsonEditor(props: EditorProps) {
  return (
    <Suspense fallback={<Skeleton what={props.label} lines={5} />}>
      <Editor {...props} />
    </Suspense>
  )
}
