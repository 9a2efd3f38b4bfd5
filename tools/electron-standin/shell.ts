/** Opens nothing: a stand-in is for tests and for machines that may have no desktop. It says what it would open. */
function report(what: string): void {
  console.log(`stand-in: would open ${what}`)
}

export const shell = {
  async openExternal(url: string): Promise<void> {
    report(url)
  },
  async openPath(path: string): Promise<string> {
    report(path)
    return ''
  }
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath'>
