/** What can be typed behind `call`: every operation, and the flags of all of them. */
import { type Operation, operations, paramsOf } from '../../../src/index.ts'
import { flagOf } from './flags.ts'

const rows = Object.entries(operations as unknown as Readonly<Record<string, Operation>>)

const params = rows.flatMap(([, operation]) => Object.entries(paramsOf(operation)))

export const callable = {
  choices: rows.filter(([, { speaks }]) => !speaks).map(([id]) => id),
  flags: params.map(([name, { schema }]) => ({
    names: [`--${flagOf(name)}`],
    doc: schema.description ?? '',
    takesValue: schema.type !== 'boolean',
    choices: (schema.enum ?? schema.items?.enum ?? []).map(String),
  })),
}
