/** The same thing in each format. */
import type { Screen } from '../shell/index.ts'

interface Forms {
  readonly text: () => string
  /** A plain value that is printed as JSON. */
  readonly document: () => unknown
  readonly markdown: () => string
}

/** Prints it on stdout. */
export const printIn = (
  { format }: { readonly format: 'text' | 'json' | 'markdown' },
  screen: Pick<Screen, 'out' | 'json'>,
  forms: Forms,
): void => {
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
