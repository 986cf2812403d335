/** What an apply says when it stops at a resource, word for word. */
import { describe, expect, test } from 'vitest'
import { overdue } from '../../src/apply/deploys/overdue.ts'
import { noWayBack } from '../../src/apply/deploys/rollback.ts'
import { gaveWay, madeMeanwhile, madeTwice, unlisted } from '../../src/apply/meanwhile/made.ts'
import { orGone, refuseMoved } from '../../src/apply/meanwhile/problem.ts'
import type { Update } from '../../src/change.ts'
import { ApiError, ProblemsError } from '../../src/index.ts'

const address = 'group/my%20group'
const change = { address } as Update
const ours = { id: 'evg-2', createdAt: '2026-01-02T00:00:00Z' }
const theirs = [{ id: 'evg-1', createdAt: '2026-01-01T00:00:00Z' }, { id: 'evg-3' }]

/** The problems of an error, each as one line. */
const said = (error: unknown): readonly string[] => {
  if (!(error instanceof ProblemsError)) throw error
  return error.problems.map(({ severity, code, address: at, message, todo, request }) =>
    [severity, code, at, `${message}.`, todo, request?.where].filter(Boolean).join(' '),
  )
}
const thrownBy = async (act: () => unknown): Promise<readonly string[]> => {
  try {
    await act()
    return []
  } catch (error) {
    return said(error)
  }
}

describe('of what somebody else has made', () => {
  const again = "Plan again: it is compared with the file then. Render's audit log tells who it was."

  test('before it was its turn', () => {
    expect(said(madeMeanwhile(address, theirs))).toEqual([
      `error changed-meanwhile ${address} group/my group is there by now: somebody else has made it since the plan was made (evg-1, made 2026-01-01T00:00:00Z; evg-3). ${again}`,
    ])
  })

  test('at the same time, and before ours', () => {
    expect(said(gaveWay(address, ours, theirs))).toEqual([
      `error changed-meanwhile ${address} group/my group was made by somebody else at the same time (evg-1, made 2026-01-01T00:00:00Z; evg-3): ours (evg-2) is removed again. ${again}`,
    ])
  })

  test('at the same time, and both stay', () => {
    expect(said(madeTwice(address, ours, theirs))).toEqual([
      `error ambiguous-identity ${address} group/my group is there more than once: ours (evg-2, made 2026-01-02T00:00:00Z), and somebody else's (evg-1, made 2026-01-01T00:00:00Z; evg-3). Delete or rename all but one of them; a plan tells which is empty and what refers to which.`,
    ])
  })

  test('where the list does not have ours', () => {
    expect(said(unlisted(address, '/env-groups', ours))).toEqual([
      `error bad-answer ${address} GET /env-groups: expected group/my group, which was just made (evg-2, made 2026-01-02T00:00:00Z), found a list without it: it is removed again, since nothing tells whether there is another one. See https://status.render.com and try again later. GET /env-groups`,
    ])
  })
})

describe('of what somebody else has changed', () => {
  const before = `error changed-meanwhile ${address} somebody else has changed group/my group since the plan was made, and that is not overwritten:`
  const behind =
    "Plan again, and decide whether that or the file is right. Render's audit log tells who it was."

  test('all of it at once', async () => {
    expect(
      await thrownBy(() => refuseMoved(change, ['plan is pro and was starter', 'it is called x'])),
    ).toEqual([`${before} plan is pro and was starter; it is called x. ${behind}`])
  })

  test('nothing, where nothing was', async () => {
    expect(await thrownBy(() => refuseMoved(change, []))).toEqual([])
  })

  test('that it is gone, where it is not found', async () => {
    const where = 'PATCH /env-groups/evg-2'
    const lost = (code: 'not-found' | 'conflict') =>
      new ApiError({ code, where, found: 'HTTP 404', status: 404, requestId: undefined, answer: undefined })
    expect(await thrownBy(() => orGone(change, () => Promise.reject(lost('not-found'))))).toEqual([
      `${before} it, or what it refers to, is gone (${where}). ${behind} ${where}`,
    ])
    const other = lost('conflict')
    await expect(orGone(change, () => Promise.reject(other))).rejects.toBe(other)
    const mistake = new TypeError('a mistake')
    await expect(orGone(change, () => Promise.reject(mistake))).rejects.toBe(mistake)
    expect(await orGone(change, async () => 'an answer')).toBe('an answer')
  })
})

describe('of what was waited for in vain', () => {
  const behind = 'With --deploy-timeout an apply waits longer; the next one tells what became of it.'

  test.each([
    [undefined, '60 min'],
    [90_000, '90 s'],
    [119_000, '119 s'],
    [120_000, '2 min'],
    [1_000_000, '17 min'],
  ])('after %s milliseconds', (timeout, words) => {
    expect(overdue('service/api', 'it is still creating', undefined, timeout)).toMatchObject({
      severity: 'error',
      code: 'deploy-timeout',
      address: 'service/api',
      message: `service/api was written, but after ${words} it is still creating`,
      todo: `Render goes on with it. ${behind}`,
    })
  })

  test('with where to look', () => {
    expect(overdue('service/api', 'it is still creating', 'https://x.test/1').todo).toBe(
      `Render goes on with it: see https://x.test/1. ${behind}`,
    )
  })
})

test.each([
  ['See it.', 'See it. It is not rolled back: it is new, and nothing was live before.'],
  [undefined, 'It is not rolled back: it is new, and nothing was live before.'],
])('of a new service, whose deploy failed, that there is no way back: %s', (todo, expected) => {
  const failure = {
    severity: 'error',
    code: 'not-ready',
    message: 'it failed',
    ...(todo && { todo }),
  } as const
  expect(noWayBack(failure)).toEqual({ ...failure, todo: expected })
})
