import { formsOf } from './forms.ts'
import { tryRows } from './rows.ts'

/** All forms of a web service; the others differ from it by little, and their further forms are tried by test/long. */
tryRows((kind) => (kind.name === 'webService' ? formsOf(kind) : formsOf(kind).slice(0, 1)))
