/** Plans that are saved, shown and applied later, through the command line. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SavedPlan } from '../../src/index.ts'
import { type Setting, type Stage, service, services, stage } from '../cli/stage.ts'

const variables = (level: string) =>
  `envVars:\n  - key: LEVEL\n    value: ${level}\n  - key: TOKEN\n    sync: false`
const live = services(service('api', variables('live-level-value')), service('jobs'))
const file = services(
  service('api', variables('debug-level-value')),
  service('jobs'),
  service('new', variables('debug-level-value')),
)
const secrets = { TOKEN: 'sk_live_0123456789' }
const give = ['--secrets', 'secrets.env']
const planKey = { RENDER_SYNC_PLAN_KEY: 'a-plan-key-that-nobody-guesses' }

const saving = async (more: Partial<Setting> = {}, args: readonly string[] = give, env = {}) => {
  const it = await stage({ file, live, secrets, ...more })
  it.write('secrets.env', 'TOKEN=sk_live_0123456789')
  const planned = await it.cli(['plan', '--out', 'plan.json', ...args], env)
  if (planned.code === 0 && more.file === undefined) {
    expect(textIn(it)).not.toContain('live-level-value')
  }
  return { it, planned }
}

const textIn = ({ folder }: Stage, name = 'plan.json') => readFileSync(join(folder, name), 'utf8')
const planIn = (it: Stage): SavedPlan => JSON.parse(textIn(it))

const withoutNotes = (markdown = '') => markdown.replace(/\n- \*\*note\*\*.*\n\n.* note\n/, '')

describe('a saved plan', () => {
  test('is shown in each format as it was planned', async () => {
    const { it, planned } = await saving()
    expect(planned.code).toBe(0)
    const digest = planIn(it).document.digests.plan
    expect(planned.stderr).toBe(`\nSaved to plan.json: ${digest}\n`)
    const text = await it.cli(['show', 'plan.json'])
    expect(text.stdout).toBe(`${planned.stdout}\nSaved plan ${digest}\n`)
    const [markdown, json] = await Promise.all(
      ['markdown', 'json'].map((format) => it.cli(['show', 'plan.json', '--format', format])),
    )
    const now = (await it.cli(['plan', ...give, '--format', 'markdown'])).stdout
    expect(withoutNotes(markdown?.stdout)).toBe(withoutNotes(now))
    expect(now).toContain(`<!-- render-sync {"plan":"${digest}"} -->`)
    const { digests: _digests, view: _view, ...document } = planIn(it).document
    expect(JSON.parse(json?.stdout ?? '')).toEqual(document)
    expect((await it.cli(['apply', 'plan.json', '--what-is'])).stdout).toBe(`${digest}\n`)
  })

  test('is applied, and once it is done there is nothing to do', async () => {
    const { it } = await saving()
    const applied = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
    expect(applied.code).toBe(0)
    expect(applied.stdout).toContain('Resources: 1 added, 1 changed')
    const again = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
    expect(again.stdout).toContain('No changes.')
    expect(again.code).toBe(0)
  })

  test('comes in on stdin, and under any name', async () => {
    const { it } = await saving()
    const stdin = textIn(it)
    const piped = await it.cli(['apply', '-', '--auto-approve', ...give], {}, { stdin })
    expect(piped.code).toBe(0)
    it.write('plan.yaml', stdin)
    const named = await it.cli(['apply', '-f', 'plan.yaml', '--auto-approve', ...give])
    expect(named.stdout).toContain('No changes.')
  })

  test('a file of wishes may be called so', async () => {
    const it = await stage({ file: services(service('api')) })
    it.write('wishes.json', services(service('jobs')))
    const yaml = await it.cli(['apply', 'wishes.json', '--auto-approve'])
    expect(yaml.code).toBe(0)
    it.write('wishes.json', JSON.stringify({ envVarGroups: [{ name: 'shared', envVars: [] }] }))
    const json = await it.cli(['apply', 'wishes.json', '--auto-approve'])
    expect(json.stdout).toContain('group/shared')
    expect(json.code).toBe(0)
  })

  test('that refuses is saved and shown, and not applied', async () => {
    const { it, planned } = await saving({}, [])
    expect(planned.code).toBe(1)
    const shown = await it.cli(['show', 'plan.json'])
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain('This plan is refused: 1 error.')
    const { code, stderr } = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
    expect(code).toBe(1)
    expect(stderr).toContain('error bad-plan: the saved plan is one that refuses')
  })

  test('asks as any other', async () => {
    const { it } = await saving()
    const { code, stderr } = await it.cli(['apply', 'plan.json', ...give])
    expect(code).toBe(1)
    expect(stderr).toContain('nobody can be asked here')
  })

  test('is nothing that is planned again, pulled into or checked', async () => {
    const { it } = await saving()
    for (const verb of ['plan', 'drift', 'validate']) {
      const { code, stderr, stdout } = await it.cli([verb, 'plan.json'])
      expect(code).toBe(1)
      expect(stderr + stdout).toContain('plan.json is a saved plan, and here a render.yaml is wanted')
    }
    const both = await it.cli(['apply', 'render.yaml', 'plan.json', '--auto-approve'])
    expect(both.stderr).toContain('plan.json is a saved plan: it is applied by itself')
  })
})

describe('a plan that is saved without secrets', () => {
  test('needs their names only, and an apply all values', async () => {
    const { it, planned } = await saving({}, ['--secrets-later'])
    expect(planned.code).toBe(0)
    expect(planned.stdout).toContain('service/new/env/TOKEN: (given at apply)')
    const without = await it.cli(['apply', 'plan.json', '--auto-approve'])
    expect(without.code).toBe(1)
    expect(without.stdout).toContain('error missing-secret: service/new/env/TOKEN has no value')
    const { code, stdout } = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
    expect(stdout).toContain('Resources: 1 added, 1 changed')
    expect(code).toBe(0)
  })

  test('a secret to be written again may turn out to be the live one', async () => {
    const args = ['--secrets-later', '--write-secret', 'api/TOKEN']
    for (const [token, sent] of [
      ['sk_live_0123456789', 0],
      ['sk_live_9876543210', 1],
    ] as const) {
      const { it, planned } = await saving({ file: live }, args)
      expect(planned.stdout).toContain('(sensitive) → (given at apply)')
      it.write('other.env', `TOKEN=${token}`)
      const applied = await it.cli(['apply', 'plan.json', '--auto-approve', '--secrets', 'other.env'])
      expect(applied.stdout).toContain(sent === 1 ? '1 changed' : 'No changes.')
      expect(applied.code).toBe(0)
    }
  })
})

describe('a plan is refused', () => {
  test.each<[string, (text: string) => string, string]>([
    ['that is cut off', (text) => text.slice(0, 2000), 'is a saved plan that is cut off'],
    [
      'of another format',
      (text) => text.replace('render-sync-plan/1', 'render-sync-plan/2'),
      'of the format render-sync-plan/2, and this render-sync reads render-sync-plan/1',
    ],
    [
      'whose inputs were edited',
      (text) => text.replaceAll('debug-level-value\\n', 'other-level-value\\n'),
      'its digest is of another plan',
    ],
    [
      'whose document was edited',
      (text) => text.replace('"add": 1', '"add": 2'),
      'its digest is of another document',
    ],
    [
      'with a wish that is not known',
      (text) => text.replace('"wishes": {', '"wishes": { "everything": true'),
      'inputs.wishes.everything is not as plan --out writes it',
    ],
    [
      'without a part',
      (text) => JSON.stringify({ ...JSON.parse(text), says: undefined }),
      'says is not as plan --out writes it',
    ],
  ])('%s', async (_, spoil, says) => {
    const { it } = await saving()
    it.write('spoiled.json', spoil(textIn(it)))
    for (const args of [['apply', '--auto-approve', ...give], ['show'], ['apply', '--what-is']]) {
      const { code, stderr } = await it.cli([...args, 'spoiled.json'])
      expect(code).toBe(1)
      expect(stderr).toContain('error bad-plan: spoiled.json')
      expect(stderr).toContain(says)
    }
  })

  test('that is what plan --json prints', async () => {
    const { it } = await saving()
    it.write('printed.json', (await it.cli(['plan', ...give, '--json'])).stdout)
    const { code, stderr } = await it.cli(['apply', 'printed.json', '--auto-approve'])
    expect(code).toBe(1)
    expect(stderr).toContain('printed.json is what plan --json prints, and no saved plan')
    expect((await it.cli(['show', 'render.yaml'])).stderr).toContain('render.yaml is no saved plan')
    expect((await it.cli(['apply', '--what-is'])).stderr).toContain('--what-is needs one saved plan')
  })

  test('of another workspace', async () => {
    const { it } = await saving()
    const other = await stage({ file: services(service('api')), ownerName: 'Other' })
    other.write('plan.json', textIn(it))
    const args = ['apply', 'plan.json', '--auto-approve', ...give]
    other.write('secrets.env', 'TOKEN=sk_live_0123456789')
    const named = `the plan is for the workspace Acme (${it.emulator.ownerId})`
    expect((await other.cli(args)).stderr).toContain(`error wrong-workspace: ${named}`)
    const chosen = await other.cli(args, { RENDER_WORKSPACE: 'Other' })
    expect(chosen.stderr).toContain(`${named}, and this is Other (${other.emulator.ownerId})`)
    expect([chosen.code, JSON.stringify(other.emulator.state().services)]).toEqual([
      1,
      expect.not.stringContaining('jobs'),
    ])
  })
})

describe('the plan key', () => {
  test('tells a hidden value that changes, and is in no file', async () => {
    const { it, planned } = await saving({}, give, planKey)
    expect(planned.stdout).not.toContain('plan-key')
    expect(textIn(it)).not.toContain(planKey.RENDER_SYNC_PLAN_KEY)
    expect(Object.keys(planIn(it).rests.hidden ?? {})).toEqual(['service/api/env/LEVEL#value'])
    const none = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
    expect(none.stdout).toContain('RENDER_SYNC_PLAN_KEY is not set here')
    expect(none.code).toBe(0)
  })

  test('is long enough not to be guessed', async () => {
    const { planned } = await saving({}, give, { RENDER_SYNC_PLAN_KEY: 'short-plan-key' })
    expect(planned.code).toBe(1)
    expect(planned.stderr).toContain('RENDER_SYNC_PLAN_KEY has fewer than 16 characters')
  })
})

test('flags that the plan has in it are no flags of its apply', async () => {
  const { it } = await saving()
  const args = ['--target', 'service/api', '--redeploy-failed', '--no-wait', '--parallelism', '2']
  const { code, stderr } = await it.cli(['apply', 'plan.json', '--auto-approve', ...give, ...args])
  expect(code).toBe(1)
  expect(stderr).toContain('error bad-usage: a saved plan has its own --target and --redeploy-failed')
})

test('what has moved is told for each resource, and nothing is changed', async () => {
  const { it } = await saving()
  writeFileSync(join(it.folder, 'meddling.yaml'), services(service('new')))
  const meddled = await it.cli(['apply', 'meddling.yaml', '--auto-approve'])
  expect(meddled.code).toBe(0)
  it.write(
    'meddling.yaml',
    services(service('new').replace('npm ci', 'make'), service('jobs').replace('server.js', 'jobs.js')),
  )
  await it.cli(['apply', 'meddling.yaml', '--auto-approve'])
  const before = it.emulator.state()
  const { code, stderr, stdout } = await it.cli(['apply', 'plan.json', '--auto-approve', ...give])
  expect(code).toBe(1)
  expect(stderr).toContain(
    'error stale-plan: service/jobs is neither as the plan found it nor as the plan makes it: startCommand is node jobs.js; it would be deployed, which the plan does not say',
  )
  expect(stderr).toContain(
    'error stale-plan: service/new is neither as the plan found it nor as the plan makes it: buildCommand is make',
  )
  expect(stdout).not.toContain('Apply complete')
  expect(it.emulator.state().services).toEqual(before.services)
})
