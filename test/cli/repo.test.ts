import { expect, test } from 'vitest'
import { webAddress } from '../../cli/input/repo.ts'

test.each([
  ['git@github.com:acme/app.git', 'https://github.com/acme/app'],
  ['github.com:acme/app', 'https://github.com/acme/app'],
  ['ssh://git@github.com/acme/app.git', 'https://github.com/acme/app'],
  ['ssh://git@gitlab.com:2222/acme/app.git', 'https://gitlab.com/acme/app'],
  ['https://github.com/acme/app.git', 'https://github.com/acme/app'],
  ['https://github.com/acme/app/', 'https://github.com/acme/app'],
  ['https://user:token@github.com/acme/app', 'https://github.com/acme/app'],
  ['git://github.com/acme/app', 'https://github.com/acme/app'],
  ['git@gitlab.com:group/sub/app.git', 'https://gitlab.com/group/sub/app'],
  ['/srv/git/app.git', undefined],
  ['../app', undefined],
  ['file:///srv/git/app.git', undefined],
  ['C:\\git\\app', undefined],
])('%s is found at %s', (remote, expected) => {
  expect(webAddress(remote)).toBe(expected)
})
