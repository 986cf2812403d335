/** Deploys of a service: how its kind describes them, and what the newest ones tell. Pure. */
import { type ApiList, type ApiRequest, form } from '../http/index.ts'

/** A deploy as the API tells it (API facts §1.12, §5), or a version of a workflow. */
export interface Deploy {
  readonly id: string
  readonly status: string
  readonly createdAt: string
  readonly startedAt?: string
  readonly finishedAt?: string | null
  readonly commit?: { readonly id?: string; readonly message?: string } | null
  readonly image?: { readonly ref?: string; readonly sha?: string }
  /** Of a version: its name. */
  readonly name?: string
}

/** What an answer must have to be one. */
export const deployForm = form.object({ id: form.id, status: form.word, createdAt: form.time })

export type Readiness = 'ready' | 'waiting' | 'failed'

/** What a deploy is made of. */
export interface Origin {
  /** The same for two deploys that are made of the same. */
  readonly id: string
  /** For people: `commit 1a2b3c4 "Add a page"`, `image docker.io/library/nginx:latest`. */
  readonly shown: string
}

/** What a deploy is made of: a commit that is built for it, the last build that succeeded, or an image that is built elsewhere. */
export type MadeOf = 'build' | 'last build' | 'image'

export interface Deploys<Live> {
  /** Whether deploys make sense now: a suspended service takes none. */
  readonly possible: (live: Live) => boolean
  /** Its answer is the deploy, or empty when the deploy is queued behind another one. */
  readonly trigger: (live: Live, of?: MadeOf, commit?: string) => ApiRequest
  /** Whether the trigger takes a commit, or the API only tells of which one a deploy is. Absent: neither. */
  readonly commits?: 'taken' | 'told'
  /** Whether Render builds it, by its rows; absent: always. */
  readonly builds?: (values: Readonly<Record<string, unknown>>) => boolean
  /** Rows and aspects that no build reads. Absent: there is no deploy without a build. */
  readonly unread?: readonly string[]
  /** The newest two, the younger one first, in a list, each under the key {@link wrapper}. */
  readonly newest: (live: Live) => ApiRequest
  readonly wrapper: string
  /** What runs, in a list of the same form. Absent: the API does not tell. */
  readonly running?: (live: Live) => ApiRequest
  /** Brings one back that was live. Absent: the API does not. */
  readonly rollBack?: (live: Live, deploy: string) => ApiRequest
  readonly get: (live: Live, deploy: string) => ApiRequest
  /** All whose record was touched after a time: a deploy that goes on may do so (API facts §0). Absent: no list tells. */
  readonly touched?: (owner: string, after: string) => ApiList
  /** Absent: nothing stops one. */
  readonly cancel?: (live: Live, deploy: string) => ApiRequest
  /** Ready is also one that was live once. */
  readonly state: (status: string) => Readiness | 'cancelled'
  /** Whether a deploy with this status still waits for its turn. */
  readonly queued: (status: string) => boolean
  /** Undefined: the API does not tell. */
  readonly origin: (deploy: Deploy) => Origin | undefined
  /** Where Render's Dashboard shows it; undefined: the API does not tell. */
  readonly link: (live: Live, deploy: string) => string | undefined
  /** The last lines that were logged since it began, the newest first. */
  readonly log: (live: Live, deploy: Deploy, owner: string) => ApiRequest
}

// biome-ignore lint/suspicious/noExplicitAny: the engine deploys services of all kinds; each is checked where it is written
export type AnyDeploys = Deploys<any>

/** The newest deploy of a service that is not what runs: it failed, or was cancelled before it was live. */
export interface FailedDeploy {
  readonly id: string
  readonly status: string
  readonly origin?: Origin
  readonly link?: string
  /** Whether the one before it failed as well, made of the same: it would only fail once more. */
  readonly repeated: boolean
}

/** A deploy that was never made: something was written since the last one. */
export interface OwedDeploy {
  /** When something was written last, as far as is known, in milliseconds since the epoch. */
  readonly since: number
  readonly toldBy: 'journal' | 'audit log'
}

/** What is wrong with the newest of these deploys, given the younger one first; undefined: nothing, or not yet. */
export const failedDeploy = (
  deploys: AnyDeploys,
  live: unknown,
  [newest, before]: readonly Deploy[],
): FailedDeploy | undefined => {
  if (!newest) return undefined
  const state = deploys.state(newest.status)
  if (state !== 'failed' && state !== 'cancelled') return undefined
  const origin = deploys.origin(newest)
  const link = deploys.link(live, newest.id)
  const failedBefore = before !== undefined && deploys.state(before.status) === 'failed'
  return {
    id: newest.id,
    status: newest.status,
    ...(origin && { origin }),
    ...(link !== undefined && { link }),
    // Where nothing tells what they are made of, it is taken for the same: a build must not burn minutes for ever.
    repeated: state === 'failed' && failedBefore && deploys.origin(before)?.id === origin?.id,
  }
}

/** `deploy dep-1 ended as build_failed, made of commit 1a2b3c4 "Add a page"`. */
export const failureInWords = ({ id, status, origin }: FailedDeploy): string =>
  `deploy ${id} ended as ${status}${origin ? `, made of ${origin.shown}` : ''}`
