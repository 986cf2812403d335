/** What a plan refuses is said where the file asks for it. */
import { expect, test } from 'vitest'
import { load } from '../../src/index.ts'
import { bench, failures } from '../support/workspace.ts'

const live = `
services:
  - type: web
    name: api
    runtime: docker
    region: ohio
    disk: { name: data, mountPath: /data, sizeGB: 20 }
  - { type: worker, name: jobs, runtime: docker }
databases:
  - { name: main, diskSizeGB: 100, storageAutoscalingEnabled: false }
`

const wanted = `services:
  - type: web
    name: api
    runtime: docker
    region: frankfurt
    disk:
      name: data
      mountPath: /data
      sizeGB: 10
  - name: jobs
    type: pserv
    runtime: docker
databases:
  - name: main
    diskSizeGB: 50
    region: ohio
`

test('in the line of the field', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const { plan } = await it.plan(wanted)
  const said = plan.problems.map(({ code, address, at }) => `${at?.line}:${at?.column} ${code} ${address}`)
  expect(said.sort()).toEqual([
    '10:5 replace-refused service/jobs',
    '16:13 replace-refused database/main',
    '5:13 replace-refused service/api',
  ])
})

test('in the file that has the last word on a variable', async () => {
  const files = [
    `services: [{ type: worker, name: api, runtime: docker, envVars: [{ key: TOKEN, value: dev }, { key: LEVEL, value: a }] }]`,
    `\n\nservices: [{ name: api, envVars: [{ key: TOKEN, sync: false }] }]`,
  ]
  const { desired } = load(files.map((text, index) => ({ name: `${index}.yaml`, text })))
  const items = desired.resources.get('service/api')?.parts.envVars
  expect(items?.map(({ key, at }) => `${key} ${at.file}:${at.line}`)).toEqual([
    'TOKEN 1.yaml:3',
    'LEVEL 0.yaml:1',
  ])
})
