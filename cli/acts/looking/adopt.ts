import { planText, planView } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { bring, type PullOptions, write } from './pulling.ts'

/** Pulls into a file, and makes sure that the file and the workspace say the same. */
export const adopt = async (given: PullOptions, shell: Shell): Promise<ExitCode> => {
  const options = { ...given, output: given.output ?? 'render.yaml' }
  const screen = createScreen(shell, options)
  const brought = await stoppable(shell, options, (signal) => bring(options, shell, screen, signal))
  const { pulled, session } = brought
  if (pulled.text === '') {
    screen.err('There is nothing that a file could declare.')
    return exit.error
  }
  await write(brought, options, shell, screen)
  if (pulled.problems.length > 0) return exit.error
  const view = planView(session.planPulled(pulled), screen)
  screen.out(planText(view, screen))
  return view.isRefused || view.acting.length > 0 ? exit.error : exit.ok
}
