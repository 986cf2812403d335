/** Makes room for what takes the place of a resource: deletes it, or lets it stand aside until that is there. */
import type { Delete, Replace } from '../change.ts'
import { ApiError } from '../http/index.ts'
import { type Aside, asideOf } from '../plan/index.ts'
import { lookBeforeDelete } from './meanwhile/index.ts'
import { type Run, writes } from './run.ts'

/**
 * `remove` deletes a resource, `create` makes the new one. A name that has to be free is given up first; else what is there
 * goes on under another name, and is deleted by a change of its own, after those that need the new one.
 */
export const inPlaceOf = async <Made>(
  change: Replace,
  run: Run,
  remove: (old: Delete) => Promise<unknown>,
  create: () => Promise<Made>,
): Promise<Made> => {
  const { live, address } = change
  const aside = asideOf(change)
  const old: Delete = {
    action: 'delete',
    kind: live.kind,
    address,
    live,
    needs: [],
    destroysData: false,
  }
  if (!aside) {
    await remove(old)
    return await create()
  }
  await lookBeforeDelete(old, run)
  await standAside(change, aside, run)
  try {
    return await create()
  } catch (error) {
    if (isSureToFail(error)) await comeBack(aside, run)
    throw error
  }
}

const standAside = async ({ live }: Replace, { request, address, name }: Aside, run: Run): Promise<void> => {
  await run.client.send(request, writes(run))
  run.known.put({ ...live, address, name })
}

/** Whether nothing was made: the API has refused to. */
const isSureToFail = (error: unknown): boolean => {
  const status = error instanceof ApiError ? (error.status ?? 0) : 0
  return status >= 400 && status < 500
}

/** It goes on as it was. A failure of this hides none that led to it: the next plan finds it under the other name. */
const comeBack = ({ back }: Aside, run: Run): Promise<unknown> =>
  run.client.send(back, writes(run)).catch(() => undefined)
