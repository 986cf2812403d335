import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const doctor: Verb = {
  name: 'doctor',
  does: 'tell whose key this is, which workspace is meant, and what the key may read',
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync doctor', 'render-sync doctor --account production --json'],
  act: acts.doctor,
}
