/** Spellings that mean the same to Render. */
import { describe, expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

describe('an image settles, however it is spelled', () => {
  test.each([
    'nginx',
    'nginx:1.27',
    'acme/api',
    'docker.io/nginx',
    'docker.io/nginx:1.27',
    'https://docker.io/nginx:1',
    'docker.io/library/nginx',
    'docker.io/acme/api:2',
    'ghcr.io/api',
    'ghcr.io/acme/api:2',
    'localhost:5000/api',
    'nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  ])('%s', async (url) => {
    const { apply, plan } = bench()
    const service = { type: 'web', name: 'api', runtime: 'image', image: { url } }
    const text = JSON.stringify({ services: [service] })
    expect(failures(await apply(text))).toEqual([])
    expect(lines((await plan(text)).plan)).toEqual([])
  })
})
