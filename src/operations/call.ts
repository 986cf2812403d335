/** Calling an operation: checked, with names made ids, within the limits, and with nothing hidden in sight. */
import type { Client, Page } from '../http/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import type { aliases } from './aliases.ts'
import { checkGiven, operationOf } from './check.ts'
import { conceal } from './conceal.ts'
import { idOf, type Whose } from './nouns.ts'
import { type GivenValues, requestOf } from './request.ts'
import { type Answered, type Given, type Operation, paramsOf } from './shared/operation.ts'
import type { Param } from './shared/param.ts'
import type { OperationId, operations } from './table.ts'

export type CallOptions = Whose

type Table = typeof operations
/** An operation by its id, or by a name that it has elsewhere. */
export type OperationName = OperationId | keyof typeof aliases
type Called<Name extends OperationName> = Name extends keyof typeof aliases ? (typeof aliases)[Name] : Name

/** The operations that answer with lists. */
export type ListId = {
  [Id in OperationId]: Table[Id] extends { readonly isList: true } ? Id : never
}[OperationId]
type ItemOf<O> = Answered<O> extends Page<infer Item> ? Item : never

const resolve = async (client: Client, { of }: Param, value: unknown, whose: Whose): Promise<unknown> => {
  if (of === undefined) return value
  if (Array.isArray(value)) return Promise.all(value.map((one) => idOf(client, of, String(one), whose)))
  return idOf(client, of, String(value), whose)
}

/** What was given, checked, with ids for names and the workspace where it is asked for and nobody said another. */
const readied = async (
  client: Client,
  id: string,
  operation: Operation,
  given: GivenValues,
  options: CallOptions,
): Promise<GivenValues> => {
  if (operation.speaks)
    throw new ProblemsError([problem('bad-usage', `${id} cannot be called`, operation.only)])
  await checkGiven(id, operation, given)
  const whose = typeof given.workspace === 'string' ? { ...options, workspace: given.workspace } : options
  const values = Object.entries(paramsOf(operation)).map(async ([name, param]) => {
    const value = given[name] ?? (param.workspace ? options.workspace : undefined)
    return [name, value === undefined ? undefined : await resolve(client, param, value, whose)] as const
  })
  const ready = Object.fromEntries(await Promise.all(values))
  const missing = Object.entries(paramsOf(operation)).find(
    ([name, { workspace, filter }]) => workspace && !filter && ready[name] === undefined,
  )
  if (missing)
    throw new ProblemsError([
      problem('missing-parameter', `${id} needs a workspace`, missing[1].schema.description),
    ])
  return ready
}

const hidesOf = ({ hides = [] }: Operation): ReadonlySet<string> => new Set(hides)

/**
 * Calls an operation by its id and answers with what the API answers; of a list, with one page. What it hides is in the
 * answer as `Hidden`. Throws `ProblemsError` for an unknown operation, for parameters that do not fit and for names that
 * nothing or several things have, before anything is sent but reads; `ApiError` for what the API refuses.
 */
export const call = async <Name extends OperationName>(
  client: Client,
  id: Name,
  given: Given<Table[Called<Name>]>,
  options: CallOptions = {},
): Promise<Answered<Table[Called<Name>]>> => {
  const operation = operationOf(id)
  const request = requestOf(operation, await readied(client, id, operation, given, options))
  const { workspace: _, ...waits } = options
  const { under, answers } = operation
  const answer = operation.isList
    ? await client.page(
        { ...request, ...(under && { wrapper: under }), ...(answers && { item: answers }) },
        waits,
      )
    : await client.send(request, waits)
  return conceal(answer, hidesOf(operation)) as Answered<Table[Called<Name>]>
}

/** All items of a list, page after page, each page read when its first item is asked for. Throws as {@link call} does. */
export async function* callAll<Id extends ListId>(
  client: Client,
  id: Id,
  given: Omit<Given<Table[Id]>, 'cursor' | 'limit'>,
  options: CallOptions = {},
): AsyncGenerator<ItemOf<Table[Id]>> {
  const operation = operationOf(id)
  if (!operation.isList)
    throw new ProblemsError([problem('bad-usage', `${id} answers with no list`, 'Call it without all.')])
  const { path, query } = requestOf(
    operation,
    await readied(client, id, operation, given as GivenValues, options),
  )
  const { workspace: _, ...waits } = options
  const { under, answers } = operation
  const pages = client.pages(
    { path, ...(query && { query }), ...(under && { wrapper: under }), ...(answers && { item: answers }) },
    waits,
  )
  for await (const page of pages) for (const item of page) yield conceal(item, hidesOf(operation)) as never
}
