/** What is said of something that somebody else made while this apply went on. */
import type { Address } from '../../address.ts'
import { readable } from '../../address.ts'
import { ProblemsError, problem } from '../../problem.ts'
import type { LiveRecord } from '../../rows/index.ts'

const planAgain = "Plan again: it is compared with the file then. Render's audit log tells who it was."

/** `by now`: `evg-1, made 2026-01-01T00:00:00Z`. */
const named = ({ id, createdAt }: LiveRecord): string =>
  createdAt === undefined ? id : `${id}, made ${createdAt}`

const listed = (records: readonly LiveRecord[]): string => records.map(named).join('; ')

export const madeMeanwhile = (address: Address, others: readonly LiveRecord[]): ProblemsError =>
  new ProblemsError([
    problem(
      'changed-meanwhile',
      `${readable(address)} is there by now: somebody else has made it since the plan was made (${listed(others)})`,
      planAgain,
      { address },
    ),
  ])

export const gaveWay = (address: Address, made: LiveRecord, others: readonly LiveRecord[]): ProblemsError =>
  new ProblemsError([
    problem(
      'changed-meanwhile',
      `${readable(address)} was made by somebody else at the same time (${listed(others)}): ours (${made.id}) is removed again`,
      planAgain,
      { address },
    ),
  ])

export const madeTwice = (address: Address, made: LiveRecord, others: readonly LiveRecord[]): ProblemsError =>
  new ProblemsError([
    problem(
      'ambiguous-identity',
      `${readable(address)} is there more than once: ours (${named(made)}), and somebody else's (${listed(others)})`,
      'Delete or rename all but one of them; a plan tells which is empty and what refers to which.',
      { address },
    ),
  ])

export const unlisted = (address: Address, path: string, made: LiveRecord): ProblemsError =>
  new ProblemsError([
    problem(
      'bad-answer',
      `GET ${path}: expected ${readable(address)}, which was just made (${named(made)}), found a list without it: it is removed again, since nothing tells whether there is another one`,
      'See https://status.render.com and try again later.',
      { address, request: { where: `GET ${path}` } },
    ),
  ])
