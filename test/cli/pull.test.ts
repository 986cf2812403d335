import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const file = services(service('api', 'envVars:\n  - key: TOKEN\n    sync: false'))
const secrets = { 'api/TOKEN': 'do-not-tell-anybody' }

test('pull prints the file and nothing else on stdout; it plans to nothing', async () => {
  const { cli, write } = await stage({ file: '', live: file, secrets })
  const { code, stdout, stderr } = await cli(['pull'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^services:\n {2}- type: web\n {4}name: api\n/)
  expect(stdout).toContain('- key: TOKEN\n        sync: false')
  expect(stderr).toMatch(/^Workspace: Acme .*\n1 value left out as secret; --secrets-out FILE/)
  write('render.yaml', stdout)
  expect((await cli(['plan', '--detailed-exitcode'])).code).toBe(0)
})

test('pull updates a file that is there', async () => {
  const { cli, folder, write } = await stage({ file: '', live: file, secrets })
  write('render.yaml', `# ours\n${file.replace('TOKEN', 'TOKEN # hush')}`)
  const before = readFileSync(join(folder, 'render.yaml'), 'utf8')
  const { code, stdout, stderr } = await cli(['pull', '-o', 'render.yaml'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('render.yaml is up to date.')
  expect(readFileSync(join(folder, 'render.yaml'), 'utf8')).toBe(before)
})

describe('--secrets-out', () => {
  test('writes what the file leaves out, for its owner alone, as --secrets reads it', async () => {
    const { cli, folder } = await stage({ file: '', live: file, secrets })
    expect((await cli(['pull', '-o', 'new.yaml', '--secrets-out', 'secrets.env'])).code).toBe(0)
    const path = join(folder, 'secrets.env')
    expect(readFileSync(path, 'utf8')).toBe('api/TOKEN="do-not-tell-anybody"\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('overwrites nothing, unless that is asked for', async () => {
    const { cli, folder, write } = await stage({ file: '', live: file, secrets })
    write('secrets.env', 'mine')
    const { code, stderr } = await cli(['pull', '-o', 'new.yaml', '--secrets-out', 'secrets.env'])
    expect(code).toBe(1)
    expect(stderr).toContain('secrets.env is there already')
    expect(existsSync(join(folder, 'new.yaml'))).toBe(false)
    expect(readFileSync(join(folder, 'secrets.env'), 'utf8')).toBe('mine')
    expect((await cli(['pull', '--secrets-out', 'secrets.env', '--force'])).code).toBe(0)
    expect(readFileSync(join(folder, 'secrets.env'), 'utf8')).toContain('api/TOKEN=')
    expect(statSync(join(folder, 'secrets.env')).mode & 0o777).toBe(0o600)
  })
})

test('no secrets are written where the file has errors', async () => {
  const disk = 'disk: { name: d, mountPath: /d }'
  const { cli, folder, write, emulator, env } = await stage({ file: '', live: services(service('w', disk)) })
  const send = (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${env.RENDER_API_KEY}`, 'content-type': 'application/json' }
    return emulator.fetch(new Request(`${env.RENDER_HOST}${path}`, { ...init, headers }))
  }
  const [found] = (await (await send('/services')).json()) as [{ service: { id: string } }]
  const body = JSON.stringify({ serviceDetails: { plan: 'free' } })
  expect((await send(`/services/${found.service.id}`, { method: 'PATCH', body })).status).toBe(200)
  write('secrets.env', 'mine')
  const { code, stderr } = await cli(['pull', '-o', 'new.yaml', '--secrets-out', 'secrets.env', '--force'])
  expect(code).toBe(1)
  expect(stderr).toContain('free-plan-with-disk')
  expect(stderr).toContain('secrets.env is not written')
  expect(readFileSync(join(folder, 'secrets.env'), 'utf8')).toBe('mine')
})

test('what was asked for and is not there is an error', async () => {
  const { cli } = await stage({ file: '', live: file, secrets })
  const { code, stdout, stderr } = await cli(['pull', '--resource', 'service/nope', '--project', 'p'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('the workspace has no service/nope')
  expect(stderr).toContain('the workspace has no project/p')
})

describe('adopt', () => {
  test('writes render.yaml and plans to nothing', async () => {
    const { cli, folder } = await stage({ file: '', live: file, secrets })
    const { code, stdout } = await cli(['adopt'])
    expect(code).toBe(0)
    expect(stdout).toContain('No changes.')
    expect(readFileSync(join(folder, 'render.yaml'), 'utf8')).toContain('name: api')
  })

  test('shows the plan and fails where the file still wants something else', async () => {
    const more = services(
      service('api', 'envVars:\n  - key: TOKEN\n    sync: false\n  - key: GONE\n    value: x'),
    )
    const { cli } = await stage({ file: more, live: file, secrets })
    const { code, stdout, stderr } = await cli(['adopt'])
    expect(code).toBe(1)
    expect(stderr).toContain('note: service/api/env/GONE: it is not live any more; --remove')
    expect(stdout).toContain('1 to change')
    expect((await cli(['adopt', '--remove'])).code).toBe(0)
  })
})
