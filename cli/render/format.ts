/** The same thing in each format. */
interface Forms {
  readonly text: () => string
  /** A plain value that is printed as JSON. */
  readonly document: () => unknown
  readonly markdown: () => string
}

/** What stdout is to have. */
export const inFormat = (
  { format }: { readonly format: 'text' | 'json' | 'markdown' },
  forms: Forms,
): string => {
  switch (format) {
    case 'text':
      return forms.text()
    case 'json':
      return JSON.stringify(forms.document(), undefined, 2)
    case 'markdown':
      return forms.markdown()
  }
}
