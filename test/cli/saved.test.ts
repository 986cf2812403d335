/** Plans that are saved, shown and applied later. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const variables = (level: string) =>
  `envVars:\n  - key: LEVEL\n    value: ${level}\n  - key: TOKEN\n    sync: false`
const live = services(service('api', variables('live-level-value')), service('jobs'))
const file = services(
  service('api', variables('debug-level-value')),
  service('jobs'),
  service('new', variables('debug-level-value')),
)
const secrets = { TOKEN: 'sk_live_0123456789' }

test('plan, show, apply', async () => {
  const it = await stage({ file, live, secrets })
  it.write('secrets.env', 'TOKEN=sk_live_0123456789')
  const planned = await it.cli(['plan', '--out', 'plan.json', '--secrets', 'secrets.env'])
  console.log(planned.code, planned.stdout, planned.stderr)
  const text = readFileSync(join(it.folder, 'plan.json'), 'utf8')
  console.log(text)
  const shown = await it.cli(['show', 'plan.json'])
  console.log(shown.stdout, shown.stderr)
  const md = await it.cli(['show', 'plan.json', '--format', 'markdown'])
  console.log(md.stdout, md.stderr)
  const what = await it.cli(['apply', 'plan.json', '--what-is'])
  console.log(what.stdout, what.stderr)
  const applied = await it.cli(['apply', 'plan.json', '--auto-approve', '--secrets', 'secrets.env'])
  console.log(applied.code, applied.stdout, applied.stderr)
  const again = await it.cli(['apply', 'plan.json', '--auto-approve', '--secrets', 'secrets.env'])
  console.log(again.code, again.stdout, again.stderr)
  expect(again.code).toBe(0)
})
