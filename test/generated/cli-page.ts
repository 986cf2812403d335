/** The page of the command line: what the program says of itself, in its places among what is written by hand. */
import type { Argument, Command, Option } from 'commander'
import { environment, type Verb } from '../../cli/flags/index.ts'
import { createProgram } from '../../cli/program.ts'
import { exitMeanings, type Shell } from '../../cli/shell/index.ts'
import { elsewhere, verbs } from '../../cli/verbs/index.ts'
import { code, filled, table } from './page.ts'

const meaningOf = ({ description, argChoices }: Option): string => {
  const choices = argChoices ? ` (${argChoices.map(code).join(', ')})` : ''
  return `${description.replace(/[|*]/g, '\\$&')}${choices}`
}

/** Flags of one spelling that mean the same are one row. */
const identity = ({ flags, description }: Option) => `${flags} ${description}`

const defaultOf = ({ defaultValue }: Option) => (defaultValue === undefined ? '' : code(String(defaultValue)))

const isIn = (flag: Option) => (verb: Verb) => verb.flags.some((other) => identity(other) === identity(flag))

const sharedRows = (): readonly (readonly string[])[] => {
  const all = verbs.flatMap(({ flags }) => flags)
  const first = all.filter((flag, at) => all.findIndex((other) => identity(other) === identity(flag)) === at)
  return first
    .map((flag) => ({ flag, users: verbs.filter(isIn(flag)).map(({ name }) => code(name)) }))
    .filter(({ users }) => users.length > 1)
    .map(({ flag, users }) => [code(flag.flags), meaningOf(flag), defaultOf(flag), users.join(', ')])
}

const typedOf = (argument: Argument): string => {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

const usageOf = ({ name, arguments: all = [] }: Verb): string => [name, ...all.map(typedOf)].join(' ')

const choicesOf = ({ argChoices }: Argument): string =>
  argChoices ? ` (${argChoices.map(code).join(', ')})` : ''

const verbBlock = (verb: Verb): string => {
  const own = verb.flags.filter((flag) => verbs.filter(isIn(flag)).length === 1)
  const also = verb.aliases?.length ? `, also ${verb.aliases.map(code).join(', ')}` : ''
  const what = (verb.arguments ?? [])
    .map((one) => ` ${code(one.name())} is ${one.description}${choicesOf(one)}.`)
    .join('')
  const rows = own.map((flag) => [code(flag.flags), meaningOf(flag), defaultOf(flag)])
  return [
    `${code(`render-sync ${usageOf(verb)}`)}${also}: ${verb.does}.${what}`,
    ...(rows.length > 0 ? [table(['Flag', 'Meaning', 'Default'], rows)] : []),
    ['```sh', ...verb.examples, '```'].join('\n'),
  ].join('\n\n')
}

const blocks = (program: Command): Readonly<Record<string, () => string>> => ({
  commands: () =>
    table(
      ['Command', 'What it does'],
      verbs.map((verb) => [code(usageOf(verb)), verb.does]),
    ),
  everywhere: () =>
    table(
      ['Flag', 'Meaning'],
      program
        .createHelp()
        .visibleOptions(program)
        .map((flag) => [code(flag.flags), meaningOf(flag)]),
    ),
  shared: () => table(['Flag', 'Meaning', 'Default', 'Commands'], sharedRows()),
  ...Object.fromEntries(verbs.map((verb) => [verb.name, () => verbBlock(verb)])),
  elsewhere: () =>
    table(
      ['Word', 'Instead'],
      [
        ...verbs.flatMap(({ name, aliases = [] }) =>
          aliases.map((alias) => [code(alias), `the same as ${code(name)}`]),
        ),
        ...Object.entries(elsewhere).map(([word, instead]) => [code(word), instead]),
      ],
    ),
  environment: () =>
    table(
      ['Variable', 'Meaning'],
      environment.map(({ names, meaning }) => [names.map(code).join(', '), meaning]),
    ),
  'exit codes': () => table(['Code', 'Meaning'], Object.entries(exitMeanings)),
})

/** Throws for a block that the page has no place for, and for a place that nothing belongs to. */
export const cliPage = (): string => {
  const shell = { env: {} } as unknown as Shell
  return filled('docs/cli.md', blocks(createProgram(shell, { begins: () => {}, ends: () => {} })))
}
