import type { CidrBlock } from '../request/index.ts'
import type { Instant } from './time.ts'

export interface Owner {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly type: 'user' | 'team'
}

export interface Project {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export interface Environment {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly protectedStatus: 'protected' | 'unprotected'
  readonly networkIsolationEnabled: boolean
  readonly ipAllowList: readonly CidrBlock[]
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export interface Blueprint {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly repo: string
  readonly branch: string
  readonly path: string
  readonly autoSync: boolean
  readonly resourceIds: readonly string[]
  /** None before the first sync is approved. */
  readonly lastSync?: Instant | undefined
  readonly existingResources?: 'adopt' | 'create_new' | undefined
}

export interface BlueprintSync {
  readonly id: string
  readonly blueprintId: string
  readonly commit: string
}
