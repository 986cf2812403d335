/** The files that suites of whole files run on: our own everywhere, and those of public repositories where they are. */
import { readFileSync } from 'node:fs'
import { good } from '../samples/good.ts'
import { wrong } from '../samples/wrong.ts'
import { hasShared, type RealFile, realFiles, sharedText } from './shared.ts'

export interface TestFile {
  readonly file: string
  readonly text: () => string
  /** A value for each secret that it cannot be applied without: no output may show one. */
  readonly secrets: ReadonlyMap<string, string>
  /** What the versions of one file have in common. */
  readonly stem: string
}

/** Says in the name of a suite that it runs on our own files only. */
export const withoutRealFiles = hasShared
  ? ''
  : ' (real files skipped: no shared folder; set RENDER_SYNC_SHARED)'

const valuesOf = (secrets: readonly string[] = []) =>
  new Map(secrets.map((name) => [name, `value of ${name}`]))

interface Sample {
  readonly file: string
  readonly secrets?: readonly string[]
  readonly versionOf?: string
}

const ofOurs =
  (folder: 'good' | 'wrong') =>
  <S extends Sample>(sample: S) => ({
    ...sample,
    text: () => readFileSync(new URL(`../samples/${folder}/${sample.file}`, import.meta.url), 'utf8'),
    secrets: valuesOf(sample.secrets),
    stem: sample.versionOf ?? sample.file,
  })

const ofReal = ({ file, secrets }: RealFile): TestFile => ({
  file,
  text: () => sharedText(`blueprints/${file}`),
  secrets: valuesOf(secrets),
  stem: file.replace(/(__(h?\d+))?\.yaml$/, ''),
})

/** They make databases on legacy plans, which Render has refused since they were collected (API facts §2.5). */
const onLegacyPlans = new Set([
  'Aphrodine-wq__GRUMPCO__2.yaml',
  'dataly-agency__lightdash-render-template.yaml',
  'hanfour__aide.yaml',
  'okino-shogo__ec-cube-render-deploy.yaml',
  'oranolio956__TCOLaugh__2.yaml',
  'render-examples__strapi-postgres-cloudinary__h2.yaml',
  'render-examples__strapiconf2022-workshop-strapi__h1.yaml',
  'render-examples__temporal__h1.yaml',
])

/** Files that one apply settles. */
export const goodSamples = good.map(ofOurs('good'))
export const goodRealFiles = realFiles('converges')
  .filter(({ file }) => !onLegacyPlans.has(file))
  .map(ofReal)

/** Files that one apply settled, until Render refused their plans for new databases. */
export const legacyRealFiles = realFiles('converges')
  .filter(({ file }) => onLegacyPlans.has(file))
  .map(ofReal)
export const goodFiles: readonly TestFile[] = [...goodSamples, ...goodRealFiles]

/** Files that are wrong by themselves. */
export const wrongSamples = wrong.filter(({ by }) => by === undefined).map(ofOurs('wrong'))
export const wrongRealFiles = realFiles('rejected').map(ofReal)
export const wrongFiles: readonly TestFile[] = [...wrongSamples, ...wrongRealFiles]

/** Files that could be read either way; we have none. */
export const unsettledFiles = realFiles('unsettled').map(ofReal)

/** Files that nothing is wrong with until the workspace is there to look at. */
export const refusedSamples = wrong.filter(({ by }) => by === 'plan').map(ofOurs('wrong'))
