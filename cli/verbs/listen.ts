import { acts } from '../acts/index.ts'
import { flag, json, port, type Verb } from '../flags/index.ts'

export const listen: Verb = {
  name: 'listen',
  does: "receive the events of Render's webhooks, and run commands for them",
  flags: [
    flag('--port <n>', 'the port that is listened to; 0: one that is free').default(8788).argParser(port),
    flag('--host <address>', 'the address that is listened to; 0.0.0.0: all of the machine').default(
      '127.0.0.1',
    ),
    flag(
      '--secret-file <file>',
      'a file with the secret of the webhook; several, one a line, for several webhooks',
    ),
    flag(
      '--on <event command...>',
      'run a program for an event, which is on its stdin, without a shell; repeatable',
    ),
    flag('--state <file>', 'keep there which events have come, for the next start'),
    json('print one JSON object a line'),
  ],
  examples: [
    'render-sync listen --port 8788 --secret-file webhook.secret',
    "render-sync listen --secret-file webhook.secret --state events.jsonl --on deploy_ended './announce.sh' --json",
  ],
  act: acts.listen,
}
