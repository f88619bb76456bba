import { Radios } from '../../ui/field.tsx'
import { type Role, roleSays } from './roles.ts'

interface RoleRadiosProps {
  roles: readonly Role[]
  value: Role | undefined
  onChange: (role: Role) => void
}

export function RoleRadios({ roles, value, onChange }: RoleRadiosProps) {
  return (
    <Radios
      legend="Role"
      value={value}
      onChange={onChange}
      options={roles.map((role) => ({ value: role, label: role, hint: roleSays[role] }))}
    />
  )
}
