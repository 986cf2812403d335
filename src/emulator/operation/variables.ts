import type { EnvVar, SecretFile } from '../records/index.ts'
import { generatedValue } from '../records/index.ts'
import type { Check } from '../request/index.ts'
import { badRequest, distinct, flag, listOf, matching, object, optional, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Variables and files, which services and groups take, keep and show alike: in the order they were made. */

const envVarKey = matching(
  /^[A-Za-z_.-][A-Za-z0-9_.-]*$/,
  'letters, digits, _, - and ., not beginning with a digit',
)

/** `{value}` or `{generateValue: true}`; undefined stands for a value to be generated. */
export interface ValueInput {
  value: string | undefined
}

const oneSource = (
  given: { value: string | undefined; generateValue: boolean | undefined },
  field: string,
) => {
  if ((given.value === undefined) === (given.generateValue !== true))
    throw badRequest(
      `invalid request: ${field || 'the request body'} must have either value or generateValue`,
    )
  return { value: given.value }
}

export const valueInput: Check<ValueInput> = (value, field) =>
  oneSource(object({ value: optional(text), generateValue: optional(flag) })(value, field), field)

const envVarInput: Check<ValueInput & { key: string }> = (value, field) => {
  const input = object({ key: envVarKey, value: optional(text), generateValue: optional(flag) })(value, field)
  return { key: input.key, ...oneSource(input, field) }
}

export const envVarInputs = distinct(listOf(envVarInput), (input) => input.key)

/** The key of a variable that stands in a path. */
export const checkedKey = (key: string): string => envVarKey(key, 'env var key')

const fileName = matching(/^[A-Za-z0-9_.-]+$/, 'letters, digits, _, - and .')

export const secretFileInputs = distinct(
  listOf(object({ name: fileName, content: text })),
  (file) => file.name,
)

export const checkedFileName = (name: string): string => fileName(name, 'secret file name')

const givenOrNew = (world: World, input: ValueInput) => input.value ?? generatedValue(world.random)

/** New rows for a whole list: replaced rows have new ids even where the key stayed (API facts §1.2). */
export const newEnvVars = (world: World, inputs: readonly (ValueInput & { key: string })[]): EnvVar[] =>
  inputs.map((input) => ({ id: world.newId('var'), key: input.key, value: givenOrNew(world, input) }))

export const newSecretFiles = (
  world: World,
  inputs: readonly { readonly name: string; readonly content: string }[],
): SecretFile[] =>
  inputs.map((input) => ({ id: world.newId('var'), name: input.name, content: input.content }))

/** The row of one variable that is set; one that exists keeps its id and so its place. */
export const envVarRow = (world: World, rows: readonly EnvVar[], key: string, input: ValueInput): EnvVar => {
  const value = givenOrNew(world, input)
  return { id: rows.find((row) => row.key === key)?.id ?? world.newId('var'), key, value }
}

export const secretFileRow = (
  world: World,
  rows: readonly SecretFile[],
  name: string,
  content: string,
): SecretFile => ({ id: rows.find((row) => row.name === name)?.id ?? world.newId('var'), name, content })

export const envVarView = ({ key, value }: EnvVar) => ({ key, value })
export const secretFileView = ({ name, content }: SecretFile) => ({ name, content })
