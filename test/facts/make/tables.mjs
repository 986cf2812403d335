/** The tables of an OpenAPI document and of the Blueprints' JSON Schema: names and types, and none of their prose. */
import { followed, listOf, notationOf, sorted } from './notation.mjs'

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** The API: what each operation takes and answers. */
export const apiTable = (document) => {
  const { typeOf, shapes } = notationOf(document, '#/components/schemas')
  const at = (node) => followed(document, node)

  /** The type of a body; null: there is none. */
  const contentOf = (holder) => {
    const [media] = Object.values(at(holder).content ?? {})
    return media === undefined ? null : typeOf(media.schema)
  }

  /** A parameter that is a list is joined by commas, or repeats its name. */
  const queryType = ({ schema, explode = true }) => {
    const { type, items } = at(schema)
    return type === 'array' && !explode ? listOf(typeOf(items), '[,]', '$joined') : typeOf(schema)
  }

  const queryOf = (parameters) =>
    sorted(
      parameters
        .map(at)
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, required, ...rest }) => [required ? name : `${name}?`, queryType(rest)]),
    )

  /** What is refused is nearly everywhere told in the same shape: those statuses are a list. */
  const answersOf = (responses) => {
    const types = Object.entries(responses).map(([status, response]) => [status, contentOf(response)])
    const isRefusal = ([status, type]) => status >= '400' && type === 'error'
    return {
      answers: sorted(types.filter((entry) => !isRefusal(entry))),
      refuses: types
        .filter(isRefusal)
        .map(([status]) => Number(status))
        .sort(),
    }
  }

  const operationOf = (path, { parameters = [], requestBody, responses }) => {
    const query = queryOf([...(document.paths[path].parameters ?? []), ...parameters])
    return {
      ...(Object.keys(query).length > 0 && { query }),
      ...(requestBody && { [requestBody.required ? 'body' : 'body?']: contentOf(requestBody) }),
      ...answersOf(responses),
    }
  }

  const operations = Object.entries(document.paths)
    .sort()
    .flatMap(([path, item]) =>
      methods
        .filter((method) => method in item)
        .map((method) => [`${method.toUpperCase()} ${path}`, operationOf(path, item[method])]),
    )
  return { operations: Object.fromEntries(operations), shapes }
}

/** The Blueprint language: the shape of a file, and those in it. */
export const blueprintTable = (document) => {
  const { shapeOf, shapes } = notationOf(document, '#/definitions')
  return { file: shapeOf(document), shapes }
}
