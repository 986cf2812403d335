/** What Render's API and its Blueprint language have: the tables of this folder (README.md), with what is newer than they are. */
import { readFileSync } from 'node:fs'

type Word = string | number | boolean

/** How a value looks: a plain type or a name, words, or one of the forms below. */
export type Type = string | readonly Word[] | Form | Keys

type Form =
  | { readonly $open: readonly Word[] }
  | { readonly $either: readonly Type[] }
  | { readonly $all: readonly Type[] }
  | { readonly $list: Type }
  | { readonly $joined: Type }
  | { readonly $map: Type }

/** A text of the notation: a plain type or a name, the bounds of a number, and whether it is a list of that. */
export interface Named {
  readonly item: string
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  readonly list: string | undefined
}

const bound = (digits: string | undefined) => (digits ? Number(digits) : undefined)

/** `string`, `integer 1..100`, `envVar[]`, `string[,]`. */
export const named = (text: string): Named => {
  const [, item, minimum, maximum, list] = /^([\w.-]+?)(?: (\d*)\.\.(\d*))?(\[,?\])?$/.exec(text) ?? []
  if (item === undefined) throw new Error(`no type: ${text}`)
  return { item, minimum: bound(minimum), maximum: bound(maximum), list }
}

/** Whether a type is of one of the forms: a mapping's own keys never begin like them. */
export const has = <Name extends string>(
  type: Type | undefined,
  name: Name,
): type is Extract<Form, Record<Name, unknown>> => typeof type === 'object' && name in type

/** A mapping: its keys, with ? those that may be left out. */
export interface Keys {
  readonly [key: string]: Type
}

export interface Operation {
  readonly query?: Keys
  readonly body?: Type
  readonly 'body?'?: Type
  /** By status; null: without a body. */
  readonly answers: Readonly<Record<string, Type | null>>
  /** The statuses that are told in the shape of an error. */
  readonly refuses: readonly number[]
}

export type Shapes = Readonly<Record<string, Type>>

interface Api {
  /** `GET /services/{serviceId}`. */
  readonly operations: Readonly<Record<string, Operation>>
  readonly shapes: Shapes
}

interface Blueprint {
  readonly file: Type
  readonly shapes: Shapes
}

/** What a table lacks: a whole shape or operation, other answers of one, keys of a shape, or words of one. */
export type Newer = { readonly source: string } & (
  | { readonly operation: string; readonly is: Operation }
  | { readonly operation: string; readonly answers: Readonly<Record<string, Type>> }
  | { readonly shape: string; readonly is: Type }
  | { readonly shape: string; readonly keys: Keys }
  | { readonly shape: string; readonly words: readonly Word[] }
)

const read = <Table>(name: string): Table =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Table

/** The tables as the documents have them. */
export const documented = {
  api: read<Api>('api.json'),
  blueprint: read<Blueprint>('blueprint.json'),
}

export const newer = read<Readonly<Record<keyof typeof documented, readonly Newer[]>>>('newer.json')

const widened = (type: Type | undefined, words: readonly Word[]): Type => {
  if (!has(type, '$open')) throw new Error('only what is open gets words')
  return { $open: [...type.$open, ...words] }
}

const withKeys = (type: Type | undefined, keys: Keys): Type => ({ $all: [type ?? {}, keys] })

const shapeWith = (shapes: Shapes, row: Newer): Shapes => {
  if ('operation' in row) return shapes
  const old = shapes[row.shape]
  if ('is' in row) return { ...shapes, [row.shape]: row.is }
  return { ...shapes, [row.shape]: 'words' in row ? widened(old, row.words) : withKeys(old, row.keys) }
}

const shapesWith = (shapes: Shapes, rows: readonly Newer[]) => rows.reduce(shapeWith, shapes)

type Operations = Api['operations']

/** With an answer beside that of the document. */
const withAnswers = (
  operation: Operation | undefined,
  answers: Readonly<Record<string, Type>>,
): Operation => {
  if (!operation) throw new Error('only a known operation has other answers')
  const either = Object.entries(answers).map(([status, type]): [string, Type] => {
    const documented = operation.answers[status]
    return [status, documented ? { $either: [documented, type] } : type]
  })
  return { ...operation, answers: { ...operation.answers, ...Object.fromEntries(either) } }
}

const operationWith = (operations: Operations, row: Newer): Operations => {
  if (!('operation' in row)) return operations
  const is = 'is' in row ? row.is : withAnswers(operations[row.operation], row.answers)
  return { ...operations, [row.operation]: is }
}

export const api: Api = {
  operations: newer.api.reduce(operationWith, documented.api.operations),
  shapes: shapesWith(documented.api.shapes, newer.api),
}

export const blueprint: Blueprint = {
  ...documented.blueprint,
  shapes: shapesWith(documented.blueprint.shapes, newer.blueprint),
}
