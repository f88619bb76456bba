import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { failureOf } from '../api/failure.ts'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import css from './toasts.module.css'

/** Milliseconds; a failure stays until somebody has read it away. */
const doneMs = 5_000

export function useToasts() {
  const { add } = Toast.useToastManager()
  return useMemo(
    () => ({
      done: (title: string) => void add({ title, type: 'done', timeout: doneMs }),
      failed(error: unknown) {
        const { title, detail, requestId } = failureOf(error)
        const description = [detail, requestId && `Request ${requestId}`].filter(Boolean).join(' · ')
        add({ title, description, type: 'failed', timeout: 0, priority: 'high' })
      },
    }),
    [add],
  )
}

export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={css.place}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={classes(css.toast, toast.type === 'failed' && css.failed)}>
      {toast.type === 'failed' ? <CircleAlert aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
      <div className={css.words}>
        <Toast.Title className={css.title} />
        <Toast.Description className={css.detail} />
      </div>
      <Toast.Close render={<IconButton label="Dismiss" icon={<X />} />} />
    </Toast.Root>
  ))
}
