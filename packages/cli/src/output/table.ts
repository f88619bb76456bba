import { cut, printable, widthOf } from './width.ts'

export interface Column<R> {
  title: string
  value(row: R): string | number | boolean | null | undefined
  /** May be cut short; ids may not, since they are pasted. */
  flexible?: true
  /** Left out where no row has it, and where there is no room: the highest goes first. Without one it stays. */
  optional?: number
  colour?(row: R): Colour | undefined
  right?: true
}

export type Colour = 'green' | 'red' | 'yellow' | 'dim' | 'bold'

const gap = 2
const nothing = '-'
const leastFlexible = 14

/** Lines no wider than `width`; columns without room are cut, then left out. @param paint colours a cell */
export function table<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  width: number,
  paint: (text: string, colour: Colour) => string,
): string[] {
  const all = columns.map((column) => {
    const cells = rows.map((row) => cell(column.value(row)))
    return { column, cells, natural: Math.max(widthOf(column.title), ...cells.map(widthOf)) }
  })
  const told = all.filter(({ column, cells }) => !column.optional || cells.some((one) => one !== nothing))
  const kept = fitting(told, width)
  const widths = shared(kept, width)
  const line = (texts: readonly string[], painted: (text: string, i: number) => string) =>
    kept
      .map(({ column }, i) => {
        const text = cut(texts[i] ?? '', widths[i] ?? 0)
        const pad = ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)))
        return column.right ? pad + painted(text, i) : painted(text, i) + (i === kept.length - 1 ? '' : pad)
      })
      .join(' '.repeat(gap))
      .trimEnd()
  return [
    line(
      kept.map(({ column }) => column.title),
      (text) => paint(text, 'bold'),
    ),
    ...rows.map((row, n) =>
      line(
        kept.map(({ cells }) => cells[n] ?? ''),
        (text, i) => {
          const colour = kept[i]?.column.colour?.(row)
          return colour ? paint(text, colour) : text
        },
      ),
    ),
  ]
}

interface Measured<R> {
  column: Column<R>
  cells: string[]
  natural: number
}

const total = (widths: readonly number[]) => widths.reduce((sum, one) => sum + one, gap * (widths.length - 1))

function leastOf<R>({ column, natural }: Measured<R>): number {
  return column.flexible ? Math.min(natural, leastFlexible) : natural
}

function fitting<R>(all: Measured<R>[], width: number): Measured<R>[] {
  let kept = all
  while (total(kept.map(leastOf)) > width) {
    const rank = Math.max(0, ...kept.map(({ column }) => column.optional ?? 0))
    if (rank === 0) break
    kept = kept.filter(({ column }) => column.optional !== rank)
  }
  return kept
}

/** The widest flexible column gives way first. */
function shared<R>(kept: Measured<R>[], width: number): number[] {
  const widths = kept.map(({ natural }) => natural)
  while (total(widths) > width) {
    const able = widths.flatMap((one, i) => {
      const measured = kept[i]
      return measured?.column.flexible && one > leastOf(measured) ? [i] : []
    })
    const widest = able.reduce<number | undefined>(
      (best, i) => (best === undefined || (widths[i] ?? 0) > (widths[best] ?? 0) ? i : best),
      undefined,
    )
    if (widest === undefined) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return nothing
  return printable(String(value))
}
