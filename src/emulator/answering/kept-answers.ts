import type { Reply } from '../operation/index.ts'
import { Json, written } from '../operation/index.ts'
import type { World } from '../state/index.ts'

/** In characters or bytes; an answer that no longer fits is made anew each time. */
const capacity = 16 * 1024 * 1024

/** The answers of one version of the data, as they are sent. */
export class KeptAnswers {
  private of: { world: World; version: number } | undefined
  private answers = new Map<string, Reply>()
  private size = 0

  /** The answer that is kept for the URL, as long as nothing has changed and no deploy has gone on. */
  known(world: World, url: string): Reply | undefined {
    const holds = this.isOf(world) && world.moments.ms() < world.due.next()
    return holds ? this.answers.get(url) : undefined
  }

  /** Keeps the answer for the URL, written. */
  keep(world: World, url: string, answer: Reply): Reply {
    if (!this.isOf(world)) this.begin(world)
    const reply = written(answer)
    const length = reply.body instanceof Json ? reply.body.written.length : 0
    if (this.size + length <= capacity) {
      this.size += length
      this.answers.set(url, reply)
    }
    return reply
  }

  private isOf(world: World): boolean {
    return this.of?.world === world && this.of.version === world.version
  }

  private begin(world: World): void {
    this.of = { world, version: world.version }
    this.answers.clear()
    this.size = 0
  }
}
