import { app, dialog, type BrowserWindow } from 'electron'
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

/** Milliseconds for which the vault stays open behind a page that does not answer; the core counts those without a page. */
const patience = 60_000

/**
 * Says when the page falls over or does not answer, and offers to load it anew. The vault stays open for a minute meanwhile,
 * and what was typed lies in it as a draft.
 */
export function watchPage(window: BrowserWindow, core: { lock(): void }): void {
  const contents = window.webContents
  let asked: AbortController | undefined
  const ask = async (message: string, reload: () => void): Promise<void> => {
    process.stderr.write(`${message}\n`)
    if (asked) return
    asked = new AbortController()
    const { signal } = asked
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Holdfast',
      message,
      detail: 'The vault stays open for a minute. What you typed until about a second before is kept as a draft.',
      buttons: ['Load the page again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    })
    asked = undefined
    if (signal.aborted || window.isDestroyed()) return
    if (response === 0) reload()
    else app.quit()
  }
  const load = (): void => void loadWindow(window).catch((thrown: unknown) => endWithFailure(thrown, 'go on'))

  // No event asks before a page goes to about:blank.
  contents.on('did-navigate', (_event, url) => {
    if (!url.startsWith(`${origin}/`)) load()
  })

  let hangs = false
  let lock: NodeJS.Timeout | undefined
  const answers = (): void => {
    clearTimeout(lock)
    lock = undefined
  }
  contents.on('did-navigate', answers)
  contents.on('render-process-gone', (_event, { reason }) => {
    if (hangs) {
      hangs = false
      load()
    } else if (reason !== 'clean-exit') void ask(`The page of Holdfast fell over (${reason}).`, load)
  })
  window.on('unresponsive', () => {
    lock ??= setTimeout(() => core.lock(), patience)
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
