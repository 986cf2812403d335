import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeService, startApi } from './support.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'emulator-')), 'state.json')

test('writes that come together are saved together, each before its answer', async () => {
  const state = newFile()
  const api = startApi({ state })
  const { id } = await makeService(api)
  const saved = () => JSON.parse(readFileSync(state, 'utf8')).services[id].envVars
  const files = new Set<bigint>()
  const names = Array.from({ length: 50 }, (_, n) => `VARIABLE_${n}`)
  await Promise.all(
    names.map(async (name) => {
      const { status } = await api.send('PUT', `/services/${id}/env-vars/${name}`, { value: 'x' })
      expect(status).toBe(200)
      expect(saved().map(({ key }: { key: string }) => key)).toContain(name)
      files.add(statSync(state, { bigint: true }).mtimeNs)
    }),
  )
  expect(saved()).toHaveLength(names.length)
  expect(files.size).toBeLessThan(names.length / 2)
})
