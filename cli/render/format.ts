/** The same thing in each format. */
import type { Screen, Shown } from '../shell/index.ts'

/** `document`: a plain value that is printed as JSON. */
interface Forms extends Shown {
  readonly text: () => string
}

/** Prints it on stdout. */
export const printIn = (
  { format }: { readonly format: 'text' | 'json' | 'markdown' },
  screen: Pick<Screen, 'out' | 'json' | 'shows'>,
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
