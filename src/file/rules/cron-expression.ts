import { CronExpressionParser } from 'cron-parser'
import type { Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const cronExpression: Rule = {
  doc: 'A schedule that is no cron expression of five fields.',
  check: ({ mapping: { schedule }, say }) => {
    if (typeof schedule !== 'string') return
    // The library also reads six fields and names such as @daily; Render does not.
    if (schedule.trim().split(/\s+/).length === 5 && parses(schedule)) return
    say(['schedule'], `"schedule" must be a cron expression of five fields; got ${quoted(schedule)}`)
  },
}

const parses = (schedule: string): boolean => {
  try {
    CronExpressionParser.parse(schedule)
    return true
  } catch {
    return false
  }
}
