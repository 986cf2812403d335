/** What a pull takes out of a part of a file: what is gone of that part, and nothing of another. */
import { expect, test } from 'vitest'
import type { PullOptions } from '../../src/pull/pull.ts'
import { bench, failures } from '../support/workspace.ts'
import { pulledInto } from './round-trip.ts'

const worker = (name: string) => `{ type: worker, name: ${name}, runtime: docker }`

const file = `services:
  - ${worker('loose')}
  - ${worker('loose-kept')}
projects:
  - name: one
    environments:
      - name: live
        services:
          - ${worker('first')}
          - ${worker('first-kept')}
      - name: test
        services:
          - ${worker('trial')}
          - ${worker('trial-kept')}
  - name: two
    environments:
      - name: live
        services:
          - ${worker('second')}
          - ${worker('second-kept')}
`

const gone = ['first', 'loose', 'second', 'trial']

test.each<[string, PullOptions, readonly string[]]>([
  ['the whole workspace', {}, gone],
  ['a project', { within: ['project/one'] }, ['first', 'trial']],
  ['an environment', { within: ['environment/one/live'] }, ['first']],
  ['two containers', { within: ['environment/one/test', 'project/two'] }, ['second', 'trial']],
  ['resources', { resources: ['service/*st*'] }, ['first']],
  ['resources of any place', { resources: ['service/*o*'] }, ['loose', 'second']],
  ['resources of a project', { resources: ['service/*'], within: ['project/two'] }, ['second']],
  [
    'other resources of a project',
    { resources: ['database/*', 'service/first*'], within: ['project/two'] },
    [],
  ],
])('of %s', async (_, options, expected) => {
  const it = bench()
  // A selection that means nothing live is refused.
  expect(failures(await it.apply(`databases: [{ name: main }]\n${file}`))).toEqual([])
  for (const { record, name } of (await it.plan(file)).known.all()) {
    if (gone.includes(name)) await it.client.send({ method: 'DELETE', path: `/services/${record.id}` })
  }
  const reported = (await pulledInto(it, file, options)).notes.map(({ address }) => address)
  expect(reported.sort()).toEqual(expected.map((name) => `service/${name}`))
  const { text } = await pulledInto(it, file, { ...options, remove: true })
  expect(gone.filter((name) => !text.includes(worker(name)))).toEqual(expected)
})
