import type { Command } from 'commander'
import { call, means, type Output, outputsOf, type Place } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { addressText, tableText } from '../../words/index.ts'
import { inPlace, type RunningOptions } from '../running/place.ts'

interface OutputOptions extends RunningOptions {
  readonly env?: true
  readonly reveal?: true
}

type Shown = Output & { readonly connection?: string }

const connectionOf = async (
  { client, workspace, signal }: Place,
  { id }: Output,
): Promise<string | undefined> => {
  const options = { workspace, signal }
  if (id.startsWith('dpg-'))
    return (
      await call(client, 'postgres.connection', { database: id }, options)
    ).internalConnectionString.reveal()
  if (id.startsWith('red-'))
    return (
      await call(client, 'keyValue.connection', { keyValue: id }, options)
    ).internalConnectionString.reveal()
  return undefined
}

/** `SHOP_API_URL='https://…'`: what a shell reads. */
const envLines = ({ address, dashboard, ...output }: Shown): readonly string[] => {
  const name = addressText(address)
    .replace(/^[^/]*\//, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
  return Object.entries({ ...output, ...(dashboard && { dashboard }) }).map(
    ([key, value]) => `${name}_${key.toUpperCase()}='${String(value).replaceAll("'", "'\\''")}'`,
  )
}

/** Prints what other programs ask for. */
export const outputs = (options: OutputOptions, shell: Shell, { args }: Command): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const all = await outputsOf(place.client, { workspace: place.workspace, signal: place.signal })
    const found = all.filter(
      ({ address }) =>
        args.length === 0 || args.some((word) => means(word, address) || address.endsWith(`/${word}`)),
    )
    if (args.length > 0 && found.length === 0) fail('unknown-name', `nothing is called ${args.join(' or ')}`)
    const shown: readonly Shown[] = options.reveal
      ? await Promise.all(
          found.map(async (output) => {
            const connection = await connectionOf(place, output)
            return connection === undefined ? output : { ...output, connection }
          }),
        )
      : found
    const print = options.reveal ? screen.revealed : (text: string) => screen.out(text.trimEnd())
    if (options.json) print(`${JSON.stringify(shown, null, 2)}\n`)
    else if (options.env) print(`${shown.flatMap(envLines).join('\n')}\n`)
    else {
      const rows = shown.map((one) => [
        addressText(one.address),
        one.id,
        one.connection ?? one.url ?? (one.port === undefined ? (one.host ?? '') : `${one.host}:${one.port}`),
      ])
      print(`${tableText({ head: ['RESOURCE', 'ID', 'WHERE'], rows }, screen.paint, screen.width)}\n`)
    }
    return exit.ok
  })
