/** What somebody has to say before a plan may take something away for good. */

/** As a number of resources, or as a part of those that are managed: `25%`. */
type MaxDeletes = number | `${number}%`

export interface Confirmations {
  /** Whether data may be destroyed: databases, key values, disks, replicas, projects, environments. */
  readonly confirmDestructive?: boolean
  /** How many resources may be deleted or replaced. Absent: up to 30 % of ten or more. */
  readonly maxDeletes?: MaxDeletes
  /** Addresses of resources that may be deleted and created anew. */
  readonly allowReplace?: readonly string[]
}
