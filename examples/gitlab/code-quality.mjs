// What `render-sync validate --json` says, as a code quality report of GitLab: node code-quality.mjs validate.json
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const severities = { error: 'major', warning: 'minor', note: 'info' }

const { problems } = JSON.parse(readFileSync(process.argv[2], 'utf8'))

const report = problems.map(({ code, severity, message, todo, at, address }) => ({
  check_name: `render-sync/${code}`,
  description: todo === undefined ? message : `${message}. ${todo}`,
  severity: severities[severity],
  // The same problem is the same one in the next pipeline, wherever it has moved to.
  fingerprint: createHash('sha256')
    .update(JSON.stringify([code, at?.file, address, message]))
    .digest('hex'),
  location: { path: at?.file ?? 'render.yaml', lines: { begin: at?.line ?? 1 } },
}))

console.log(JSON.stringify(report, null, 2))
