/** Holds each line of `apply --json` against the schema of its event. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'))

const events = 'events.schema.json'

const compiler = () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.addSchema(read('plan.schema.json'), 'plan.schema.json').addSchema(read(events), events)
}

let ajv: ReturnType<typeof compiler> | undefined

const validatorOf = (type: string): ValidateFunction => {
  ajv ??= compiler()
  const validate = ajv.getSchema(`${events}#/$defs/${type}`)
  if (!validate) throw new Error(`schemas/${events} knows no event ${type}`)
  return validate
}

export interface PrintedEvent {
  readonly type: string
  readonly [name: string]: unknown
}

/** The events of a stdout, each of which is what its schema says, and the first of which is the version. */
export const eventsIn = (stdout: string): readonly PrintedEvent[] => {
  const printed = stdout
    .trimEnd()
    .split('\n')
    .map((line): PrintedEvent => JSON.parse(line))
  for (const event of printed) {
    const validate = validatorOf(event.type)
    validate(event)
    expect({ event, errors: validate.errors }).toEqual({ event, errors: null })
  }
  expect(printed.map(({ type }) => type === 'version')).toEqual(printed.map((_, index) => index === 0))
  return printed
}

/** Whether a command line prints events. */
export const printsEvents = ([verb = '', ...flags]: readonly string[]): boolean =>
  (verb === 'apply' || verb === 'destroy') && flags.includes('--json')
