/** The same thing in each format. What only some of them need is loaded when it is asked for. */
import type { Screen, Shown } from '../shell/index.ts'
import type { Findings } from './machines/index.ts'

/** `document`: a plain value that is printed as JSON. */
interface Forms extends Shown {
  readonly text: () => string
}

interface ReportForms extends Forms {
  readonly findings: () => Promise<Findings>
}

interface PageForms extends ReportForms {
  readonly html: () => Promise<string>
}

type Out = Pick<Screen, 'out' | 'json' | 'shows'>

/** Prints it on stdout. */
export const printIn = (
  { format }: { readonly format: 'text' | 'json' | 'markdown' },
  screen: Out,
  forms: Forms,
): void => {
  screen.shows(forms)
  switch (format) {
    case 'text':
      screen.out(forms.text())
      break
    case 'json':
      screen.json(forms.document(), 2)
      break
    case 'markdown':
      screen.out(forms.markdown())
  }
}

type ReportFormat = 'text' | 'json' | 'markdown' | 'sarif' | 'junit'

/** The same of what programs collect too. */
export const reportIn = async (
  { format }: { readonly format: ReportFormat },
  screen: Out,
  forms: ReportForms,
): Promise<void> => {
  if (format !== 'sarif' && format !== 'junit') return printIn({ format }, screen, forms)
  screen.shows(forms)
  const findings = await forms.findings()
  const machines = await import('./machines/index.ts')
  if (format === 'sarif') screen.json(machines.sarifDocument(findings), 2)
  else screen.out(machines.junitText(findings))
}

/** The same of what has a page of its own too. */
export const pageIn = async (
  { format }: { readonly format: ReportFormat | 'html' },
  screen: Out,
  forms: PageForms,
): Promise<void> => {
  if (format !== 'html') return reportIn({ format }, screen, forms)
  screen.shows(forms)
  screen.out(await forms.html())
}
