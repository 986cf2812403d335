import { StepFailed } from './apply/index.ts'
import { ApiError } from './http/index.ts'
import type { Problem } from './problem.ts'

/** Any failure as a problem to print. What is neither an answer of the API nor a failed step is a defect of ours. */
export const toProblem = (error: unknown, address?: string): Problem => {
  const about = address === undefined ? {} : { address }
  if (error instanceof StepFailed) return { ...error.problem, ...about }
  if (error instanceof ApiError)
    return { code: error.code, severity: 'error', message: error.message, ...about }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'defect', severity: 'error', message: `a defect of render-sync: ${message}`, ...about }
}
