import { acts } from '../acts/index.ts'
import { count, flag, json, port, repeated, type Verb, words } from '../flags/index.ts'

export const emulate: Verb = {
  name: 'emulate',
  does: 'run an emulator of the Render API on this machine',
  flags: [
    flag('--port <n>', 'the port on 127.0.0.1; 0: one that is free').default(8787).argParser(port),
    flag('--tls', 'speak HTTPS, with a certificate of its own, and print what a client must trust'),
    flag('--limits <limits>', 'which rate limits it has')
      .choices(['recorded', 'documented', 'off'])
      .default('recorded'),
    flag('--latency <latency>', 'how slowly it answers').choices(['none', 'recorded']).default('none'),
    flag('--clock-rate <n>', 'how many times faster deploys and databases are').default(1).argParser(count),
    flag('--while-deploying <what>', 'what a deploy does that meets a running one')
      .choices(['override', 'accepted', 'queue', 'created'])
      .default('override'),
    flag('--deploys-touch-service <when>', 'whether a service is updated by each status of its deploys')
      .choices(['on', 'off'])
      .default('off'),
    flag('--plan-names <names>', 'by which names it calls plans')
      .choices(['old', 'new', 'as-sent'])
      .default('as-sent'),
    flag('--env-groups <shape>', 'whether the list of env groups is wrapped or bare')
      .choices(['wrapped', 'bare'])
      .default('wrapped'),
    flag(
      '--newer <words>',
      'plans, regions, runtimes, versions and policies that it takes too: bun,500g',
    ).argParser(words),
    flag('--legacy', 'let new resources have legacy and custom plans, which only live ones have'),
    repeated(
      '--key <name:area=level,...>',
      'a key that may do less: none, read or write in each area; repeatable',
    ),
    flag('--state <file>', 'read the workspace from this file, and keep it there'),
    flag('--seed <file>', 'begin with the workspace that this file declares, all of it live'),
    flag('--snapshot <name>', 'keep the workspace that it begins with under this name, to come back to'),
    flag('--faults <file>', 'what goes wrong, and when: YAML or JSON, see docs/emulator.md'),
    flag('--coverage', 'print each operation of the API with where what it does comes from, and end'),
    json('print the url, the key and the workspace id as one line of JSON'),
  ],
  examples: [
    'render-sync emulate',
    'render-sync emulate --port 0 --json',
    'render-sync emulate --clock-rate 60',
    'render-sync emulate --key ci:all=read,env-vars=none',
  ],
  act: acts.emulate,
}
