/** What stands in the place of a page where a command failed before it had anything to show. */
import type { Problem } from '../../../src/index.ts'
import { element } from './element.ts'
import { page } from './page.ts'
import { problemsSection } from './parts.ts'

export const failurePage = (problems: readonly Problem[], quiet: boolean): string =>
  page('Failed', [element('h1', {}, 'Failed'), ...problemsSection(problems, quiet)])
