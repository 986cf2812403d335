/** The workspace and the folder that the pages are about, and a shell in it that knows the command line. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EmulatorOptions } from '../../src/emulator/index.ts'
import { main, type Stage, stage } from '../cli/stage.ts'
import { runBash } from '../support/cli.ts'

const git = `runtime: node
    plan: starter
    region: oregon
    repo: https://github.com/acme/app
    buildCommand: npm ci
    startCommand: npm start`

const file = `
envVarGroups:
  - name: shared
    envVars:
      - { key: LOG_LEVEL, value: info }
databases:
  - { name: main, plan: basic-1gb, diskSizeGB: 15 }
services:
  - type: web
    name: api
    ${git}
    envVars:
      - fromGroup: shared
      - { key: STRIPE_KEY, sync: false }
      - { key: SENTRY_DSN, sync: false }
  - type: web
    name: shop-web
    ${git}
  - type: worker
    name: worker
    ${git}
projects:
  - name: shop
    environments:
      - name: staging
        services:
          - type: web
            name: shop-staging
            ${git.replaceAll('\n', '\n        ')}
      - name: preview
        databases:
          - { name: preview-db, plan: basic-1gb, diskSizeGB: 15 }
`

const secrets = { STRIPE_KEY: 'hidden-stripe', SENTRY_DSN: 'hidden-dsn' }
const lines = Object.entries(secrets).map(([key, value]) => `api/${key}=${value}`)

const knownDrift = `- address: service/api
  field: plan
  reason: scaled up for the sale
  until: 2030-11-30
`

/** Programs of others, as far as the pages need them. */
const programs: Readonly<Record<string, string>> = {
  'render-sync': `exec "${process.execPath}" "${main}" "$@"`,
  sops: 'cat secrets.yaml',
  op: 'cat secrets.env',
  jq: 'cat',
  psql: 'test -n "$PGPASSWORD"',
}

export interface DocsPlace extends Stage {
  /** Runs lines of a shell, one after the other, until one fails. */
  readonly shell: (script: string) => ReturnType<typeof runBash>
}

export const docsPlace = async (faults: EmulatorOptions['faults'] = []): Promise<DocsPlace> => {
  const on = await stage({ file, live: file, secrets, faults })
  const write = (name: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(on.folder, name)), { recursive: true })
    writeFileSync(join(on.folder, name), text)
    chmodSync(join(on.folder, name), mode)
  }
  for (const [name, script] of Object.entries(programs)) write(`bin/${name}`, `#!/bin/sh\n${script}\n`, 0o755)
  write('secrets.env', `${lines.join('\n')}\n`, 0o600)
  write('production.env', `${lines.join('\n')}\n`, 0o600)
  write('secrets.yaml', `api:\n  STRIPE_KEY: hidden-stripe\n`, 0o600)
  write('level.txt', 'debug\n')
  write('known-drift.yaml', knownDrift)
  write(
    'staging/render.yaml',
    'services:\n  - { type: web, name: shop-web, runtime: node, plan: standard }\n',
  )
  write('deploy/render.yaml', file)
  write('.zfunc/.keep', '')
  write('.config/fish/completions/.keep', '')
  write('shop/.keep', '')
  write('key', `${on.env.RENDER_API_KEY}\n`, 0o600)
  write(
    'settings/accounts.yaml',
    'accounts:\n  production: { key: { file: ../key }, workspace: Acme }\n',
    0o600,
  )
  await runBash(
    'git init --quiet && git remote add origin https://github.com/acme/app',
    { HOME: on.folder, PATH: process.env.PATH ?? '' },
    on.folder,
  )
  const shell = (script: string) =>
    runBash(
      `set -o pipefail; ${script}`,
      {
        ...on.env,
        PATH: `${join(on.folder, 'bin')}:${process.env.PATH ?? ''}`,
        HOME: on.folder,
        RENDER_SYNC_ACCOUNTS: 'settings/accounts.yaml',
        RENDER_CI_KEY: on.env.RENDER_API_KEY ?? '',
        GITHUB_SHA: '1a2b3c4d5e6f',
        SLACK_WEBHOOK: 'http://127.0.0.1:9/hidden',
      },
      on.folder,
    )
  return { ...on, shell }
}
