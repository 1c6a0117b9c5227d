import { app, clipboard, type BrowserWindow } from 'electron'
import { copiedSecret, type Clipboard } from './copied-secret.ts'
import { isOurFrame } from './trust.ts'

const of = (board: Electron.Clipboard): Clipboard => ({
  // An Electron before 45 answers at once.
  read: async () => board.readText(),
  clear: () => Promise.resolve(board.clear()),
})

/** The clipboard, and on Linux the one for what is selected, where this Electron knows it. */
const boards = (): Electron.Clipboard[] =>
  process.platform === 'linux' && 'selection' in clipboard ? [clipboard, clipboard.selection] : [clipboard]

/** Takes what was copied of a secret in a window off the clipboard: after a minute, when the app ends, and by `clear`, when the vault is locked. */
export function setupCopied(): { hear(window: BrowserWindow): void; clear: () => void } {
  const secret = copiedSecret(boards().map(of))
  const clear = (): void => void secret.clear()
  app.on('before-quit', clear)
  return {
    clear,
    hear({ webContents }) {
      webContents.ipc.on('holdfast-secret', (event, digest: unknown) => {
        if (isOurFrame(event.senderFrame) && typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest))
          secret.keep(digest)
      })
    },
  }
}
