#!/usr/bin/env node
// A policy over plan --json: render-sync plan --json | node policy.mjs. Prints what it denies, and exits with 1 then.
import { readFileSync } from 'node:fs'
import process from 'node:process'

/** One rule for each thing that nobody should merge by accident: a sentence for each change that breaks it. */
const rules = [
  ({ resource_changes }) =>
    resource_changes
      .filter(({ destroys_data }) => destroys_data)
      .map(({ address }) => `${address} would lose its data`),
  ({ resource_changes }) =>
    resource_changes
      .filter(({ change }) => change.after?.ipAllowList?.some(({ source }) => source === '0.0.0.0/0'))
      .filter(({ type, change }) => type === 'postgres' && change.actions[0] !== 'no-op')
      .map(({ address }) => `${address} would be open to everybody`),
  ({ cost }) =>
    cost.difference.monthly > 100 ? [`it would cost $${cost.difference.monthly} a month more`] : [],
]

const plan = JSON.parse(readFileSync(0, 'utf8'))
const denied = plan.errored ? ['there is no plan'] : rules.flatMap((rule) => rule(plan))
for (const sentence of denied) console.log(`denied: ${sentence}`)
process.exitCode = denied.length > 0 ? 1 : 0
