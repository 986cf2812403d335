/** The journal as a file: what stands in it, what does not, and where it is. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Fault, type Setting, stage } from '../cli/stage.ts'

const file = (level: string) => `services:
  - type: worker
    name: w
    runtime: node
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: npm start
    envVars:
      - { key: LEVEL, value: ${level} }
`

/** A workspace without an audit log, in which no deploy can be triggered as long as `broken` says so. */
const setting = (broken: () => boolean): Setting => {
  const fault: Fault = ({ method, url }) => {
    const path = new URL(url).pathname
    if (path.endsWith('/audit-logs')) return Response.json({ message: 'not in this plan' }, { status: 403 })
    const isTrigger = method === 'POST' && path.endsWith('/deploys')
    return isTrigger && broken() ? Response.json({ message: 'made to fail' }, { status: 400 }) : undefined
  }
  return { file: file('debug'), live: file('info'), fault }
}

/** A workspace where a variable is written and not deployed; `args`: where the journal is. */
const owing = async (...args: readonly string[]) => {
  let isBroken = true
  const all = await stage(setting(() => isBroken))
  const stateFolder = join(all.folder, 'state', 'render-sync')
  const cli = (...given: readonly string[]) => all.cli([...given, ...args], {}, { stateFolder })
  const failed = await cli('apply', '--auto-approve')
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain('service/w is written and not deployed: POST /services/')
  isBroken = false
  return { ...all, run: cli, stateFolder }
}

test('in the state folder of the user, for the user alone, without a value and without the workspace', async () => {
  const { stateFolder, emulator } = await owing()
  const path = join(stateFolder, 'journal.jsonl')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { address: 'service/w', does: 'written', workspace: expect.stringMatching(/^[0-9a-f]{32}$/) },
  ])
  expect(lines.join()).not.toMatch(/debug|LEVEL/)
  expect(lines.join()).not.toContain(emulator.ownerId)
})

test('what is owed is planned, drift, and deployed by the next apply', async () => {
  const { run } = await owing()
  const planned = await run('plan', '--detailed-exitcode')
  expect(planned.code).toBe(2)
  expect(planned.stdout).toMatch(
    /~ service\/w \(background worker\)\n +builds and deploys because of deploy\/owed\n +was written at [\d-]+T[\d:]+Z and not deployed since, as the journal tells/,
  )
  const document = JSON.parse((await run('plan', '--json')).stdout)
  expect(document.resource_changes[0]).toMatchObject({
    action_reason: 'owed_deploy',
    owed_deploy: { told_by: 'journal', since: expect.any(String) },
  })
  const drifted = await run('drift')
  expect(drifted).toMatchObject({ code: 2, stdout: expect.stringContaining('as the journal tells') })
  expect((await run('drift', '--format', 'markdown')).stdout).toContain('It was written at')
  expect((await run('apply', '--auto-approve')).code).toBe(0)
  expect((await run('drift')).code).toBe(0)
})

test('in the file that a flag names, also one that another run has brought along', async () => {
  const { run, folder } = await owing('--journal', 'kept/journal')
  expect(statSync(join(folder, 'kept/journal')).isFile()).toBe(true)
  expect((await run('drift')).code).toBe(2)
})

test('turned off, nothing tells, and --redeploy is the remedy', async () => {
  const { run } = await owing('--journal', 'off')
  expect((await run('drift')).code).toBe(0)
  const deployed = await run('apply', '--auto-approve', '--redeploy', 'service/w')
  expect(deployed.code).toBe(0)
  expect(deployed.stdout).toContain('builds and deploys because of deploy/asked')
  expect(deployed.stdout).toContain('Apply complete! Resources: 0 added, 1 changed, 0 destroyed.')
})

test('a line that was cut short spoils no other', async () => {
  const { run, stateFolder, write } = await owing()
  const path = join(stateFolder, 'journal.jsonl')
  const text = readFileSync(path, 'utf8')
  write('state/render-sync/journal.jsonl', `${text}{"at":"2026-11-`)
  expect((await run('drift')).code).toBe(2)
  expect((await run('apply', '--auto-approve')).code).toBe(0)
  expect((await run('drift')).code).toBe(0)
})

test('it is made shorter when much of it is settled, and keeps what others have written', async () => {
  const { run, stateFolder, write } = await owing()
  const path = join(stateFolder, 'journal.jsonl')
  const open = readFileSync(path, 'utf8').trim()
  const settled = open.replace('service/w', 'service/old')
  const other = settled.replace(/"workspace":"\w/, '"workspace":"?')
  const pair = `${settled}\n${settled.replace('written', 'deployed')}\n`
  write('state/render-sync/journal.jsonl', `${other}\n${pair.repeat(1000)}${open}\n`)
  expect((await run('drift')).code).toBe(2)
  expect(readFileSync(path, 'utf8')).toBe(`${other}\n${open}\n`)
})

test('a place that cannot be written is an error where it was named, and told where it was not', async () => {
  const { cli, env, folder, write } = await stage(setting(() => false))
  write('taken', '')
  const named = await cli(['apply', '--auto-approve', '--journal', 'taken/journal'])
  expect(named.code).toBe(1)
  expect(named.stderr).toContain('cannot write taken/journal')
  const usual = await cli(['apply', '--auto-approve'], env, { stateFolder: join(folder, 'taken') })
  expect(usual.code).toBe(0)
  expect(usual.stderr).toContain('No journal is kept: cannot write')
})
