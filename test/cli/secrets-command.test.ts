/** Programs that print secrets: how they are run, and what is said when they fail. Nothing that they print is shown. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../cli/input/secrets/command.ts'
import { service, services, stage } from './stage.ts'

describe('a command is taken apart like in a shell', () => {
  test.each<[string, readonly string[]]>([
    ['sops -d secrets.env', ['sops', '-d', 'secrets.env']],
    ['  op   inject\t-i a\n', ['op', 'inject', '-i', 'a']],
    [`vault kv get -field='a b' "c d"`, ['vault', 'kv', 'get', '-field=a b', 'c d']],
    [`p 'it''s' "a"'b'c`, ['p', 'its', 'abc']],
    [`p '' ""`, ['p', '', '']],
    ['p a\\ b \\" \\\\', ['p', 'a b', '"', '\\']],
    ['p "a\\"b\\\\c\\d\\$e"', ['p', 'a"b\\c\\d$e']],
    [`p '$HOME \\ "x" | ;'`, ['p', '$HOME \\ "x" | ;']],
    ['p "a|b;c&d"', ['p', 'a|b;c&d']],
    ['p a\\\nb', ['p', 'ab']],
    ['p ~ * ? # x', ['p', '~', '*', '?', '#', 'x']],
    ['p A=b', ['p', 'A=b']],
  ])('%j', (command, words) => {
    expect(wordsOf(command)).toEqual(words)
  })

  test.each<[string, string]>([
    ['', 'expected a program'],
    ['  ', 'expected a program'],
    ["p 'hidden", 'a quote or a backslash has no end'],
    ['p "hidden', 'a quote or a backslash has no end'],
    ['p hidden\\', 'a quote or a backslash has no end'],
    ['TOKEN=hidden p', 'expected a program first, and not NAME=value'],
    ['p hidden | q', 'there is no shell, so "|" has no meaning'],
    ['p hidden > q', 'there is no shell, so ">" has no meaning'],
    ['p hidden; q', 'there is no shell, so ";" has no meaning'],
    ['p hidden && q', 'there is no shell, so "&" has no meaning'],
    ['p $HIDDEN', 'there is no shell, so "$" has no meaning'],
    ['p "hidden $X"', 'there is no shell, so "$" and "`" have no meaning in double quotes'],
    ['p "\\\\$X hidden"', 'there is no shell, so "$" and "`" have no meaning in double quotes'],
    ['p `hidden`', 'there is no shell, so "`" has no meaning'],
  ])('%j is refused, and not quoted', (command, message) => {
    expect(() => wordsOf(command)).toThrow(`--secrets-command: ${message}`)
    expect(() => wordsOf(command)).not.toThrow(/hidden/i)
  })
})

const file = services(service('api', 'envVars:\n  - key: TOKEN\n    sync: false'))
const node = `'${process.execPath}'`

const failing = async (command: string) => {
  const { cli, write } = await stage({ file })
  write('fail.mjs', `console.log('TOKEN=hidden-out'); console.error('hidden-err'); process.exitCode = 3`)
  write(
    'kill.mjs',
    `console.log('hidden-out'); process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)`,
  )
  write('much.mjs', `process.stdout.write('hidden'.repeat(1_000_000))`)
  write('odd.mjs', `console.log('TOKEN=x'); console.log('hidden-line')`)
  write('text.txt', 'hidden')
  return cli(['--debug', 'plan', '--secrets-command', command])
}

describe('a program that fails is told by its name', () => {
  test.each<[string, string]>([
    [`${node} fail.mjs hidden-word`, 'node ended with 3'],
    [`${node} kill.mjs hidden-word`, 'node was ended by SIGTERM'],
    [`${node} much.mjs`, 'node prints more than 5 MB'],
    ['no-such-program-anywhere hidden-word', 'there is no program no-such-program-anywhere'],
    ['./text.txt hidden-word', 'running text.txt is not allowed'],
  ])('%s', async (command, message) => {
    const { code, stdout, stderr } = await failing(command)
    expect(stderr).toContain(`error secrets-command: --secrets-command: ${message}`)
    expect(stdout + stderr).not.toContain('hidden')
    expect(code).toBe(1)
  })

  test('as is one that prints something else', async () => {
    const { code, stdout, stderr } = await failing(`${node} odd.mjs`)
    expect(stderr).toContain('the output of node:2: expected KEY=value')
    expect(stdout + stderr).not.toContain('hidden')
    expect(code).toBe(1)
  })
})

test('what a program says on stderr is not shown, and it has nothing to read', async () => {
  const { cli, write } = await stage({ file })
  write(
    'print.mjs',
    `import { text } from 'node:stream/consumers'
     console.error('hidden-err')
     console.log('TOKEN=' + JSON.stringify(await text(process.stdin)))`,
  )
  for (const verb of ['plan', 'drift', 'apply']) {
    const more = verb === 'apply' ? ['--auto-approve'] : []
    const { stdout, stderr } = await cli([verb, ...more, '--secrets-command', `${node} print.mjs`])
    expect(stdout + stderr).not.toContain('hidden')
    expect(stdout + stderr).not.toContain('has no value')
  }
})

test('Ctrl-C stops the program', async () => {
  const { cli, write } = await stage({ file })
  write('hang.mjs', `import { connect } from 'node:net'; connect(Number(process.argv[2]), '127.0.0.1')`)
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  let interrupt = () => {}
  const begun = once(server, 'connection') as Promise<[Socket]>
  const ran = cli(
    ['plan', '--secrets-command', `${node} hang.mjs ${port}`],
    {},
    {
      onInterruptible: (given) => {
        interrupt = given
      },
    },
  )
  const [socket] = await begun
  const gone = once(socket.on('error', () => {}).resume(), 'close')
  interrupt()
  expect(await ran).toMatchObject({ code: 130, stderr: expect.stringContaining('Interrupted.') })
  await gone
  server.close()
})
