import type { RenderOptions } from '../flags/index.ts'

/** The same thing in each format. What another format needs is not even loaded. */
interface Forms {
  readonly text: () => string
  /** A plain value that is printed as JSON. */
  readonly document: () => unknown
  readonly markdown: () => string | Promise<string>
}

/** What stdout is to have. */
export const inFormat = async ({ format }: Pick<RenderOptions, 'format'>, forms: Forms): Promise<string> => {
  switch (format) {
    case 'text':
      return forms.text()
    case 'json':
      return JSON.stringify(await forms.document(), undefined, 2)
    case 'markdown':
      return forms.markdown()
  }
}
