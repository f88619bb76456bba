import { count } from '../ui/numbers.ts'

/** Where the API stops counting what is held and what is due. */
const countedUpTo = 10_000

/** Such a count, told as what it is. */
export const upTo = (n: number): string => (n >= countedUpTo ? `${count(countedUpTo)} or more` : count(n))
