/** Seconds of the things that take time; no recording has those of deploys (docs/emulator.md, durations). */
export interface Durations {
  build: number
  preDeploy: number
  update: number
  imagePull: number
  postgres: number
  keyValue: number
  restart: number
  job: number
  dedicatedIp: number
}

export const defaultDurations: Durations = {
  build: 40,
  preDeploy: 10,
  update: 15,
  imagePull: 5,
  postgres: 40,
  keyValue: 20,
  restart: 5,
  job: 10,
  dedicatedIp: 23,
}
