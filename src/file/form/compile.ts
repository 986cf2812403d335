/**
 * Makes the functions that check forms. That takes longer than all the rest of a start: for the command line they are made
 * when it is built (scripts/build.mjs), and stand in the place of this file.
 */
import { Ajv2020, type CodeOptions, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { JsonSchema } from '../../rows/index.ts'

/** The shapes are our own: nobody holds them against the description of JSON Schema. @public: the build makes one too. */
export const createAjv = (code: CodeOptions = {}): Ajv2020 => {
  const form = { allErrors: true, verbose: true, strict: false, strictNumbers: true }
  const ajv = new Ajv2020({ ...form, meta: false, validateSchema: false, code })
  formats.default(ajv, ['uri'])
  return ajv
}

const ajv = createAjv()

/** The same shape gives the same function. */
export const validatorOf = (shape: JsonSchema): ValidateFunction => ajv.compile(shape)
