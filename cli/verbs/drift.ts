import { acts } from '../acts/index.ts'
import { files, flag, plans, pruneScope, renders, repeated, type Verb } from '../flags/index.ts'

export const drift: Verb = {
  name: 'drift',
  does: 'tell whether the workspace still has what the file declares; exits with 2 if not, else with 1 if something was not observed',
  aliases: ['status'],
  ...files,
  flags: [
    ...plans,
    ...renders,
    flag('--strict', 'count what is live and in no file as well: all that --prune could delete'),
    pruneScope,
    repeated(
      '--accept <file>',
      'differences that are known, as YAML or JSON: a list of address, reason, until, and field where only that is meant; repeatable',
    ),
    repeated(
      '--allow-unobserved <pattern>',
      'addresses that the key need not see: "service/*/env", "*"; repeatable',
    ),
    flag(
      '--notify <url>',
      'where something is to be said, post a summary there: to Slack, or to anything that takes JSON',
    ),
  ],
  examples: [
    'render-sync drift',
    'render-sync drift --json',
    'render-sync drift --strict --prune-scope ungrouped',
    'render-sync drift --accept known-drift.yaml',
    'render-sync drift --notify "$SLACK_WEBHOOK"',
  ],
  act: acts.drift,
}
