/** Makes what is to be there once. */
import { realClock } from '../../src/index.ts'
import { isLost } from './failure.ts'

interface Ways<Found> {
  readonly find: () => Promise<Found | undefined>
  readonly change: (found: Found) => Promise<unknown>
  /** Must not be repeated by itself. */
  readonly create: () => Promise<unknown>
}

const attempts = 4

/** Changes what is there, else creates it. Where the answer is lost it looks again before it creates another one. */
export const writtenOnce = async <Found>(
  retryMs: number,
  { find, change, create }: Ways<Found>,
): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    const found = await find()
    if (found !== undefined) return void (await change(found))
    try {
      return void (await create())
    } catch (error) {
      if (!isLost(error) || attempt === attempts) throw error
      await realClock.sleep(retryMs * attempt ** 2)
    }
  }
}
