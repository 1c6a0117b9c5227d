import { app, dialog } from 'electron'
import { errorCodes, toFailure } from '../../../shared/kernel/errors.ts'
import { end, endWith } from './quit.ts'

/**
 * Ends what cannot start or go on: one line on standard error, a box where there is a screen, the code of what is wrong.
 * Another start is let in before the box is read.
 */
export async function endWithFailure(thrown: unknown, what: 'start' | 'go on' = 'start'): Promise<void> {
  const { code, message, next } = toFailure(thrown)
  // Whoever leaves while it starts need not hear that it did not.
  if (!endWith(errorCodes[code])) return
  process.stderr.write(`${message} ${next}\n`)
  if (!hasScreen()) return app.exit(errorCodes[code])
  await app.whenReady()
  app.releaseSingleInstanceLock()
  await dialog.showMessageBox({
    type: 'error',
    title: 'Holdfast',
    message: `Holdfast cannot ${what}`,
    detail: `${message}\n\n${next}`,
  })
  await end()
}

/** Whether a window can be shown (Linux: a display is named). Without one Chromium ends with a fault of its own. */
export function hasScreen(): boolean {
  const { platform, env } = process
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}
