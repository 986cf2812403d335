/** The workspace as an account: who has it, who is in it and may do what, what was done in it, and when it is maintained. */

export { auditing } from './audit.ts'
export { auditLogOperations } from './audit-logs.ts'
export { maintenanceOperations, scheduleMaintenance } from './maintenance.ts'
export { memberOperations, newMembers } from './members.ts'
export { ownerOperations } from './owners.ts'
