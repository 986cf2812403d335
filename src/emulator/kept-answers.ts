import type { Reply } from './operation.ts'
import { Json, written } from './operation.ts'
import type { World } from './world.ts'

/** In characters or bytes; an answer that no longer fits is made anew each time. */
const capacity = 16 * 1024 * 1024

/** The answers of one version of the data, as they are sent. */
export class KeptAnswers {
  private of: { world: World; version: number } | undefined
  private answers = new Map<string, Reply>()
  private size = 0

  /** The answer that is kept for the URL, or the one that `make` gives. */
  answer(world: World, url: string, make: () => Reply): Reply {
    if (this.of?.world !== world || this.of.version !== world.version) this.begin(world)
    const known = this.answers.get(url)
    if (known) return known
    const reply = written(make())
    const length = reply.body instanceof Json ? reply.body.written.length : 0
    if (this.size + length <= capacity) {
      this.size += length
      this.answers.set(url, reply)
    }
    return reply
  }

  private begin(world: World): void {
    this.of = { world, version: world.version }
    this.answers.clear()
    this.size = 0
  }
}
