import { failureOf } from './failure.ts'

export interface Faults {
  /** What is wrong with the field of a pointer, or with a part of it. */
  at(pointer: string): string | undefined
  /** What stands beside no field of the form. */
  rest: { pointer: string; detail: string }[]
  /** Whether all that is wrong stands beside fields. */
  allAtFields: boolean
}

/** @param shown pointers of the form's fields, such as `/url` */
export function faultsOf(error: unknown, shown: readonly string[]): Faults {
  const fields = error ? failureOf(error).fields : []
  const rest = fields.filter(({ pointer }) => !shown.some((one) => isIn(pointer, one)))
  return {
    at(pointer) {
      const said = fields
        .filter((one) => isIn(one.pointer, pointer))
        .map((one) => [one.pointer.slice(pointer.length + 1), one.detail].filter(Boolean).join(' '))
      return said.length > 0 ? capital(said.join('; ')) : undefined
    },
    rest: [...rest],
    allAtFields: fields.length > 0 && rest.length === 0,
  }
}

const isIn = (pointer: string, place: string) => pointer === place || pointer.startsWith(`${place}/`)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
