import type { Command } from 'commander'
import { callAll, type Service } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { type Column, momentText, printList } from './tables.ts'

const textIn = ({ serviceDetails = {} }: Service, key: string): string => {
  const value = serviceDetails[key]
  return typeof value === 'string' ? value : ''
}

const columns: readonly Column<Service>[] = [
  ['NAME', ({ name }) => name],
  ['TYPE', ({ type }) => type],
  ['STATE', ({ suspended }) => (suspended === 'suspended' ? 'suspended' : 'on')],
  ['PLAN', (service) => textIn(service, 'plan')],
  ['REGION', (service) => textIn(service, 'region')],
  ['UPDATED (UTC)', ({ updatedAt }) => momentText(updatedAt)],
  ['ID', ({ id }) => id],
]

/** Lists the services of the workspace: all, or those that have these words in their names. */
export const services = (options: RunningOptions, shell: Shell, { args }: Command): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const found: Service[] = []
    for await (const service of callAll(
      client,
      'services.list',
      { includePreviews: false },
      { workspace, signal },
    ))
      if (args.every((word) => service.name.includes(word))) found.push(service)
    printList(found, columns, 'No services.', options, screen)
    return exit.ok
  })
