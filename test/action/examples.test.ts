/** The workflows that can be copied say what there is to be said, and the scripts beside them do what they are for. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { verbs } from '../../cli/verbs/index.ts'
import { load } from '../../src/index.ts'
import { stage } from '../cli/stage.ts'
import { actionFile } from './scene.ts'

const root = join(import.meta.dirname, '../..')
const examples = join(root, 'examples')

interface WorkflowStep {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>
  readonly concurrency?: unknown
  readonly jobs: Readonly<
    Record<string, { readonly concurrency?: unknown; readonly steps: readonly WorkflowStep[] }>
  >
}

/** What each command may need, and nothing more. */
const needed = {
  validate: { contents: 'read' },
  plan: { contents: 'read', 'pull-requests': 'write' },
  apply: { contents: 'read', 'pull-requests': 'write', actions: 'read' },
  drift: { contents: 'read', issues: 'write' },
} as const

const files: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(join(examples, 'github')).map(
    (name) => [name, readFileSync(join(examples, 'github', name), 'utf8')] as const,
  ),
  ...[...readFileSync(join(root, 'docs/github-action.md'), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text = ''], at) => [`docs/github-action.md, block ${at + 1}`, text] as const,
  ),
]

describe('a workflow of GitHub', () => {
  test.each(files)('%s', (_, text) => {
    const { permissions, concurrency, jobs } = parse(text) as Workflow
    const all = Object.values(jobs)
    const ours = all.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith('render-sync/'))
    expect(ours).not.toEqual([])
    const commands = ours.flatMap(
      ({ with: given = {} }) => given.command?.match(/\b(validate|plan|apply|drift)\b/g) ?? [],
    )
    for (const { with: given = {} } of ours) {
      expect(Object.keys(actionFile.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    }
    const ids = ours.flatMap(({ id }) => id ?? [])
    for (const [, id = '', output = ''] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      expect(ids).toContain(id)
      expect(Object.keys(actionFile.outputs)).toContain(output)
    }
    const asked = Object.assign({}, ...commands.map((command) => needed[command as keyof typeof needed]))
    expect(permissions).toEqual(asked)
    if (commands.includes('apply')) {
      expect(concurrency ?? all[0]?.concurrency).toBeDefined()
      expect(text).not.toMatch(/apply[\s\S]*cancel-in-progress: true/)
    }
  })
})

const flagsIn = (line: string): readonly string[] => line.match(/--[a-z-]+/g) ?? []

test.each(['gitlab/render.gitlab-ci.yml', 'cron/render-drift'])('%s knows the flags', (name) => {
  const lines = readFileSync(join(examples, name), 'utf8').match(/render-sync [a-z]+ .*/g) ?? []
  expect(lines).not.toEqual([])
  for (const line of lines.filter((one) => !one.startsWith('render-sync @'))) {
    const verb = verbs.find(({ name }) => name === line.split(' ')[1])
    expect(verb?.flags.map(({ long }) => long)).toEqual(expect.arrayContaining([...flagsIn(line)]))
  }
})

const runNode = async (script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  (
    await promisify(execFile)(process.execPath, [join(examples, script), ...args], {
      env: { PATH: process.env.PATH, ...env },
    })
  ).stdout

test('problems become a code quality report', async () => {
  const it = await stage({ file: 'services:\n  - type: web\n    name: api\n    runtim: node\n' })
  it.write('validate.json', (await it.cli(['validate', '--json'])).stdout)
  const report = JSON.parse(await runNode('gitlab/code-quality.mjs', [join(it.folder, 'validate.json')]))
  expect(report).toContainEqual({
    check_name: 'render-sync/unknown-key',
    description: expect.stringContaining('runtim'),
    severity: 'major',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    location: { path: 'render.yaml', lines: { begin: 4 } },
  })
})

test('a merge request has one note', async () => {
  const notes = [
    { id: 1, author: { id: 7 }, body: 'Nice.' },
    { id: 2, author: { id: 8 }, body: '<!-- render-sync note plan.md -->\nsomebody has copied it' },
  ]
  const at = '/api/v4/projects/5/merge_requests/3/notes'
  const app = new Hono()
  app.get('/api/v4/user', (c) => c.json({ id: 7 }))
  app.get(at, (c) => {
    const page = Number(c.req.query('page'))
    return c.json(notes.slice(page - 1, page), 200, {
      'x-next-page': page < notes.length ? `${page + 1}` : '',
    })
  })
  app.post(at, async (c) => {
    const { body } = await c.req.json<{ body: string }>()
    notes.push({ id: notes.length + 1, author: { id: 7 }, body })
    return c.json({}, 201)
  })
  app.put(`${at}/:id`, async (c) => {
    const found = notes.find(({ id }) => id === Number(c.req.param('id')))
    return c.json(Object.assign(found ?? {}, await c.req.json()))
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  onTestFinished(() => void server.close())
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const env = {
    CI_API_V4_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v4`,
    CI_PROJECT_ID: '5',
    CI_MERGE_REQUEST_IID: '3',
    GITLAB_TOKEN: 'glpat-0123456789',
  }
  const it = await stage({ file: '' })
  const plan = join(it.folder, 'plan.md')
  for (const text of ['the first plan', 'the second plan']) {
    it.write(basename(plan), text)
    await runNode('gitlab/note.mjs', [plan], env)
  }
  expect(notes.slice(2).map(({ body }) => body)).toEqual([
    '<!-- render-sync note plan.md -->\nthe second plan',
  ])
  expect(notes).toHaveLength(3)
})

describe('the cron job on Render', () => {
  const folder = join(examples, 'on-render')

  test('is a file that is right', async () => {
    const text = readFileSync(join(folder, 'render.yaml'), 'utf8')
    const { problems } = load([{ name: 'render.yaml', text }])
    expect(problems.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  test('runs a command that there is, with flags that it has', () => {
    const lines = readFileSync(join(folder, 'Dockerfile'), 'utf8').split('\n')
    const [name, ...args] = JSON.parse(lines.find((line) => line.startsWith('CMD '))?.slice(4) ?? '[]')
    const flags = verbs.find((verb) => verb.name === name)?.flags.map(({ long }) => long)
    const given = args.filter((arg: string) => arg.startsWith('--'))
    expect(given).not.toEqual([])
    expect(flags).toEqual(expect.arrayContaining(given))
  })
})
