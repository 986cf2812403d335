/** An apply on a clock of its own: the same choices as the client's, and no requests. Pure. */
import type { Address } from '../../address.ts'
import {
  type BucketKey,
  createLine,
  type Fill,
  type Forecast,
  type Line,
  rowOf,
  startOfWindow,
  turnOf,
} from '../../http/limits/index.ts'
import type { Need } from '../until.ts'
import { courseOf } from './course.ts'
import type { Step } from './steps.ts'

/** What happens at a time; a line of these has the earliest in front. */
interface Happening {
  readonly rank: number
  readonly at: number
  readonly act: () => void
}

interface Bucket {
  readonly limit: number
  readonly window: number
  left: number
  end: number
  readonly line: Line<{ readonly rank: number; readonly go: () => void }>
  /** When somebody looks who may go. */
  due: number
}

/** A world in which time passes by what happens. */
const worldOf = (now: number) => {
  const happenings = createLine<Happening>()
  let time = now
  return {
    now: () => time,
    at: (at: number, act: () => void) => void happenings.add({ rank: -at, at, act }),
    run: () => {
      for (let next = happenings.shift(); next; next = happenings.shift()) {
        time = Math.max(time, next.at)
        next.act()
      }
    },
  }
}

type World = ReturnType<typeof worldOf>

const bucketsOf = (world: World, fill: Fill, forecast: (now: number) => Forecast) => {
  const buckets = new Map<BucketKey, Bucket>()
  /** Those in which somebody stands in line. */
  const waiting = new Set<BucketKey>()
  const at = (key: BucketKey): Bucket => {
    let bucket = buckets.get(key)
    if (!bucket) {
      bucket = bucketOf(key, world.now(), fill)
      buckets.set(key, bucket)
    }
    if (world.now() >= bucket.end) {
      bucket.end = startOfNext(bucket, world.now())
      bucket.left = bucket.limit
    }
    return bucket
  }
  const pump = (key: BucketKey): void => {
    const bucket = at(key)
    for (let first = bucket.line.first(); first; first = bucket.line.first()) {
      const turn = turnOf(key, bucket, first.rank, world.now(), forecast(world.now()))
      if (turn > world.now()) {
        pumpAt(key, bucket, turn)
        return
      }
      bucket.line.shift()
      bucket.left -= 1
      first.go()
    }
    waiting.delete(key)
  }
  const pumpAt = (key: BucketKey, bucket: Bucket, turn: number): void => {
    waiting.add(key)
    if (turn === bucket.due) return
    bucket.due = turn
    world.at(turn, () => pump(key))
  }
  return {
    take: (key: BucketKey, rank: number, go: () => void) => {
      at(key).line.add({ rank, go })
      pump(key)
    },
    /** Looks again who may go. */
    recheck: () => {
      for (const key of [...waiting]) pump(key)
    },
  }
}

const bucketOf = (key: BucketKey, now: number, fill: Fill): Bucket => {
  const { limit, window } = rowOf(key)
  const full = { limit, window, left: limit, end: startOfWindow(now, window) + window }
  return { ...full, ...fill.get(key), line: createLine(), due: 0 }
}

const startOfNext = ({ end, window }: Bucket, now: number): number =>
  end + (Math.floor((now - end) / window) + 1) * window

/** When each step will have ended, in milliseconds since the epoch. `steps`: each after those that it needs. */
export const simulate = (steps: readonly Step[], now: number, fill: Fill): ReadonlyMap<Address, number> => {
  const world = worldOf(now)
  const course = courseOf(steps)
  const buckets = bucketsOf(world, fill, course.forecast)
  const ends = new Map<Address, number>()
  const needs = openNeeds(steps)
  const begin = (step: Step) => world.at(world.now(), () => send(step, 0))
  const met = ({ address }: Step, until: Need['until']) => {
    course[until](address)
    for (const next of needs.meet(address, until)) begin(next)
  }
  const end = (step: Step) => {
    ends.set(step.address, world.now())
    met(step, 'ended')
    buckets.recheck()
  }
  /** Sends a request of a step, and then the next. */
  const send = (step: Step, index: number): void => {
    if (index === step.madeAfter) met(step, 'made')
    const request = step.requests[index]
    if (!request) {
      world.at(world.now() + step.seconds * 1000, () => end(step))
      return
    }
    const answered = () => world.at(world.now() + request.ms, () => send(step, index + 1))
    course.joined(step.address, request.bucket, world.now())
    buckets.take(request.bucket, step.rank, answered)
  }
  for (const step of needs.none) begin(step)
  world.run()
  return ends
}

/** Which steps still wait for something. */
const openNeeds = (steps: readonly Step[]) => {
  const there = new Set(steps.map(({ address }) => address))
  const waiting = new Map<string, Step[]>()
  const open = new Map<Step, number>()
  for (const step of steps) {
    const needs = step.needs.filter(({ of }) => there.has(of))
    open.set(step, needs.length)
    for (const { of, until } of needs) {
      const others = waiting.get(`${until} ${of}`)
      if (others) others.push(step)
      else waiting.set(`${until} ${of}`, [step])
    }
  }
  return {
    none: steps.filter((step) => open.get(step) === 0),
    /** Those that wait for nothing any more. */
    meet: (of: Address, until: Need['until']): readonly Step[] =>
      (waiting.get(`${until} ${of}`) ?? []).filter((step) => {
        const left = (open.get(step) ?? 0) - 1
        open.set(step, left)
        return left === 0
      }),
  }
}
