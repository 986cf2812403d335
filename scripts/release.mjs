/**
 * Makes a release: npm run release -- 0.2.0. It gives the changelog's unreleased part its version and day, sets the version, commits
 * and tags. Pushing the tag does the rest (.github/workflows/release.yml). Nothing is changed where something is wrong.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()

const fail = (message) => {
  process.stderr.write(`error: ${message}\n`)
  process.exit(1)
}

/** Whether a version comes behind another one. */
const isNewer = (version, than) => {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number))
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && a[at] > b[at]
}

const unreleased = /^## Unreleased\n([\s\S]*?)(?=^## |$(?![\s\S]))/m

const checked = (version, manifest, changelog) => {
  if (!/^\d+\.\d+\.\d+$/.test(version)) fail('say which version: npm run release -- 0.2.0')
  // A first release may have the version that stands there already.
  const isFirst = git('tag', '--list', 'v*') === ''
  if (!isNewer(version, manifest.version) && !(isFirst && version === manifest.version))
    fail(`${version} does not come behind ${manifest.version}`)
  if (git('status', '--porcelain') !== '') fail('there are changes that are not committed')
  if (git('tag', '--list', `v${version}`) !== '') fail(`there is a tag v${version} already`)
  const [, changes = ''] = unreleased.exec(changelog) ?? []
  if (changes.trim() === '') fail('CHANGELOG.md has nothing under "Unreleased"')
}

const [version = ''] = process.argv.slice(2)
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const changelog = readFileSync('CHANGELOG.md', 'utf8')
checked(version, JSON.parse(readFileSync('package.json', 'utf8')), changelog)

const day = new Date().toISOString().slice(0, 10)
writeFileSync(
  'CHANGELOG.md',
  changelog.replace('## Unreleased\n', `## Unreleased\n\n## ${version} - ${day}\n`),
)
execFileSync('npm', ['version', version, '--no-git-tag-version', '--allow-same-version', '--silent'])
git('add', 'CHANGELOG.md', 'package.json', 'package-lock.json')
git('commit', '--quiet', '--message', `Release ${version}`)
git('tag', '--annotate', `v${version}`, '--message', `render-sync ${version}`)
process.stdout.write(`Tagged v${version}. Publish it with: git push --follow-tags\n`)
