import { useVirtualizer } from '@tanstack/react-virtual'
import { Columns3, ListFilter } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Rows } from '../api/use-rows.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Menu, MenuCheck } from '../ui/menu.tsx'
import { Failed, Skeleton } from '../ui/told.tsx'
import css from './data-table.module.css'
import { useKeptColumns } from './kept-columns.ts'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** A track of a CSS grid; `minmax(120px, 1fr)` unless told. */
  width?: string
  /** Left out until somebody asks for it. */
  hidden?: boolean
  /** Numbers stand at the end. */
  end?: boolean
}

interface DataTableProps<Row> {
  /** Under which the choice of columns is kept. */
  name: string
  label: string
  columns: readonly Column<Row>[]
  list: Rows<Row>
  rowId: (row: Row) => string
  /** Where a row leads: a link around what its first column shows. The whole row can be clicked. */
  link?: (row: Row, content: ReactNode) => ReactNode
  /** What is said when nothing is here, and what would change that. */
  empty: ReactNode
  /** Ids of those that are chosen. */
  selection?: { chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }
  /** Said at the end, instead of how many there are. */
  foot?: ReactNode
  /** Left of the choice of columns: filters. */
  filters?: ReactNode
  /** As high as its rows, up to a few hundred pixels, instead of filling the page. */
  short?: boolean
}

const rowHeight = 44
const usualWidth = 'minmax(120px, 1fr)'
/** Rows before the end at which more are asked for. */
const ahead = 30

/** A list of any length: only what can be seen is drawn, and more is read as it is scrolled. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, label, columns, list, rowId, link, empty, selection, foot, filters, short = false } = props
  const { rows, hasMore, isLoadingMore, loadMore } = list
  const [visibility, setVisibility] = useKeptColumns(name, columns)
  /** Where there is little room: whether filters are shown. */
  const [filtering, setFiltering] = useState(false)
  /** Each of those, chosen or not; the others stay as they are. */
  function choose(these: readonly Row[], chosen: boolean): void {
    const next = new Set(selection?.chosen)
    for (const row of these) chosen ? next.add(rowId(row)) : next.delete(rowId(row))
    selection?.onChange(next)
  }
  const shown = columns.filter(({ id }) => visibility[id] !== false)
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - ahead) loadMore()
  }, [last, rows.length, hasMore, isLoadingMore, loadMore])

  /** Arrows, and the letters that stand for them in many tools, go from row to row. */
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    const at = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']
    if (step === undefined || at === undefined || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const next = Math.min(Math.max(Number(at) + step, 0), rows.length - 1)
    virtual.scrollToIndex(next)
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(`[data-row="${next}"] :is(a, button, input)`)?.focus(),
    )
  }

  const tracks = [...(selection ? ['40px'] : []), ...shown.map(({ width }) => width ?? usualWidth)].join(' ')
  const chosenHere = selection ? rows.filter((row) => selection.chosen.has(rowId(row))).length : 0
  return (
    <div className={classes(css.table, short && css.short)}>
      <div className={css.bar}>
        {filters && (
          <span className={css.toggle}>
            <Button icon={<ListFilter />} aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
              Filters
            </Button>
          </span>
        )}
        <div className={classes(css.filters, filtering && css.open)}>{filters}</div>
        <Menu trigger={<IconButton label="Columns" icon={<Columns3 />} />}>
          {columns.map(({ id, header }) => (
            <MenuCheck
              key={id}
              checked={visibility[id] !== false}
              onChange={(visible) => setVisibility({ ...visibility, [id]: visible })}
            >
              {header}
            </MenuCheck>
          ))}
        </Menu>
      </div>
      {list.error && <Failed error={list.error} retry={list.reload} />}
      {list.isPending && !list.error && <Skeleton what={label} lines={6} />}
      {!list.isPending && rows.length === 0 && !list.error && empty}
      {rows.length > 0 && (
        <div ref={scroll} className={css.scroll} role="region" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
          <div
            role="table"
            aria-label={label}
            aria-rowcount={hasMore ? -1 : rows.length + 1}
            aria-busy={list.isStale}
            style={{ '--tracks': tracks }}
            className={css.grid}
          >
            <div role="rowgroup" className={css.head}>
              <div role="row" className={css.row}>
                {selection && (
                  <div role="columnheader">
                    <input
                      type="checkbox"
                      aria-label="All that are loaded"
                      checked={chosenHere === rows.length}
                      ref={(box) => {
                        if (box) box.indeterminate = chosenHere > 0 && chosenHere < rows.length
                      }}
                      onChange={(event) => choose(rows, event.target.checked)}
                    />
                  </div>
                )}
                {shown.map(({ id, header, end }) => (
                  <div key={id} role="columnheader" className={classes(end && css.end)}>
                    {header}
                  </div>
                ))}
              </div>
            </div>
            <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
              {items.map(({ index, start }) => {
                const row = rows[index]
                if (row === undefined) return null
                const id = rowId(row)
                return (
                  <div
                    key={id}
                    role="row"
                    data-row={index}
                    aria-rowindex={index + 2}
                    className={classes(css.row, css.item, selection?.chosen.has(id) && css.chosen)}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    {selection && (
                      <div role="cell" className={css.above}>
                        <input
                          type="checkbox"
                          aria-label={`Choose ${id}`}
                          checked={selection.chosen.has(id)}
                          onChange={(event) => choose([row], event.target.checked)}
                        />
                      </div>
                    )}
                    {shown.map(({ id: column, cell, end }, i) => (
                      <div key={column} role="cell" className={classes(css.cell, end && css.end)}>
                        {i === 0 && link ? link(row, cell(row)) : cell(row)}
                      </div>
                    ))}
                  </div>
                )
              })}
            </div>
          </div>
          <p className={css.foot} role="status">
            {isLoadingMore ? 'Loading more…' : hasMore ? '' : (foot ?? `${rows.length.toLocaleString()} in all`)}
          </p>
        </div>
      )}
    </div>
  )
}
