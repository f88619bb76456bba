import { Autocomplete } from '@base-ui/react/autocomplete'
import { useNavigate } from '@tanstack/react-router'
import { ArrowRight, type LucideIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMe, useSession } from '../session/use-session.ts'
import { pageOf, type Target } from './page-of.ts'
import css from './palette.module.css'
import { placesFor } from './places.ts'

interface Command {
  /** What typing is held against. */
  value: string
  label: string
  icon: LucideIcon
  target: Target
}

/** Every page by its name, and whatever an id names. */
export function Commands({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate()
  const me = useMe()
  const { door } = useSession()
  const [typed, setTyped] = useState('')
  const pages = useMemo<Command[]>(
    () =>
      placesFor(me, door).map(({ to, label, icon, also = '' }) => ({
        value: `${label} ${also}`,
        label,
        icon,
        target: { to },
      })),
    [me, door],
  )
  const named = useMemo(() => byId(typed.trim()), [typed])
  return (
    <Autocomplete.Root
      open
      inline
      items={named ? [named] : pages}
      filter={named ? null : undefined}
      itemToStringValue={(command: Command) => command.value}
      value={typed}
      onValueChange={setTyped}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input className={css.input} aria-label="Go to" placeholder="A page, or the id of anything" />
      <Autocomplete.Empty className={css.empty}>
        Nothing by that name. Ids begin with evt_, dlv_, ep_ and so on.
      </Autocomplete.Empty>
      <Autocomplete.List className={css.list}>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.label}
            value={command}
            className={css.item}
            onClick={() => {
              void navigate(command.target)
              onDone()
            }}
          >
            <command.icon aria-hidden="true" />
            {command.label}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function byId(text: string): Command | undefined {
  const page = pageOf(text)
  return page && { value: text, label: `${page.label} ${text}`, icon: ArrowRight, target: page.target }
}
