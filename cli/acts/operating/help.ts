/** What there is to know of an operation before it is called. */
import { bucketInWords, type Operation, type OperationParam, paramsOf } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { type Table, tableText } from '../../words/index.ts'
import { flagOf } from './flags.ts'

const kindOf = ({ schema: { type, items, enum: words } }: OperationParam): string => {
  if (words) return words.join('|')
  if (type === 'array')
    return items?.type === 'object' ? 'JSON' : `${items?.enum?.join('|') ?? items?.type}, repeatable`
  return type === 'object' || type === undefined ? 'JSON' : String(type)
}

const needOf = ({ optional, workspace, hidden }: OperationParam): string =>
  [optional || workspace ? '' : 'needed', hidden ? 'only - or @file' : '']
    .filter((word) => word !== '')
    .join(', ')

const tableOf = (operation: Operation): Table => ({
  head: ['FLAG', 'TAKES', '', 'MEANING'],
  rows: Object.entries(paramsOf(operation)).map(([name, param]) => [
    `--${flagOf(name)}`,
    kindOf(param),
    needOf(param),
    param.schema.description ?? '',
  ]),
})

const accesses = {
  read: 'changes nothing',
  secret: 'changes nothing, and answers with values that are hidden without --reveal',
  write: 'changes the workspace',
  destructive: 'destroys what no other call brings back',
} as const

export const operationText = (id: string, operation: Operation, { paint }: Pick<Screen, 'paint'>): string => {
  const { does, method, path, access, mind, ends, only } = operation
  const params = tableOf(operation)
  return [
    `${paint.bold(id)}: ${does}.`,
    [
      `${method} ${path}`,
      `It ${accesses[access]}; ${bucketInWords(operation)}.`,
      ...(mind === undefined ? [] : [mind]),
      ...(ends === undefined ? [] : [`What it starts goes on: a ${ends} ends by itself.`]),
      ...(only === undefined ? [] : [only]),
    ].join('\n'),
    ...(params.rows.length > 0 ? [tableText(params, paint)] : []),
  ].join('\n\n')
}
