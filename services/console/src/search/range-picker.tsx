import { X, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { shortTime } from '../time/words.ts'
import { Actions } from '../ui/actions.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select, TextInput } from '../ui/field.tsx'
import { isFixed, type RangeSearch, type Span, spanNames, wider } from './range.ts'
import css from './range-picker.module.css'

const names: Record<Span, string> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}

interface RangePickerProps {
  value: RangeSearch
  onChange: (range: RangeSearch) => void
  otherwise?: Span
  /** Without a range it is all that is kept. */
  anyTime?: boolean
}

/** In words: "Last hour", or from when to when. */
export const rangeWords = (value: RangeSearch, otherwise: Span = '24h') =>
  isFixed(value) ? told(value) : names[value.range ?? otherwise]

/** Of which time: the last hours, or from one moment to another, with a way back out of that. */
export function RangePicker({ value, onChange, otherwise = '24h', anyTime = false }: RangePickerProps) {
  const [picking, setPicking] = useState(false)
  const fixed = isFixed(value)
  return (
    <div className={css.picker}>
      <Select
        aria-label="Time range"
        value={fixed ? 'fixed' : (value.range ?? (anyTime ? 'any' : otherwise))}
        onChange={(next) => {
          if (next === 'pick' || next === 'fixed') setPicking(true)
          else onChange({ range: spanNames.find((one) => one === next) })
        }}
        options={[
          ...(anyTime ? [{ value: 'any', label: 'Any time' }] : []),
          ...spanNames.map((one) => ({ value: one, label: names[one] })),
          ...(fixed ? [{ value: 'fixed', label: told(value) }] : []),
          { value: 'pick', label: 'From … to …' },
        ]}
      />
      {fixed && (
        <>
          <IconButton
            label="Zoom out"
            icon={<ZoomOut />}
            onClick={() => onChange(wider(value, Date.now(), otherwise))}
          />
          <IconButton
            label={`Back to: ${anyTime ? 'Any time' : names[otherwise]}`}
            icon={<X />}
            onClick={() => onChange({})}
          />
        </>
      )}
      {picking && <Pick value={value} onChange={onChange} onClose={() => setPicking(false)} />}
    </div>
  )
}

const told = ({ from, to }: RangeSearch) =>
  `${from ? shortTime(Date.parse(from)) : '…'} – ${to ? shortTime(Date.parse(to)) : 'now'}`

function Pick({
  value,
  onChange,
  onClose,
}: {
  value: RangeSearch
  onChange: (range: RangeSearch) => void
  onClose: () => void
}) {
  const [from, setFrom] = useState(local(value.from))
  const [to, setTo] = useState(local(value.to))
  const backwards = from !== '' && to !== '' && from >= to
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Time range"
      about="In your own time zone. Without an end it goes on until now."
    >
      <Field label="From" error={backwards ? 'It must be before the end' : undefined}>
        <TextInput type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To" optional>
        <TextInput type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Actions>
        <Button
          look="primary"
          refused={from === '' || backwards ? 'Say from when, and an end that is later' : undefined}
          onClick={() => {
            onChange({ from: new Date(from).toISOString(), to: to === '' ? undefined : new Date(to).toISOString() })
            onClose()
          }}
        >
          Show
        </Button>
      </Actions>
    </Dialog>
  )
}

/** For a `datetime-local` input. */
function local(at: string | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
