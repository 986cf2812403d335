import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const webhooks: Verb = {
  name: 'webhooks',
  does: 'list the webhooks of the workspace, and which events they send',
  flags: [flag('--reveal', 'print their URLs'), json('print JSON'), ...connects],
  examples: ['render-sync webhooks', 'render-sync webhooks --reveal --json'],
  act: acts.webhooks,
}
