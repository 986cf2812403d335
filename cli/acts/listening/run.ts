/** Runs programs with an event on their stdin, without a shell. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { commandsFor, type OnEvent, type WebhookEvent } from '../../../src/index.ts'
import { fail, wordsIn } from '../../input/index.ts'
import type { Screen, Shell } from '../../shell/index.ts'
import { secretName } from './secret.ts'

type Program = readonly [program: string, ...args: readonly string[]]

const wrong = (why: string): never =>
  fail('bad-usage', `--on: ${why}`, "What takes a shell, a program has to do: sh -c '…'.")

const programOf = (command: string): Program => {
  const [program, ...args] = wordsIn(command, wrong)
  return program === undefined ? wrong('expected a program') : [program, ...args]
}

/** What is run for an event. Throws `ProblemsError` at once where a command cannot be taken apart. */
export const programsOf = (all: readonly OnEvent[]): ((event: WebhookEvent) => readonly Program[]) => {
  const programs = new Map(all.map(({ command }) => [command, programOf(command)]))
  return (event) => commandsFor(all, event).map((command) => programs.get(command) ?? programOf(command))
}

/** One after the other. False: one of them was ended by a signal, and has to run again. */
export const runAll = async (
  programs: readonly Program[],
  event: WebhookEvent,
  screen: Screen,
  shell: Shell,
): Promise<boolean> => {
  for (const program of programs) {
    if (!(await runOne(program, event, screen, shell))) return false
  }
  return true
}

const runOne = async (
  [program, ...args]: Program,
  event: WebhookEvent,
  screen: Screen,
  { cwd, env }: Shell,
): Promise<boolean> => {
  const label = `${basename(program)} (${event.type} ${event.id})`
  const { [secretName]: _, ...rest } = env
  const child = spawn(program, args, { cwd, env: rest, stdio: ['pipe', 'pipe', 'pipe'] })
  // What it prints is not what `listen` prints: stdout is for events alone.
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => screen.err(line))
  // It may end without having read anything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${JSON.stringify(event)}\n`)
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    if (code !== 0) screen.err(`${label} ended with ${code ?? signal}.`)
    return code !== null
  } catch (error) {
    screen.err(`${label} cannot be run: ${(error as NodeJS.ErrnoException).code}.`)
    return true
  }
}
