import { formsOf } from '../kinds/forms.ts'
import { tryRows } from '../kinds/rows.ts'

tryRows((kind) => formsOf(kind).slice(1))
