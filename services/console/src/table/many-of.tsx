import { ChevronDown } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Menu, MenuCheck } from '../ui/menu.tsx'

interface ManyOfProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string }[]
  /** Those that are chosen; none is all. */
  value: readonly Value[]
  onChange: (value: Value[]) => void
}

/** A filter of some out of a few. */
export function ManyOf<Value extends string>({ label, options, value, onChange }: ManyOfProps<Value>) {
  const first = options.find((option) => option.value === value[0])?.label
  const words = value.length === 0 ? label : `${label}: ${first}${value.length > 1 ? ` +${value.length - 1}` : ''}`
  return (
    <Menu
      trigger={
        <Button>
          {words}
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      {options.map((option) => (
        <MenuCheck
          key={option.value}
          checked={value.includes(option.value)}
          onChange={(checked) =>
            onChange(checked ? [...value, option.value] : value.filter((one) => one !== option.value))
          }
        >
          {option.label}
        </MenuCheck>
      ))}
    </Menu>
  )
}
