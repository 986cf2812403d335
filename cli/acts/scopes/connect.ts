/** A program that is told how to connect to a database, by variables that nobody else sees. */
import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { call, type Hidden, idOf, type Place } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import { createScreen, type ExitCode, exit, exitOf, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from '../running/place.ts'

interface ConnectionOptions extends RunningOptions {
  readonly reveal?: true
  readonly internal?: true
  readonly as?: string
}

interface Connection {
  readonly internalConnectionString: Hidden
  readonly externalConnectionString: Hidden
}

const connectionTo = async ({ client, workspace, signal }: Place, name: string) => {
  const options = { workspace, signal }
  const id = await idOf(client, 'resource', name, options)
  if (id.startsWith('dpg-'))
    return {
      variable: 'DATABASE_URL',
      ...(await call(client, 'postgres.connection', { database: id }, options)),
    }
  if (id.startsWith('red-'))
    return {
      variable: 'REDIS_URL',
      ...(await call(client, 'keyValue.connection', { keyValue: id }, options)),
    }
  return fail('bad-usage', `${name} is no database`, 'Connect to a Postgres database or a key value store.')
}

const stringOf = ({ internal }: ConnectionOptions, connection: Connection): Hidden =>
  internal ? connection.internalConnectionString : connection.externalConnectionString

/** What psql and its kin read by themselves (https://www.postgresql.org/docs/current/libpq-envars.html). */
const postgresVariables = (text: string): Readonly<Record<string, string>> => {
  const { hostname, port, username, password, pathname } = new URL(text)
  return {
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  }
}

const variablesFor = (text: string, variable: string): Readonly<Record<string, string>> => ({
  [variable]: text,
  ...(text.startsWith('postgres') && postgresVariables(text)),
})

const run = (
  [program = '', ...args]: readonly string[],
  { env, cwd }: Shell,
  more: Readonly<Record<string, string>>,
): Promise<ExitCode> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...env, ...more }, stdio: 'inherit' })
    child.once('error', () => reject(noProgram(program)))
    child.once('close', (code, signal) => resolve(exitOf(code, signal)))
  })

const noProgram = (program: string): unknown => {
  try {
    return fail(
      'bad-usage',
      `${program} cannot be run`,
      'What takes a shell, a program has to do: sh -c "…".',
    )
  } catch (error) {
    return error
  }
}

/** Runs a program with the connection in its variables, or prints it where that is asked. */
export const connect = async (
  options: ConnectionOptions,
  shell: Shell,
  { args: [name = '', ...command] }: Command,
): Promise<ExitCode> => {
  if (command.length === 0 && !options.reveal)
    fail(
      'bad-usage',
      'expected a command behind --',
      `render-sync connect ${name} -- psql, or --reveal to print it.`,
    )
  const { variable, ...connection } = await inPlace(options, shell, (place) => connectionTo(place, name))
  const text = stringOf(options, connection).reveal()
  if (command.length > 0) return run(command, shell, variablesFor(text, options.as ?? variable))
  createScreen(shell, options).revealed(`${text}\n`)
  return exit.ok
}
