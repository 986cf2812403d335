/** A graph as a picture, laid out by Graphviz itself. */
import { dotText } from './dot.ts'
import type { Graph } from './graph.ts'

/** Loads what draws: nobody else waits for it. */
export const svgText = async (graph: Graph): Promise<string> => {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz')
  const graphviz = await Graphviz.load()
  const svg = graphviz.dot(dotText(graph), 'svg')
  return svg.slice(svg.indexOf('<svg')).trimEnd()
}
