/** What the page does: it filters by action and name, and opens everything to be printed. It asks nobody for anything. */
export const script = `
const form = document.querySelector('form')
const changes = [...document.querySelectorAll('details[data-action]')]
const told = document.querySelector('[role=status]')
const filter = () => {
  const text = form.elements.name.value.trim().toLowerCase()
  const actions = new Set([...form.querySelectorAll('[name=action]:checked')].map(({ value }) => value))
  let shown = 0
  for (const change of changes) {
    const isShown = actions.has(change.dataset.action) && change.dataset.name.toLowerCase().includes(text)
    change.hidden = !isShown
    if (isShown) shown++
  }
  told.textContent = [shown, 'of', changes.length, 'shown'].join(' ')
}
if (form) {
  form.addEventListener('input', filter)
  form.addEventListener('submit', (event) => event.preventDefault())
}
addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true })
`.trim()
