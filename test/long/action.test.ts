/** The bundle that is committed: it is made of what is there, and does as a process what the table says. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundledAction } from '../../scripts/bundle.mjs'
import type { Happening } from '../action/events.ts'
import { pull, pullRequest, push, schedule } from '../action/events.ts'
import { actionFile, type Given, type Scene, scene } from '../action/scene.ts'
import { answers, api, head, merge, open, triggerOf } from '../action/table.ts'

const root = new URL('../../', import.meta.url)
const main = fileURLToPath(new URL(actionFile.runs.main, root))

test('it is made of what is there', async () => {
  const made = await bundledAction(root)
  for (const [name, text] of Object.entries(made)) {
    const committed = readFileSync(new URL(`action/bundle/${name}`, root), 'utf8')
    expect(committed === text, `action/bundle/${name} is of another source: npm run bundle:action`).toBe(true)
  }
})

/** Runs it as the runner does: with the variables of the step, and nothing else. */
const start = async (it: Scene, happening: Happening, inputs: Given) =>
  it.act(happening, inputs, {}, async (env) => {
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text
      })
    }
    const [code] = (await once(child, 'close')) as [number]
    expect(said.stderr).toBe('')
    return { code, log: said.stdout }
  })

test('a plan, its review, and the merge', async () => {
  const it = await scene({ file: api('off'), live: api('commit') })
  await open()(it)
  const planned = await start(it, pullRequest({ head }), { command: 'plan' })
  expect(planned).toMatchObject({ code: 0, outputs: { 'exit-code': '2', 'to-change': '1' } })
  expect(it.hub.comments[0]?.body).toContain('## Plan: 0 to add, 1 to change, 0 to destroy')
  it.hub.pulls.set(pull, { head, mergedAs: merge })
  it.run++
  const applied = await start(it, push(merge), { command: 'apply' })
  expect(applied).toMatchObject({ code: 0, outputs: { 'exit-code': '0' } })
  expect(it.hub.comments[0]?.body).toContain('applied, 0 added, 1 changed, 0 destroyed')
  expect(triggerOf(it)).toBe('off')
})

test('an apply of what nobody has reviewed', async () => {
  const it = await scene({ file: api('off'), live: api('commit') })
  const { code, log } = await start(it, push(merge), { command: 'apply' })
  expect(code).toBe(1)
  expect(log).toContain('::error title=render-sync no-reviewed-plan::')
  expect(triggerOf(it)).toBe('commit')
})

test('a drift while GitHub is not well', async () => {
  const it = await scene({ file: api('off'), live: api('commit') })
  await answers({ request: /./, status: 502 }, 1)(it)
  const { code } = await start(it, schedule(head), { command: 'drift' })
  expect(code).toBe(0)
  expect(it.hub.issues).toMatchObject([{ state: 'open', title: 'Drift: render.yaml' }])
})
