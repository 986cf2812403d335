/** What is not repeated of a file: values of variables, contents of secret files, and all of what is no Blueprint. */
import { describe, expect, test } from 'vitest'
import { problemsOf, web } from './said.ts'

const secret = 'hunter2hunter2'
// Put together here, so that tools that look for secrets in repositories leave this file alone.
const stripe = ['sk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dc'].join('')

const kubeconfig = `apiVersion: v1
kind: Config
token: ${secret}
users:
- name: admin
  user: { token: ${secret} }
`
const compose = `services:
  db:
    image: postgres
    environment: { POSTGRES_PASSWORD: ${secret} }
`

describe('neither the line nor the message has it', () => {
  test.each<[string, string]>([
    // no Blueprint
    ['lines of variables', `TOKEN=${secret}\nOTHER=b\n`],
    ['lines of variables with a colon', `TOKEN=${secret}: x\nOTHER=b: c\n`],
    ['a token alone', secret],
    ['a kubeconfig', kubeconfig],
    ['a compose file', compose],
    ['a key', `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`],
    ['broken lines of variables', `A="b\nTOKEN: ${secret}: x\n`],
    ['a broken kubeconfig', kubeconfig.replace('kind: Config', 'kind: "Config')],
    ['a broken compose file', compose.replace('image: postgres', 'image: "postgres')],
    ['a list', `- ${secret}`],
    // values
    ['a value that is a list', web(`envVars: [{ key: A, value: [${secret}] }]`)],
    ['a value that is a mapping', web(`envVars:\n- key: A\n  value:\n    ${secret}: a`)],
    ['a preview value', web(`envVars:\n- key: A\n  value: a\n  previewValue: [${secret}]`)],
    ['a value of a group', `envVarGroups: [{ name: g, envVars: [{ key: A, value: [${secret}] }] }]`],
    ['a value under a misspelled key', web(`envVars: [{ key: A, valeu: ${secret} }]`)],
    ['a value under a key of its own', web(`envVars:\n- A: ${secret}`)],
    ['a mapping of variables', web(`envVars:\n  TOKEN: ${secret}`)],
    ['a text of variables', web(`envVars: TOKEN=${secret}`)],
    ['a list of texts', web(`envVars:\n- TOKEN=${secret}`)],
    ['variables under another key', web(`environment: { TOKEN: ${secret} }`)],
    ['variables under env', web(`env: { TOKEN: ${secret} }`)],
    ['a list under env', web(`env: [{ key: A, value: ${secret} }]`)],
    ['a name with a value', web(`envVars: [{ key: TOKEN=${secret}, sync: false }]`)],
    ['a name with a value, twice', web(`envVars: [{ ? TOKEN=${secret} : a, TOKEN=${secret}: b }]`)],
    ['a variable of an anchor', `x: &x [{ key: A, value: [${secret}] }]\n${web('envVars: *x')}`],
    ['variables of no list', `vars: { TOKEN: ${secret} }\n${web('')}`],
    [
      'a secret of a group with a value',
      `envVarGroups: [{ name: g, envVars: [], x-render-sync: { secrets: { A: ${secret} } } }]`,
    ],
    ['the content of a file', web(`x-render-sync: { secretFiles: [{ name: a, content: [${secret}] }] }`)],
    [
      'the address of a webhook',
      `x-render-sync: { webhooks: [{ name: a, url: [https://chat.example.com/${secret}] }] }`,
    ],
    // values that YAML takes for something else
    ['an alias', web(`envVars:\n- key: A\n  value: *${secret}`)],
    ['a tag', web(`envVars:\n- key: A\n  value: !${secret}`)],
    ['a tag before a text', web(`envVars:\n- key: A\n  value: !${secret} b`)],
    ['a mapping in a line', web(`envVars:\n- key: A\n  value: ${secret}: b`)],
    ['a text without an end', web(`envVars:\n- key: A\n  value: "${secret}`)],
    ['the header of a block', web(`envVars:\n- key: A\n  value: |${secret}\n    b`)],
    ['a block', web(`envVars:\n- key: A\n  value: |\n    ${secret}\n   b: [`)],
    [
      'the content of a block',
      web(
        `x-render-sync:\n  secretFiles:\n  - name: a\n    content: |\n      password: ${secret}\n     b: [`,
      ),
    ],
    ['an escape', web(`envVars:\n- key: A\n  value: "\\${secret}"`)],
    ['a character that YAML keeps for itself', web(`envVars:\n- key: A\n  value: @${secret}`)],
    ['a directive', `%${secret}\n---\n${web('')}`],
    // what looks like a secret, wherever it stands
    ['a secret for a word', web(`plan: ${stripe}`)],
    ['a secret for a key', web(`${stripe}: a`)],
    ['a password in an address', web(`repo: ftp://deploy:${secret}x@git.acme.io/shop`)],
    ['a secret in a command', web(`plan: huge # ${stripe}`)],
  ])('%s', (_, text) => {
    const problems = problemsOf(text)
    expect(problems.length).toBeGreaterThan(0)
    expect(JSON.stringify(problems)).not.toContain(secret)
    expect(JSON.stringify(problems)).not.toContain(stripe)
    for (const { at } of problems) expect(at?.line).toBeGreaterThan(0)
  })
})

describe('all else is shown as it stands', () => {
  const lineOf = (text: string) => problemsOf(text).map(({ excerpt }) => excerpt?.split('\n')[0]?.trim())

  test.each<[string, string, string]>([
    ['a word', web('plan: huge'), 'plan: huge'],
    ['a key', web('plam: starter'), 'plam: starter'],
    ['a name of a variable', web('envVars:\n- key: 1A\n  value: a'), '- key: 1A'],
    [
      'a reference',
      web('envVars:\n- key: A\n  fromDatabase: { name: a, property: b }'),
      'fromDatabase: { name: a, property: b }',
    ],
    ['the old name of the runtime', web('env: nood').replace('    runtime: docker\n', ''), 'env: nood'],
    ['a line of a broken file', web('plan: [\nname: a'), 'name: a'],
    [
      'a line of a broken file below others',
      `services:\n# first\n- type: web\n  name: a\n  plan: b: c\n`,
      'plan: b: c',
    ],
    ['an alias', 'services: *all', 'services: *all'],
  ])('%s', (_, text, line) => {
    expect(lineOf(text)).toContain(line)
  })
})
