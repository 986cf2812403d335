/** Rows against a live record. Generic: it knows rows, and no kind. Pure. */
import type { FieldChange } from '../change.ts'
import { type AnyField, type AnyFields, type OnChange, same } from '../rows/index.ts'

type Values = Readonly<Record<string, unknown>>

const effect = (row: AnyField, want: unknown, before: unknown, live: unknown, desired: Values): OnChange =>
  typeof row.onChange === 'function' ? row.onChange(want, before, live, desired) : row.onChange

/** The declared values that a live record does not have. */
export const diffRows = (fields: AnyFields, desired: Values, live: unknown): readonly FieldChange[] =>
  Object.entries(fields).flatMap(([field, row]) => {
    const given = desired[field]
    if (given === undefined) return []
    const before = row.read(live)
    const want = before === undefined ? given : (row.codec.over?.(given, before) ?? given)
    if (same(row.codec, want, before)) return []
    return [
      {
        field,
        before: before === undefined ? undefined : row.codec.toFile(before),
        after: row.codec.toFile(want),
        desired: want,
        onChange: effect(row, want, before, live, desired),
        secret: row.secret === true,
        byDefault: false,
      },
    ]
  })

/** All values of something that is to be created, with the defaults for what the file leaves out. */
export const newRows = (fields: AnyFields, desired: Values, defaults: Values): readonly FieldChange[] =>
  Object.entries(fields).flatMap(([field, row]) => {
    const want = desired[field] ?? defaults[field]
    if (want === undefined) return []
    return [
      {
        field,
        before: undefined,
        after: row.codec.toFile(want),
        desired: want,
        onChange: 'update' as const,
        secret: row.secret === true,
        byDefault: desired[field] === undefined,
      },
    ]
  })
