import { Tabs as Base } from '@base-ui/react/tabs'
import { type ReactNode, Suspense } from 'react'
import css from './tabs.module.css'
import { Skeleton } from './told.tsx'

interface TabsProps<Value extends string> {
  label: string
  /** The one that is open; keep it in the address, so that it can be linked to. */
  value: Value
  onChange: (value: Value) => void
  tabs: readonly { value: Value; label: ReactNode; content: () => ReactNode }[]
}

/** Only what is open is drawn and loaded. */
export function Tabs<Value extends string>({ label, value, onChange, tabs }: TabsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)} className={css.tabs}>
      <Base.List aria-label={label} className={css.list}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={css.tab}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={css.panel}>
          {tab.value === value && <Suspense fallback={<Skeleton what={label} lines={6} />}>{tab.content()}</Suspense>}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
