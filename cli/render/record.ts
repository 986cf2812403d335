/** A plan as plain data that can be printed again, in any format, by who has not seen the workspace. */
import { heard } from '../words/index.ts'
import { planDocument } from './json.ts'
import { arranged, type ChangeView, type Hearing, type PlanView } from './view/index.ts'

type Document = ReturnType<typeof planDocument>
type Shown = Omit<PlanView, 'changes' | 'acting' | 'held' | 'steps'>

/** What `plan --json` prints, and beside it what else the other formats are made of. */
interface Recorded extends Document {
  readonly view: Shown & { readonly changes: readonly Omit<ChangeView, 'documents'>[] }
}

export const planRecord = (view: PlanView): Recorded => {
  const { changes, acting: _acting, held: _held, steps: _steps, ...shown } = view
  return {
    ...planDocument(view),
    view: { ...shown, changes: changes.map(({ documents: _documents, ...change }) => change) },
  }
}

/** The view that a record was made of. `record`: as JSON has it. */
export const recordedView = (record: object, { quiet = false }: Hearing = {}): PlanView => {
  const { view, resource_changes } = record as Recorded
  const changes = view.changes.map((change, index): ChangeView => {
    const recorded = resource_changes[index]?.change
    return {
      ...change,
      documents: () => ({
        before: recorded?.before ?? null,
        after: recorded?.after ?? null,
        beforeSensitive: recorded?.before_sensitive ?? {},
        afterSensitive: recorded?.after_sensitive ?? {},
        afterUnknown: recorded?.after_unknown ?? {},
        patch: recorded?.patch ?? [],
        patchBack: [],
      }),
    }
  })
  return {
    ...view,
    quiet,
    problems: heard(view.problems, quiet),
    // Only who carries a plan out asks when it is done.
    steps: [],
    ...arranged(changes),
  }
}

/** What a saved plan goes by. */
export const savedLine = (digest: string): string => `Saved plan ${digest}`
