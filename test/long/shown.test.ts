/** What the pages show as printed is what is printed; `--update` writes the pages anew. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main, service, services, stage } from '../cli/stage.ts'
import { blocks } from '../docs/blocks.ts'
import { runBash } from '../support/cli.ts'

const live = `envVarGroups:
  - name: shared
    envVars:
      - { key: LOG_LEVEL, value: info }
      - { key: REGION, value: west }
      - { key: SENTRY, value: one }
      - { key: TOKEN, value: group }
  - name: mail
    envVars:
      - { key: SENTRY, value: two }
${services(
  service(
    'api',
    `envVars:
  - fromGroup: shared
  - fromGroup: mail
  - { key: LOG_LEVEL, value: debug }
  - { key: REGION, value: west }`,
  ),
  service(
    'web',
    `envVars:
  - fromGroup: shared
  - { key: TOKEN, value: own }`,
  ),
  service(
    'jobs',
    `envVars:
  - { key: TOKEN, value: group }`,
  ),
)}`

const pages = [...new Set(blocks.filter(({ language }) => language === 'console').map(({ page }) => page))]

test.each(pages)('%s shows what is printed', async (page) => {
  const { env, folder } = await stage({ file: live, live })
  const path = join('../..', page)
  let text = readFileSync(join(import.meta.dirname, path), 'utf8')
  for (const { 0: block, 1: line = '' } of text.matchAll(/^```console\n\$ (.*)\n[\s\S]*?^```/gm)) {
    const script = line.replace(/^render-sync/, `"${process.execPath}" "${main}"`)
    const { code, stdout, stderr } = await runBash(script, { ...env, PATH: process.env.PATH ?? '' }, folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const printed = stdout.replace(/tea-\w{20}/g, 'tea-d1a2b3c4d5e6f7g8h9i0').trimEnd()
    text = text.replace(block, () => `\`\`\`console\n$ ${line}\n${printed}\n\`\`\``)
  }
  await expect(text).toMatchFileSnapshot(path)
})
