/** Starting a repository off: what is proposed, what is asked, and what is written. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { forgeOf } from '../../cli/acts/starting/forge.ts'
import type { Around } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

const live = services(service('api', 'envVars:\n  - key: TOKEN\n    sync: false'))
const secrets = { 'api/TOKEN': 'do-not-tell-anybody' }

/** A folder without a file, and a workspace with a service. */
const start = async () => {
  const { folder, cli, ...it } = await stage({ file: '', live, secrets })
  rmSync(join(folder, 'render.yaml'))
  return {
    ...it,
    init: (args: readonly string[], around?: Around) => cli(['init', ...args], {}, around),
    cli,
    has: (name: string) => existsSync(join(folder, name)),
    text: (name: string) => readFileSync(join(folder, name), 'utf8'),
  }
}

test('a repository without anything gets a file that plans to nothing, a template and the workflows', async () => {
  const { init, cli, text, has } = await start()
  const { code, stdout } = await init(['--ci', 'github', '--auto-approve'])
  expect(code).toBe(0)
  expect(stdout).toContain('+ render.yaml (new, ')
  expect(stdout).toContain('API_TOKEN, RENDER_API_KEY, RENDER_READ_KEY, RENDER_SYNC_PLAN_KEY.')
  expect(text('secrets.env.example')).toMatch(/\napi\/TOKEN=\n$/)
  expect(text('.gitignore')).toBe('secrets.env\nplan.json\n')
  expect(has('secrets.env')).toBe(false)
  expect((await cli(['plan', '--detailed-exitcode'])).code).toBe(0)
  for (const name of ['plan', 'apply', 'drift']) {
    const workflow = text(`.github/workflows/render-${name}.yml`)
    const [job] = Object.values(parse(workflow).jobs) as [{ steps: { with?: object }[] }]
    expect(job.steps.flatMap((step) => step.with ?? [])).toContainEqual(
      expect.objectContaining({ command: name, file: 'render.yaml', workspace: 'Acme' }),
    )
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
  expect(text('.github/workflows/render-apply.yml')).toContain('api/TOKEN=${{ secrets.API_TOKEN }}')
})

test('run again, it finds everything there and writes nothing', async () => {
  const { init } = await start()
  await init(['--ci', 'gitlab', '--auto-approve'])
  const { code, stdout } = await init(['--ci', 'gitlab'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Everything is there already.\n' })
})

test('GitLab gets its jobs, with the scripts that they run', async () => {
  const { init, text, has } = await start()
  expect((await init(['--ci', 'gitlab', '--auto-approve'])).code).toBe(0)
  const scripts = text('render.gitlab-ci.yml').match(/\.gitlab\/render-sync\/[\w.-]+/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((name) => !has(name))).toEqual([])
})

describe('what is there', () => {
  test('stays as it is, if it is the file; its secrets are listed', async () => {
    const { init, write, text, emulator } = await start()
    const file = `# ours\n${live.replace('TOKEN', 'OTHER')}`
    write('render.yaml', file)
    const before = JSON.stringify(emulator.state().services)
    expect((await init(['--ci', 'none', '--auto-approve'])).code).toBe(0)
    expect(text('render.yaml')).toBe(file)
    expect(text('secrets.env.example')).toContain('\napi/OTHER=\n')
    expect(JSON.stringify(emulator.state().services)).toBe(before)
  })

  test('is shown with what would change of it, and added to', async () => {
    const { init, write, text } = await start()
    write('.gitignore', 'node_modules\n/secrets.env')
    const { stdout } = await init(['--ci', 'none', '--auto-approve'])
    expect(stdout).toContain('~ .gitignore')
    expect(stdout).toContain('+plan.json')
    expect(text('.gitignore')).toBe('node_modules\n/secrets.env\nplan.json\n')
  })

  test('has to be right, if it is the file', async () => {
    const { init, write, has } = await start()
    write('render.yaml', 'services:\n  - { type: web }\n')
    const { code, stderr } = await init(['--auto-approve'])
    expect(code).toBe(1)
    expect(stderr).toContain('render.yaml:2')
    expect(has('.gitignore')).toBe(false)
  })
})

describe('nothing is written', () => {
  test('where nobody can be asked', async () => {
    const { init, has } = await start()
    const { code, stdout, stderr } = await init([])
    expect(code).toBe(1)
    expect(stdout).toContain('+ render.yaml')
    expect(stderr).toContain('nobody can be asked here')
    expect(has('render.yaml')).toBe(false)
  })

  test('where somebody says no', async () => {
    const { init, has } = await start()
    const stdin = Object.assign(Readable.from(['no\n']), { isTTY: true })
    const { code, stderr } = await init([], { stdin })
    expect(code).toBe(1)
    expect(stderr).toContain('Not approved: nothing was written.')
    expect(has('render.yaml')).toBe(false)
  })

  test('for a workspace that is not there, or is empty', async () => {
    const { init } = await start()
    const wrong = await init(['--workspace', 'Nobody', '--auto-approve'])
    expect({ code: wrong.code, stderr: wrong.stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nobody'),
    })
    const empty = await stage({ file: '' })
    const { code, stderr } = await empty.cli(['init', '-f', 'new.yaml', '--auto-approve'])
    expect(code).toBe(1)
    expect(stderr).toContain('the workspace has nothing that a file could declare')
  })
})

test.each<[string, string | undefined, readonly string[], string]>([
  ['a folder for workflows', 'https://gitlab.com/acme/app', ['.github'], 'github'],
  ['a file of GitLab', 'https://github.com/acme/app', ['.gitlab-ci.yml'], 'gitlab'],
  ['github.com', 'https://github.com/acme/app', [], 'github'],
  ['a host of GitLab', 'https://gitlab.acme.dev/acme/app', [], 'gitlab'],
  ['another host', 'https://git.acme.dev/acme/app', [], 'none'],
  ['no remote', undefined, [], 'none'],
])('the CI is known by %s', (_, remote, names, forge) => {
  expect(forgeOf({ remote, has: (name) => names.includes(name) })).toBe(forge)
})
