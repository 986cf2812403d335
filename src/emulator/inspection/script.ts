/**
 * What the browser runs: it asks for the sections once a second while somebody looks, and changes only the rows that are
 * new, different or gone, so that a selection, the focus and the place that is read stay.
 */
export const script = `
'use strict'
const state = document.getElementById('state')
const seen = new Map()
let waiting
let asking = false

const say = (text, look) => {
  if (state.textContent !== text) state.textContent = text
  state.className = 'badge ' + look
}

const patch = (body, html) => {
  const made = document.createElement('template')
  made.innerHTML = html
  const rows = [...made.content.children]
  const wanted = new Map(rows.map((row) => [row.dataset.key, row]))
  const kept = new Map()
  for (const row of [...body.children]) {
    if (row.isEqualNode(wanted.get(row.dataset.key) ?? null)) kept.set(row.dataset.key, row)
    else row.remove()
  }
  let place = body.firstElementChild
  for (const row of rows) {
    const known = kept.get(row.dataset.key)
    if (known && known === place) place = place.nextElementSibling
    else body.insertBefore(known ?? row, place)
  }
}

const show = (sections) => {
  for (const [name, { count, rows }] of Object.entries(sections)) {
    document.getElementById(name + '-count').innerHTML = count
    if (seen.get(name) !== rows) patch(document.getElementById(name + '-rows'), rows)
    seen.set(name, rows)
  }
}

const refresh = async () => {
  if (asking) return
  asking = true
  clearTimeout(waiting)
  try {
    const answer = await fetch('/__emulator/page', { signal: AbortSignal.timeout(10000) })
    if (!answer.ok) throw new Error(answer.statusText)
    show(await answer.json())
    say('live', 'good')
  } catch {
    say('no answer, trying again', 'bad')
  }
  asking = false
  if (!document.hidden) waiting = setTimeout(refresh, 1000)
}

document.addEventListener('visibilitychange', () => document.hidden || refresh())
refresh()
`
