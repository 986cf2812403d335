import { envVarInputs } from '../operation/index.ts'
import type { Checked } from '../request/index.ts'
import {
  growing,
  matching,
  nonEmpty,
  nullable,
  object,
  oneOf,
  optional,
  region,
  text,
  workflowRuntimes,
} from '../request/index.ts'

/** The bodies of POST and PATCH /workflows. */

const trigger = oneOf(['commit', 'off', 'checksPass'])
const repoUrl = matching(/^(https?:\/\/|git@)\S+$/, 'the URL of a repository')
const placed = { branch: optional(nonEmpty), rootDir: optional(text) }
const runtime = growing(workflowRuntimes)

export const workflowBody = object({
  name: nonEmpty,
  ownerId: nonEmpty,
  region,
  runCommand: nonEmpty,
  buildConfig: object({ ...placed, buildCommand: text, repo: repoUrl, runtime }),
  autoDeployTrigger: optional(trigger),
  envVars: nullable(envVarInputs),
})

/**
 * The document wants all of `buildConfig` here too; the client that Render made of a newer one may leave out any of it
 * (render-oss/cli, workflows_gen.go: BuildConfigUpdate).
 */
export const workflowPatch = object({
  name: optional(nonEmpty),
  runCommand: optional(nonEmpty),
  buildConfig: optional(
    object({ ...placed, buildCommand: optional(text), repo: optional(repoUrl), runtime: optional(runtime) }),
  ),
  autoDeployTrigger: optional(trigger),
})

export type WorkflowInput = Checked<typeof workflowBody>
export type WorkflowChanges = Checked<typeof workflowPatch>
