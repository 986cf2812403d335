/** What needs what, as text that others draw and as a picture. */
export { dotText } from './dot.ts'
export { fileGraph, type Graph, planGraph } from './graph.ts'
export { mermaidText } from './mermaid.ts'
export { svgText } from './svg.ts'
