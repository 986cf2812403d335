import { formsOf } from './forms.ts'
import { tryRows } from './rows.ts'

/** One form of each kind: the others differ by little, and are tried by test/long. */
tryRows((kind) => formsOf(kind).slice(0, 1))
