/** Databases with their replicas and backups, and key values. */

export { deleteKeyValue, keyValueOperations } from './key-value.ts'
export { postgresOperations } from './postgres.ts'
export { postgresBackupOperations } from './postgres-backups.ts'
export { postgresCredentialOperations } from './postgres-credentials.ts'
export { postgresInsightOperations } from './postgres-insights.ts'
export { deletePostgres } from './replicas.ts'
export { statusOf } from './status.ts'
