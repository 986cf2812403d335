/** A graph in the language of Graphviz. */
import { type Action, signs } from '../../../src/index.ts'
import { type Graph, type Node, shortLabel } from './graph.ts'

const colours: Readonly<Record<Action, string>> = {
  create: '#1a7f37',
  update: '#9a6700',
  replace: '#8250df',
  delete: '#cf222e',
  none: '#8c959f',
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

export const dotText = ({ nodes, edges }: Graph): string =>
  [
    'digraph render {',
    '  rankdir=LR; bgcolor="transparent"; nodesep=0.15; ranksep=0.6;',
    '  node [shape=box, style="rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.24,0.07"];',
    '  edge [color="#8c959f", arrowsize=0.7];',
    ...nodes.map((node) => `  ${nameOf(node)} [${attributesOf(node)}];`),
    ...edges.map(({ from, to }) => `  ${nameOf(nodes[from])} -> ${nameOf(nodes[to])};`),
    '}',
  ].join('\n')

/** Which a picture shows to who points at the node. */
const nameOf = (node: Node | undefined): string => quoted(node?.label ?? '')

const attributesOf = (node: Node): string => {
  const { action } = node
  const sign = action && action !== 'none' ? `${signs[action]} ` : ''
  return [
    `label=${quoted(sign + shortLabel(node))}`,
    `class=${quoted(action ?? 'none')}`,
    ...(action ? [`color=${quoted(colours[action])}`] : []),
    ...(action === 'delete' ? ['style="rounded,dashed"'] : []),
  ].join(', ')
}
