/** One thing that a study found out. */
export interface Finding {
  what: string
  value: number
  unit: string
  /** What the product promises: at most that. */
  atMost?: number
  /** What it was made of, in the order in which it was measured; `--json` has it. */
  samples?: readonly number[]
}
