/** A table of what happens and what becomes of it: (event, state) → (comment, issue, outputs, exit). */
import { expect } from 'vitest'
import type { Setting } from '../cli/stage.ts'
import { service, services } from '../cli/stage.ts'
import { type Happening, pull, pullRequest } from './events.ts'
import { bot, type Hub, type HubFault } from './hub.ts'
import { type Acted, type Given, type Scene, scene } from './scene.ts'

export const head = 'a'.repeat(40)
export const newer = 'c'.repeat(40)
export const merge = 'b'.repeat(40)

type Trigger = 'off' | 'commit' | 'checksPass'

/** One service with a setting that takes effect without a deploy, so that nothing is waited for. */
export const api = (value: Trigger): string => services(service('api', `autoDeployTrigger: "${value}"`))

/** Something that was so, or happened, before. */
export type Before = (it: Scene) => unknown

/** A pull request is open, with this commit as its newest. */
export const open =
  (sha = head): Before =>
  ({ hub }) =>
    hub.pulls.set(pull, { head: sha })

/** The file has this text from now on. */
export const writes =
  (text: string): Before =>
  ({ write }) =>
    write('render.yaml', text)

/** The Action has run before; how it ended is for another row. */
export const ran =
  (happening: Happening, inputs: Given, env?: Given): Before =>
  async (it) => {
    await it.act(happening, inputs, env)
    it.run++
  }

/** Somebody has changed the workspace: it has what this file says. */
export const somebodyApplied =
  (text: string): Before =>
  async ({ write, cli }) => {
    write('theirs.yaml', text)
    expect((await cli(['apply', '-f', 'theirs.yaml', '--auto-approve'])).code).toBe(0)
  }

/** It was planned when it was opened, and it is open. */
export const planned: readonly Before[] = [open(), ran(pullRequest({ head }), { command: 'plan' })]

export const isMerged: Before = ({ hub }) => {
  hub.pulls.set(pull, { head: hub.pulls.get(pull)?.head ?? head, mergedAs: merge })
}

/** GitHub answers so from now on, so often. */
export const answers =
  (fault: Omit<HubFault, 'times'>, times = Number.POSITIVE_INFINITY): Before =>
  ({ hub }) =>
    hub.faults.push({ ...fault, times })

export const comments =
  (edit: (hub: Hub['comments']) => unknown): Before =>
  (it) =>
    edit(it.hub.comments)

export interface Row extends Partial<Setting> {
  readonly before?: readonly Before[]
  readonly on: Happening
  readonly inputs: Given
  /** Variables of the job. */
  readonly env?: Given
  /** What our comments say, each in a few words. */
  readonly comment: string
  readonly issue?: string
  /** Exit code of the command line, whether there are changes, and how many of which. */
  readonly outputs: string
  readonly exit: number
  /** A problem that it ends with, or that it tells. */
  readonly says?: string
  readonly also?: (it: Scene, acted: Acted) => unknown
}

/** Runs a row, and holds what has become of it against what is written in it. */
export const holds = async ({ before = [], on, inputs, env, ...row }: Row): Promise<void> => {
  const { comment, issue = '', outputs, exit, says = '', also, ...setting } = row
  const it = await scene({ file: api('off'), live: api('commit'), ...setting })
  for (const step of before) await step(it)
  const acted = await it.act(on, inputs, env)
  expect({
    comment: commentsIn(it.hub),
    issue: issuesIn(it.hub),
    outputs: outputsIn(acted),
    exit: acted.code,
  }).toEqual({ comment, issue, outputs, exit })
  expect(acted.log).toContain(says)
  await also?.(it, acted)
}

const commentsIn = ({ comments }: Hub): string =>
  comments
    .filter(({ author }) => author === bot)
    .map(({ body }) => inShort(body))
    .join('; ')

const issuesIn = ({ issues }: Hub): string =>
  issues.map(({ number, state, body }) => `${number} ${state}: ${inShort(body)}`).join('; ')

const inShort = (body: string): string =>
  [
    ...(body.includes('**Not applied**') ? ['not applied'] : []),
    ...(body.includes('did not end well') ? ['ended badly'] : []),
    ...body.matchAll(/^## (.*)$|\*\*render-sync\*\* `.*?`: (.*?)\.? \(\[run\]/gm),
  ]
    .map((found) => (typeof found === 'string' ? found : (found[1] ?? found[2] ?? '')))
    .join(', ')
    .replace(/Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/, 'plan $1/$2/$3')
    .replace(/(\d+) added, (\d+) changed, (\d+) destroyed/, '$1/$2/$3')

const outputsIn = ({ outputs }: Acted): string =>
  [
    outputs['exit-code'],
    outputs.changes,
    outputs['to-add'] && `${outputs['to-add']}/${outputs['to-change']}/${outputs['to-destroy']}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ')

/** What the setting is now. */
export const triggerOf = ({ emulator }: Scene): unknown =>
  Object.values(emulator.state().services)[0]?.config.autoDeployTrigger
