/** The schema as the language server of the editors uses it, which is pickier about schemas than a validator. */
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { getLanguageService, type LanguageService } from 'yaml-language-server'

const schema = new URL('../../schemas/render-sync.schema.json', import.meta.url)
const asked: string[] = []
let service: LanguageService

beforeAll(() => {
  service = getLanguageService({
    schemaRequestService: (uri) => {
      asked.push(uri)
      return readFile(schema, 'utf8')
    },
    workspaceContext: { resolveRelativePath: (path, document) => new URL(path, document).href },
  })
  service.configure({ validate: true, hover: true, completion: true, customTags: [] })
})

const modeline = '# yaml-language-server: $schema=./node_modules/render-sync/schemas/render-sync.schema.json'

// The service keeps what it parsed by the version of the document.
let version = 0

const opened = (text: string) => {
  version += 1
  return TextDocument.create('file:///shop/render.yaml', 'yaml', version, `${modeline}\n${text}`)
}

/** The text without its cursor `|`, and where that was. */
const at = (text: string) => {
  const document = opened(text.replace('|', ''))
  return { document, position: document.positionAt(modeline.length + 1 + text.indexOf('|')) }
}

const problems = async (text: string) => {
  const found = await service.doValidation(opened(text), false)
  return found.map(({ range, message }) => `${range.start.line}: ${message}`)
}

const hover = async (text: string) => {
  const { document, position } = at(text)
  return JSON.stringify((await service.doHover(document, position))?.contents)
}

const offered = async (text: string) => {
  const { document, position } = at(text)
  return (await service.doComplete(document, position, false)).items.map(({ label }) => label)
}

test('the comment at the top of a file leads to the schema', async () => {
  await problems('services: []\n')
  expect(asked).toEqual(['file:///shop/node_modules/render-sync/schemas/render-sync.schema.json'])
})

describe('while somebody types', () => {
  test('the example of the project is without a fault', async () => {
    const example = new URL('../../examples/shop/render.yaml', import.meta.url)
    expect(await problems(await readFile(example, 'utf8'))).toEqual([])
  })

  test('a key that does not exist is underlined, at its line', async () => {
    expect(await problems('services:\n  - { type: web, name: api, runtime: node, plam: free }\n')).toContain(
      '2: Property plam is not allowed.',
    )
  })

  test('a value that does not exist is underlined, with those that do', async () => {
    const [only, ...others] = await problems(
      'services:\n  - { type: web, name: api, runtime: node, autoDeployTrigger: often }\n',
    )
    expect(others).toEqual([])
    expect(only).toMatch(/^2: .*"commit", "checksPass", "off"/)
  })

  test('a key says what it means, with an example', async () => {
    const text = await hover('services:\n  - type: cron\n    name: nightly\n    sched|ule: "0 3 * * *"\n')
    expect(text).toContain('When it runs')
    expect(text).toContain('0 * * * *')
  })

  test('an extension says what it means', async () => {
    expect(await hover('x-render-sync:\n  work|space: acme\n')).toContain('workspace')
  })

  test('the keys of an extension are offered', async () => {
    const text = 'services:\n  - type: web\n    name: api\n    runtime: node\n    x-render-sync:\n      |\n'
    expect(await offered(text)).toEqual(
      expect.arrayContaining(['secretFiles', 'renamedFrom', 'protected', 'suspended', 'ignore']),
    )
  })

  test('the values of a field are offered', async () => {
    expect(await offered('services:\n  - type: |\n')).toEqual(
      expect.arrayContaining(['web', 'worker', 'pserv', 'cron', 'keyvalue']),
    )
    expect(await offered('databases:\n  - name: main\n    plan: |\n')).toContain('basic-256mb')
  })

  test('the keys of its own type are offered, and those of others are not', async () => {
    const keys = await offered('services:\n  - type: cron\n    name: nightly\n    runtime: node\n    |\n')
    expect(keys).toContain('schedule')
    expect(keys).not.toContain('healthCheckPath')
  })
})
