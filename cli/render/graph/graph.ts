/** What needs what: resources and the references between them, as a picture is made of it. */
import { type Action, type Desired, needsOf } from '../../../src/index.ts'
import { addressText } from '../../words/index.ts'
import type { PlanView } from '../view/index.ts'

export interface Node {
  readonly label: string
  /** What becomes of it; absent: nobody has planned. */
  readonly action?: Action
}

/** An arrow from what needs to what is needed, as places in the list of nodes. */
interface Edge {
  readonly from: number
  readonly to: number
}

export interface Graph {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

interface Resource extends Node {
  readonly address: string
  readonly needs: readonly string[]
}

/** Of all that a plan is about. */
export const planGraph = ({ changes }: Pick<PlanView, 'changes'>): Graph =>
  graphOf(changes.map(({ address, label, action, needs }) => ({ address, label, action, needs })))

/** Of all that a file declares. */
export const fileGraph = (desired: Desired): Graph =>
  graphOf(
    [...desired.resources.values()].map((resource) => ({
      address: resource.address,
      label: addressText(resource.address),
      needs: needsOf(resource).map(({ of }) => of),
    })),
  )

const graphOf = (resources: readonly Resource[]): Graph => {
  const places = new Map(resources.map(({ address }, place) => [address, place]))
  return {
    nodes: resources.map(({ address: _address, needs: _needs, ...node }) => node),
    edges: resources.flatMap(({ needs }, from) =>
      [...new Set(needs)].flatMap((need) => {
        const to = places.get(need)
        return to === undefined || to === from ? [] : [{ from, to }]
      }),
    ),
  }
}

const longest = 60

/** A name that leaves room for others. */
export const shortLabel = ({ label }: Node): string =>
  label.length > longest ? `${label.slice(0, longest - 1)}…` : label
