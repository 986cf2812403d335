import { formsOf } from '../kinds/forms.ts'
import { tryRows } from '../kinds/rows.ts'

tryRows((kind) => (kind.name === 'webService' ? [] : formsOf(kind).slice(1)))
