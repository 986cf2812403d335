/** The page of a resource in Render's Dashboard. */
import { spawn } from 'node:child_process'
import { platform } from 'node:os'
import type { Command } from 'commander'
import { means, outputsOf } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from '../running/place.ts'

const openers: Readonly<Record<string, readonly [program: string, ...args: readonly string[]]>> = {
  darwin: ['open'],
  win32: ['explorer'],
}

/** It is nobody's business whether there is a browser: the address is printed too. */
const show = (url: string): void => {
  const [program, ...args] = openers[platform()] ?? ['xdg-open']
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref()
}

/** Prints the address, and where somebody sits at a terminal opens it. */
export const open = (
  options: RunningOptions & { readonly print?: true },
  shell: Shell,
  { args: [name = ''] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const found = (await outputsOf(client, { workspace, signal })).filter(
      ({ address, id }) => id === name || means(name, address) || address.endsWith(`/${name}`),
    )
    const [first, ...others] = found
    if (first === undefined) return fail('unknown-name', `nothing is called ${name}`)
    if (others.length > 0)
      return fail('ambiguous-name', `${name} is ${found.map(({ address }) => address).join(' and ')}`)
    const { dashboard } = first
    if (dashboard === undefined) return fail('not-found', `Render tells no page of ${name}`)
    screen.out(dashboard)
    if (!options.print && shell.stdout.isTTY && /^https:\/\//.test(dashboard)) show(dashboard)
    return exit.ok
  })
