import type { Readiness } from '../../rows/index.ts'

const states: Record<string, Readiness> = {
  available: 'ready',
  suspended: 'ready',
  maintenance_scheduled: 'ready',
  unavailable: 'failed',
  recovery_failed: 'failed',
}

/** Whether a database or key value instance can be used (API facts §5); a status we do not know is one to wait for. */
export const databaseState = ({ status }: { readonly status: string }): Readiness =>
  states[status] ?? 'waiting'
