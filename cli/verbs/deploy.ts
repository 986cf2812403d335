import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { commit, connects, duration, flag, json, type Verb } from '../flags/index.ts'

export const deploy: Verb = {
  name: 'deploy',
  does: 'deploy a service',
  arguments: [new Argument('<service>', 'its name or id')],
  flags: [
    flag('--commit <sha>', 'this commit; the newest of its branch otherwise').argParser(commit),
    flag('--image <ref>', 'this image, where the service runs one'),
    flag('--clear-cache', 'build without the cache'),
    flag('--deploy-only', 'run the last build again, and build nothing'),
    flag('--wait', 'wait until it is live, and fail with the end of its log where it does not get there'),
    flag('--deploy-timeout <duration>', 'wait this long, e.g. 20m, 2h (default: 60m)').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync deploy api --wait', 'render-sync deploy api --commit 1a2b3c4 --clear-cache'],
  act: acts.deploy,
}
