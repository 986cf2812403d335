import { expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { service, services, stage } from './stage.ts'

const good = services(service('api'))
const wrong = good.replace('runtime: node', 'runtime: nod').replace('plan:', 'plam:')

test('it needs neither key nor network', async () => {
  const { folder } = await stage({ file: good })
  const ran = await run(['validate'], { RENDER_HOST: 'http://127.0.0.1:1' }, folder)
  expect(ran).toEqual({ code: 0, stdout: '0 errors, 0 warnings\n', stderr: '' })
})

test('each problem has its place, a caret and what was meant: exit 1', async () => {
  const { cli } = await stage({ file: wrong })
  const { code, stdout } = await cli(['validate'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^render\.yaml:4:14 error wrong-value: .*did you mean "node"\?\n.*\n +\^$/m)
  expect(stdout).toMatch(/did you mean "plan"\?/)
  expect(stdout).toMatch(/\n2 errors, 0 warnings\n$/)
})

test('warnings alone are no errors', async () => {
  const { cli } = await stage({ file: good.replace('runtime:', 'env:') })
  const { code, stdout } = await cli(['validate'])
  expect(code).toBe(0)
  expect(stdout).toContain('"env" is the old name of "runtime"')
  expect(stdout).toMatch(/\n0 errors, 1 warning\n$/)
})

test('errors hide no warnings', async () => {
  const file = services(service('api').replace('runtime:', 'env:'), service('web').replace('plan:', 'plam:'))
  const { cli } = await stage({ file })
  const { code, stdout } = await cli(['validate'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/error unknown-key: [\s\S]*warning deprecated-name: "env" is the old/)
  expect(stdout).toMatch(/\n1 error, 1 warning\n$/)
  expect((await cli(['plan'])).stderr).toContain('warning deprecated-name')
})

test('--json prints the problems', async () => {
  const { cli } = await stage({ file: wrong })
  const { code, stdout } = await cli(['validate', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    valid: false,
    problems: [
      { code: 'wrong-value', at: { file: 'render.yaml', line: 4, column: 14 } },
      { code: 'unknown-key' },
    ],
  })
})
