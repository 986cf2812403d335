/** Lists as tables for people, and as documents for programs. */
import type { Screen } from '../../shell/index.ts'
import { durationText, tableText } from '../../words/index.ts'
import type { RunningOptions } from './place.ts'

export type Column<Item> = readonly [title: string, cell: (item: Item) => string | undefined]

/** Prints a list; `none` is said where nothing is in it. */
export const printList = <Item>(
  list: readonly Item[],
  columns: readonly Column<Item>[],
  none: string,
  { json }: RunningOptions,
  screen: Screen,
): void => {
  const head = columns.map(([title]) => title)
  const rows = list.map((item) => columns.map(([, cell]) => cell(item) ?? ''))
  if (json) screen.json(list, 2)
  else screen.out(list.length === 0 ? none : tableText({ head, rows }, screen.paint, screen.width))
}

/** `2026-11-27 10:31:05`, in UTC, where logs and Render's Dashboard can be compared with it. */
export const momentText = (time: string | undefined): string =>
  time === undefined || time === null ? '' : time.slice(0, 19).replace('T', ' ')

/** How long something took; nothing where it has not ended. */
export const tookText = (from: string | undefined, to: string | undefined): string =>
  from && to ? durationText((Date.parse(to) - Date.parse(from)) / 1000) : ''
