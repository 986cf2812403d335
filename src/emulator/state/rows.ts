import type { ValueInput } from '../request/checks.ts'
import { notFound } from '../request/errors.ts'
import type { EnvVar, SecretFile } from '../services/record.ts'
import { generatedValue } from './random.ts'
import type { World } from './world.ts'

/** Variables and files, which services and groups keep alike: in the order they were made. */

const givenOrNew = (world: World, input: ValueInput) => input.value ?? generatedValue(world.random)

/** New rows for a whole list: replaced rows have new ids even where the key stayed (API facts §1.2). */
export const newEnvVars = (world: World, inputs: readonly (ValueInput & { key: string })[]): EnvVar[] =>
  inputs.map((input) => ({ id: world.newId('var'), key: input.key, value: givenOrNew(world, input) }))

export const newSecretFiles = (
  world: World,
  inputs: readonly { name: string; content: string }[],
): SecretFile[] =>
  inputs.map((input) => ({ id: world.newId('var'), name: input.name, content: input.content }))

/** Sets one variable; one that exists keeps its row and so its place. */
export const setEnvVar = (world: World, rows: EnvVar[], key: string, input: ValueInput): EnvVar => {
  const known = rows.find((row) => row.key === key)
  const value = givenOrNew(world, input)
  if (known) return Object.assign(known, { value })
  const row = { id: world.newId('var'), key, value }
  rows.push(row)
  return row
}

export const setSecretFile = (
  world: World,
  rows: SecretFile[],
  name: string,
  content: string,
): SecretFile => {
  const known = rows.find((row) => row.name === name)
  if (known) return Object.assign(known, { content })
  const row = { id: world.newId('var'), name, content }
  rows.push(row)
  return row
}

/** The row that `is`, or 404 under the name it was asked for. */
export const rowOf = <T>(rows: readonly T[], name: string, is: (row: T) => boolean): T => {
  const row = rows.find(is)
  if (!row) throw notFound(name)
  return row
}

/** Takes one row out of its list. */
export const removeRow = <T>(rows: T[], row: T): void => {
  rows.splice(rows.indexOf(row), 1)
}

export const envVarView = ({ key, value }: EnvVar) => ({ key, value })
export const secretFileView = ({ name, content }: SecretFile) => ({ name, content })
