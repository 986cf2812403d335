import { isDeepStrictEqual } from 'node:util'
import { newEnvVars, slugOf, withoutRow } from '../operation/index.ts'
import type { BuildConfig, Workflow } from '../records/index.ts'
import { suffix } from '../records/index.ts'
import { conflict } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { WorkflowChanges, WorkflowInput } from './bodies.ts'

/** One name, one workflow: Blueprints are refused where another one's has the name (API facts §8.1). */
const refuseTakenName = (world: World, ownerId: string, name: string, except?: Workflow): void => {
  for (const other of world.workflows.by('name', name))
    if (other !== except && other.ownerId === ownerId)
      throw conflict(`name ${name} is already in use by ${other.id}`)
}

const newSlug = (world: World, name: string): string => {
  const slug = slugOf(name)
  const taken = world.services.ids('slug', slug).size + world.workflows.ids('slug', slug).size > 0
  return taken ? `${slug}-${suffix(world.random)}` : slug
}

export const createWorkflow = (world: World, input: WorkflowInput): Workflow => {
  world.owners.find(input.ownerId)
  refuseTakenName(world, input.ownerId, input.name)
  const { name, ownerId, region, runCommand, buildConfig } = input
  const now = world.moments.now()
  return world.workflows.put({
    id: world.newId('wfl'),
    ownerId,
    name,
    slug: newSlug(world, name),
    region,
    createdAt: now,
    updatedAt: now,
    autoDeployTrigger: input.autoDeployTrigger ?? 'commit',
    buildConfig: { ...buildConfig, branch: buildConfig.branch ?? 'main' },
    runCommand,
    envVars: newEnvVars(world, input.envVars ?? []),
    secretFiles: [],
  })
}

const changedBuild = (
  before: BuildConfig,
  given: WorkflowChanges['buildConfig'] = {} as never,
): BuildConfig => ({
  ...before,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
})

/** What changes nothing leaves `updatedAt` alone, as it does of a service (API facts §0, PATCH). */
export const changeWorkflow = (world: World, workflow: Workflow, input: WorkflowChanges): void => {
  if (input.name !== undefined) refuseTakenName(world, workflow.ownerId, input.name, workflow)
  const { name, runCommand, autoDeployTrigger, buildConfig } = workflow
  const before = { name, runCommand, autoDeployTrigger, buildConfig }
  const after = {
    name: input.name ?? name,
    runCommand: input.runCommand ?? runCommand,
    autoDeployTrigger: input.autoDeployTrigger ?? autoDeployTrigger,
    buildConfig: changedBuild(buildConfig, input.buildConfig),
  }
  if (isDeepStrictEqual(before, after)) return
  world.workflows.change(workflow, { ...after, updatedAt: world.moments.now() })
}

/** Takes a workflow out of the workspace, with all that hangs on it. */
export const deleteWorkflow = (world: World, { id }: Workflow): void => {
  const { workflows, workflowVersions, tasks, taskRuns } = world
  workflows.remove(id)
  for (const table of [workflowVersions, tasks, taskRuns])
    for (const past of table.ids('workflow', id)) table.remove(past)
  world.resourceLogStreams.remove(id)
  for (const group of world.envGroups.by('service', id))
    world.envGroups.change(group, { serviceIds: withoutRow(group.serviceIds, id) })
}
