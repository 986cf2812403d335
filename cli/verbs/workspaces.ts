import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const workspaces: Verb = {
  name: 'workspaces',
  does: 'list the workspaces that the key reaches',
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync workspaces'],
  act: acts.workspaces,
}
