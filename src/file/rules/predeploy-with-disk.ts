import { inner, type Rule } from '../judge/index.ts'

/** It runs on an instance of its own, before the one that the disk is attached to. */
export const predeployWithDisk: Rule = {
  doc: 'A `preDeployCommand` beside a disk, which it does not see.',
  check: ({ mapping, say }) => {
    if (!inner(mapping, 'disk') || !mapping.preDeployCommand) return
    say(['preDeployCommand'], '"preDeployCommand" does not see the disk of the service', {
      side: 'key',
      todo: 'What needs the disk belongs to "startCommand", or to "dockerCommand".',
    })
  },
}
