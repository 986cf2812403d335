/** Passes on what happens during an apply, and the seconds in between, to who listens. */
import type { ApplyEvent, Clock, Problem, Summary } from '../../src/index.ts'
import type { Listener } from './listener.ts'

/** Resolves with the summary, when all is over. */
export const follow = async (
  events: AsyncIterable<ApplyEvent>,
  listener: Listener,
  clock: Clock,
): Promise<Summary> => {
  const problems: Problem[] = []
  const told = new Set<string>()
  let summary: Summary | undefined
  const ended = new AbortController()
  void everySecond(clock, ended.signal, listener.onSecond)
  try {
    for await (const event of events) {
      if (event.type === 'apply_errored') problems.push(event.problem)
      if (event.type === 'apply_owed' && event.problem) problems.push(event.problem)
      if (isNews(event, told)) listener.onEvent(event)
      if (event.type === 'change_summary') summary = event.summary
    }
  } finally {
    ended.abort('ended')
    listener.onOver?.()
  }
  if (!summary) throw new Error('the apply ended without a summary')
  listener.onEnd(summary, problems)
  return summary
}

const everySecond = async (clock: Clock, signal: AbortSignal, tick?: () => void): Promise<void> => {
  while (tick && !signal.aborted) {
    tick()
    await clock.sleep(1_000, signal).catch(() => undefined)
  }
}

/** Each status of a resource is told once, however often it is seen. */
const isNews = (event: ApplyEvent, told: Set<string>): boolean => {
  if (event.type !== 'apply_progress') return true
  const key = `${event.address} ${event.stage} ${event.status}`
  return !told.has(key) && told.add(key).has(key)
}
