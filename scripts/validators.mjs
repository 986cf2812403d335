/** The functions that check forms, as the text of a module: src/file/form/compile.ts in the bundle. */
import standalone from 'ajv/dist/standalone/index.js'

/** @param {URL} root where `dist` is, with the library in it */
export const validators = async (root) => {
  const form = new URL('dist/src/file/form/', root)
  const { createAjv } = await import(new URL('compile.js', form).href)
  const { fileShape, kindShapes } = await import(new URL('checked-shapes.js', form).href)
  const ajv = createAjv({ source: true, esm: true })
  const shapes = [fileShape, ...kindShapes.values()]
  for (const shape of shapes) ajv.addSchema(shape)
  const names = shapes.map(({ $id }) => $id)
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])))
  return `${code}\nexport const validatorOf = ({ $id }) => ({ ${names.join(', ')} })[$id]\n`
}
