/** What is said where GitHub refuses, or does not answer. */
import { ProblemsError, problem } from '../../src/index.ts'

/** The part of octokit's errors that is looked at: those of REST have a status, those of GraphQL a list. */
interface Failure {
  readonly status?: number
  readonly message: string
  readonly request?: { readonly method: string; readonly url: string }
  readonly errors?: readonly { readonly type?: string; readonly message: string }[]
}

export const statusOf = (error: unknown): number | undefined => (error as Failure | undefined)?.status

/** Whether nobody knows what became of a request. */
export const isLost = (error: unknown): boolean => (statusOf(error) ?? 0) >= 500

/** Throws `ProblemsError` in the place of what octokit throws. `what`: what it was for; `permission`: what that takes. */
export const asked = async <Answer>(
  what: string,
  permission: string,
  ask: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ProblemsError) throw error
    const { status, message, request, errors } = error as Failure
    if (status === undefined && errors === undefined) throw error
    const [first] = errors ?? []
    const isForbidden = status === 401 || status === 403 || status === 404 || first?.type === 'FORBIDDEN'
    const answer = status === undefined ? (first?.message ?? message) : `${status} (${message})`
    const where = request ? `${request.method} ${new URL(request.url).pathname}` : 'POST /graphql'
    throw new ProblemsError([
      problem(
        'github-request',
        `GitHub does not let ${what}: it answered ${answer}`,
        isForbidden
          ? `The job needs permissions: ${permission}.`
          : 'Run the job again: nothing is done twice.',
        { request: { where, ...(status !== undefined && { status }) } },
      ),
    ])
  }
}
