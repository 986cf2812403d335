import type { Command } from 'commander'
import {
  callAll,
  call as callOperation,
  type Operation,
  operationOf,
  type Session,
} from '../../../src/index.ts'
import type { ConnectOptions } from '../../flags/index.ts'
import { connect } from '../../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { type AnswerOptions, printAnswer } from './answer.ts'
import { typedIn } from './flags.ts'
import { givenIn } from './given.ts'
import { operationText } from './help.ts'

interface CallOptions extends ConnectOptions, AnswerOptions {
  readonly all?: true
}

const asks = (args: readonly string[]): boolean => args.some((arg) => arg === '--help' || arg === '-h')

/** The id was checked, and so is what is given. */
const answerOf = async (
  id: string,
  { isList }: Operation,
  given: Readonly<Record<string, unknown>>,
  { all }: CallOptions,
  { client, workspace }: Session,
  signal: AbortSignal,
): Promise<unknown> => {
  const options = { workspace: workspace.id, signal }
  if (!all) return callOperation(client, id as never, given as never, options)
  const items: unknown[] = []
  for await (const item of callAll(client, id as never, given as never, options)) items.push(item)
  return isList ? { items } : items
}

/** Calls an operation of the API by its id. */
export const call = async (options: CallOptions, shell: Shell, command: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const [id, ...words] = command.args
  if (id === undefined || id.startsWith('-')) {
    command.outputHelp()
    return exit.ok
  }
  const operation = operationOf(id)
  if (asks(words)) {
    screen.out(operationText(id, operation, screen))
    return exit.ok
  }
  const answer = await stoppable(shell, options, async (signal) => {
    const given = await givenIn(shell, operation, typedIn(operation, words), signal)
    const session = await connect(options, shell, signal)
    return answerOf(id, operation, given, options, session, signal)
  })
  printAnswer(answer, screen, options)
  return exit.ok
}
