import type { Command } from 'commander'
import {
  type Live,
  type LiveResource,
  listVariableHolders,
  nearest,
  readable,
  readSeenBy,
  seenBy,
  takesVariables,
} from '../../../src/index.ts'
import type { LookOptions } from '../../flags/index.ts'
import { fail, openNames } from '../../input/index.ts'
import { envDocument, envMarkdown, envText, printIn } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { look } from './look.ts'

/** Lists the variables of one service with where each comes from. */
export const env = async (options: LookOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const found = await look(options, shell, screen, async ({ client, workspace }, signal) => {
    const known = await listVariableHolders(client, workspace, { signal })
    openNames(shell, known)
    const given = args[0] ?? ''
    const service = serviceNamed(known, given)
    if (!service) return { workspace, service: given, variables: [], unobserved: known.unobserved() }
    await readSeenBy(client, known, service, { signal })
    const variables = seenBy(known, known.get(service.address) ?? service)
    return { workspace, service: service.address, variables, unobserved: known.unobserved() }
  })
  printIn(options, screen, {
    text: () => envText(found, screen),
    document: () => envDocument(found),
    markdown: () => envMarkdown(found),
  })
  return exit.ok
}

const mostNamed = 10

/** The service that has this address or this name; undefined: whether there is one was not observed. */
const serviceNamed = (known: Live, given: string): LiveResource | undefined => {
  const services = known.all().filter(takesVariables)
  const service = services.find(({ address, name }) => address === given || name === given)
  if (!service) {
    const isListed = given.includes('/') ? !known.unlisted(given) : known.unobserved().length === 0
    if (!isListed) return undefined
    const names = services.map(({ name }) => name).sort()
    const near = nearest(given, [...names, ...services.map(({ address }) => address)])
    const some = names.slice(0, mostNamed).join(', ')
    const all = names.length > mostNamed ? `${some} and ${names.length - mostNamed} more` : some
    const todo = near === undefined ? `It has ${all === '' ? 'none' : all}.` : `Did you mean ${near}?`
    return fail('unknown-target', `the workspace has no service ${given}`, todo)
  }
  const ids = known.namesakes(service.address).map(({ record }) => record.id)
  if (ids.length > 0) {
    const message = `${readable(service.address)} is ambiguous: the workspace has ${ids.join(' and ')} under this name`
    return fail('ambiguous-identity', message, 'Rename or delete all but one of them.')
  }
  return service
}
