/** What other tools call what render-sync has under another name, or has not: who types it is told, and nothing is done. */
export const elsewhere: Readonly<Record<string, string>> = {
  sync: 'render-sync apply makes the workspace match the file, and render-sync plan shows before what that changes.',
  import:
    'There is no state to import into: render-sync adopt writes down what is live as a file, render-sync pull prints it.',
}
