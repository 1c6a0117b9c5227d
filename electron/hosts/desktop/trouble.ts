import { app, BrowserWindow, dialog } from 'electron'
import type { Attendance } from './attendance.ts'
import { endWithFailure } from './failure.ts'
import { origin } from './trust.ts'
import { loadWindow } from './window.ts'

/** Says on standard error which of Chromium's helpers ended; Chromium starts another, and the window goes on. */
export function watchChildren(): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit') return
    process.stderr.write(`A helper of the window ended: ${name ?? type} (${reason}, ${exitCode}).\n`)
  })
}

/**
 * Says when the page of a window falls over or does not answer, and offers to load it anew, it alone. The vault stays open
 * meanwhile, for a minute where no other window answers, and what was typed lies in it as a draft.
 */
export function watchPage(window: BrowserWindow, attendance: Attendance<BrowserWindow>): void {
  const contents = window.webContents
  const alone = (): boolean => BrowserWindow.getAllWindows().length === 1
  let asked: AbortController | undefined
  const ask = async (message: string, reload: () => void): Promise<void> => {
    process.stderr.write(`${message}\n`)
    if (asked) return
    asked = new AbortController()
    const { signal } = asked
    const only = alone()
    const stays = only ? 'The vault stays open for a minute.' : 'The vault stays open in the other window.'
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Holdfast',
      message,
      detail: `${stays} What you typed until about a second before is kept as a draft.`,
      buttons: ['Load the page again', only ? 'Quit' : 'Close this window'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    })
    asked = undefined
    if (signal.aborted || window.isDestroyed()) return
    if (response === 0) reload()
    else if (alone()) app.quit()
    else window.destroy()
  }
  const load = (): void => void loadWindow(window).catch((thrown: unknown) => endWithFailure(thrown, 'go on'))

  // No event asks before a page goes to about:blank.
  contents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(`${origin}/`)) load()
  })

  let hangs = false
  const answers = (): void => attendance.answers(window)
  answers()
  window.once('closed', () => attendance.closed(window))
  contents.on('did-navigate', answers)
  contents.on('render-process-gone', (_event, { reason }) => {
    attendance.silent(window)
    if (hangs) {
      hangs = false
      load()
    } else if (reason !== 'clean-exit') void ask(`The page of Holdfast fell over (${reason}).`, load)
  })
  window.on('unresponsive', () => {
    attendance.silent(window)
    void ask('The page of Holdfast does not answer.', () => {
      hangs = true
      contents.forcefullyCrashRenderer()
    })
  })
  // It came back by itself.
  window.on('responsive', () => {
    answers()
    asked?.abort()
  })
}
