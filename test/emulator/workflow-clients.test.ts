import { expect, test } from 'vitest'
import type { Api } from './support.ts'
import { startApi, workflowBody } from './support.ts'

/**
 * A workflow as Render's own clients use it, in the order of their public sources: the command line makes it, waits for its
 * version and looks at tasks and runs (render-oss/cli, pkg/workflow and cmd), the SDK runs a task, waits for it by events,
 * and cancels (render-oss/sdk, WorkflowsClient).
 */

const agents = { cli: 'render-cli/2.9.0 (linux)', sdk: 'render-sdk-typescript/0.3.0' }

const as =
  (api: Api, client: keyof typeof agents) => async (method: string, path: string, body?: unknown) => {
    const answer = await api.send(method, path, body, { 'user-agent': agents[client] })
    return { status: answer.status, body: answer.body }
  }

/** Polls as the command line does, until the newest version has ended. */
const waited = async (api: Api, cli: ReturnType<typeof as>, workflowId: string) => {
  for (let times = 0; times < 20; times++) {
    const { body } = await cli('GET', `/workflowversions?workflowID=${workflowId}&limit=20`)
    const { id, status } = body[0].workflowVersion
    if (['ready', 'build_failed', 'registration_failed'].includes(status)) return { id, status }
    await api.pass(10)
  }
  throw new Error('the version never ends')
}

/** The data of the first event that ends one of the runs, as the SDK waits for it. */
const ended = async (api: Api, ids: readonly string[]) => {
  const response = await api.emulator.fetch(
    new Request(`http://emulator/v1/task-runs/events?taskRunIds=${encodeURIComponent(ids.join(','))}`, {
      headers: {
        authorization: `Bearer ${api.emulator.apiKey}`,
        accept: 'text/event-stream',
        'user-agent': agents.sdk,
      },
    }),
  )
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk)
    const [, name, data = ''] =
      /^event: (task\.(?:completed|failed|canceled))\ndata: (.+)\n/m.exec(text) ?? []
    if (name) return { name, run: JSON.parse(data) }
  }
  throw new Error('the stream has ended')
}

test('create, version, task, run, cancel', async () => {
  const api = startApi({ tasks: ['calculate-square'] })
  const { ownerId } = api.emulator
  const cli = as(api, 'cli')
  const sdk = as(api, 'sdk')

  // The command line: workflows create, versions release and list, tasks list.
  const made = await cli('POST', '/workflows', workflowBody(ownerId, { envVars: [{ key: 'A', value: '1' }] }))
  expect(made.status).toBe(201)
  const { id, slug } = made.body
  expect((await cli('GET', `/workflows/${id}`)).body).toEqual(made.body)
  expect((await cli('GET', `/workflows?ownerId=${ownerId}&limit=100`)).body).toHaveLength(1)
  const first = await waited(api, cli, id)
  expect((await cli('POST', '/workflowversions', { workflowId: id, commit: 'c0ffee' })).status).toBe(202)
  const second = await waited(api, cli, id)
  expect([first.status, second.status, first.id === second.id]).toEqual(['ready', 'ready', false])
  expect((await cli('GET', `/workflowversions/${second.id}`)).body.name).toBe('c0ffee')
  const tasks = (await cli('GET', `/tasks?ownerId=${ownerId}&workflowVersionId=${second.id}&limit=20`)).body
  expect(tasks).toMatchObject([{ task: { name: 'calculate-square', workflowId: id } }])
  expect((await cli('GET', `/tasks/${tasks[0].task.id}`)).status).toBe(200)

  // The SDK: runTask, which waits by events; getTaskRun; listTaskRuns.
  const run = await sdk('POST', '/task-runs', { task: `${slug}/calculate-square`, input: [5] })
  expect(run.status).toBe(202)
  expect(await ended(api, [run.body.id])).toMatchObject({ name: 'task.completed', run: { results: [5] } })
  expect((await sdk('GET', `/task-runs/${run.body.id}`)).body.status).toBe('completed')
  expect((await sdk('GET', '/task-runs?limit=10')).body).toHaveLength(1)

  // startTask, and cancelTaskRun while it goes on.
  const other = await sdk('POST', '/task-runs', { task: `${slug}/calculate-square:c0ffee`, input: { a: 5 } })
  expect((await sdk('DELETE', `/task-runs/${other.body.id}`)).status).toBe(204)
  expect((await ended(api, [other.body.id, run.body.id])).run).toMatchObject({ id: other.body.id })

  // The command line again: runs of a task, and the end of it all.
  const runs = await cli('GET', `/task-runs?ownerId=${ownerId}&taskSlug=${slug}/calculate-square&limit=20`)
  expect(runs.body.map(({ taskRun }: { taskRun: { status: string } }) => taskRun.status)).toEqual([
    'canceled',
    'completed',
  ])
  expect((await cli('PATCH', `/workflows/${id}`, { name: 'renamed' })).body.slug).toBe(slug)
  expect((await cli('DELETE', `/workflows/${id}`)).status).toBe(204)
  expect((await cli('GET', '/tasks')).body).toEqual([])
})
