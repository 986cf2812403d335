// Writes a file as the one note that a merge request has of it: node note.mjs plan.md
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, GITLAB_TOKEN } = process.env
const [, , file] = process.argv
const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`

const ask = async (method, url, body) => {
  const answer = await fetch(url, {
    method,
    headers: { 'private-token': GITLAB_TOKEN, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok)
    throw new Error(`GitLab answered ${answer.status} to ${method} ${url}: ${await answer.text()}`)
  return answer
}

/** Ours are told by who wrote them, and by a line that nobody sees. */
const mark = `<!-- render-sync note ${basename(file)} -->`
const { id: me } = await (await ask('GET', `${CI_API_V4_URL}/user`)).json()

const find = async (page = '1') => {
  if (page === '') return undefined
  const answer = await ask('GET', `${notes}?per_page=100&page=${page}`)
  const all = await answer.json()
  const found = all.find(({ author, body }) => author.id === me && body.startsWith(mark))
  return found ?? find(answer.headers.get('x-next-page') ?? '')
}

const body = `${mark}\n${readFileSync(file, 'utf8')}`
const found = await find()
await (found ? ask('PUT', `${notes}/${found.id}`, { body }) : ask('POST', notes, { body }))
