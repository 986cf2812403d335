/** A graph in Mermaid, which GitHub and GitLab draw. */
import type { Action } from '../../../src/index.ts'
import { type Graph, type Node, shortLabel } from './graph.ts'

const looks: Readonly<Record<Exclude<Action, 'none'>, string>> = {
  create: 'stroke:#1a7f37,stroke-width:2px',
  update: 'stroke:#9a6700,stroke-width:2px',
  replace: 'stroke:#8250df,stroke-width:3px',
  delete: 'stroke:#cf222e,stroke-width:3px,stroke-dasharray:5 3',
}

export const mermaidText = ({ nodes, edges }: Graph): string => {
  const used = Object.entries(looks).filter(([action]) => nodes.some((node) => node.action === action))
  return [
    'flowchart LR',
    ...nodes.map((node, place) => `  n${place}["${labelOf(node)}"]${classOf(node)}`),
    ...edges.map(({ from, to }) => `  n${from} --> n${to}`),
    ...used.map(([action, look]) => `  classDef ${action}s ${look}`),
  ].join('\n')
}

const classOf = ({ action }: Node): string => (action && action !== 'none' ? `:::${action}s` : '')

/** Whatever is no letter, digit or sign of an address has a number: Mermaid reads labels as Markdown, and as HTML. */
const labelOf = (node: Node): string =>
  shortLabel(node).replace(/[^\p{L}\p{N} ./…-]/gu, (char) => `#${char.codePointAt(0)};`)
