/** What goes wrong on demand: the list of it, and the broken network that it makes of an answer. */

export { ConnectionReset, CutResponse, FaultResponse } from './broken-network.ts'
export { faultControl } from './control.ts'
export { behindFaults } from './effects.ts'
export type {
  DatabaseFault,
  DeployFault,
  Fault,
  Occurrence,
  RandomFault,
  RandomKind,
  RequestEffect,
  RequestFault,
} from './fault.ts'
export { faultsOf } from './faults.ts'
export { checkedFaults, parseFaults, withPlainErrors } from './list.ts'
