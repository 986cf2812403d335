/** From flags to how an apply runs. */
import type { ApplyWishes } from '../../../src/index.ts'
import type { RunOptions } from '../../flags/index.ts'

export const applyWishes = ({ wait, deployTimeout }: RunOptions): ApplyWishes => ({
  ...(!wait && { noWait: true }),
  ...(deployTimeout !== undefined && { deployTimeout }),
})
