import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { Part } from '../../../shared/contract/computer.ts'
import { serve } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { CoreApp } from '../../core/app.ts'
import { builtWindow } from '../window-files.ts'
import { takeLock } from './lock.ts'
import { makeProfile, removeProfile, userOf } from './profile.ts'
import { openWindow } from './window.ts'

export interface BrowserHostOptions {
  app: CoreApp
  /** Folder of the vaults; the window's own files lie in it, in `.window`. */
  home: string
  /** Folder with our `out/`. */
  root: string
  browser: string
  headless: boolean
  onPicked: (path: string) => void
}

/** A running workstation in a browser's window. */
export interface BrowserHost {
  context: BrowserContext
  page: Page
  /** The browser that shows the window, as it names itself. */
  browser: Part
  /** Settles when the window is closed, the vault is shut and the browser's files are gone. */
  ended: Promise<void>
  /** Closes the window; waits for `ended`. */
  close(): Promise<void>
}

/**
 * Opens the workstation. One at a time in one home: fails with CONFLICT when another has it open, and with
 * MISSING_RUNTIME when the window was not built or the browser does not start. When it fails the core is left open.
 */
export async function startBrowserHost({
  app,
  home,
  root,
  browser,
  headless,
  onPicked,
}: BrowserHostOptions): Promise<BrowserHost> {
  const { renderer, pageScript } = builtWindow(root, 'browser')
  const release = takeLock(join(home, '.window', 'lock'))
  if (!release) {
    throw new HoldfastError('CONFLICT', `Holdfast is already open on ${home}.`, 'Go on in the window that is open.')
  }
  const profile = makeProfile(join(home, '.window'))
  let user: number | undefined
  const clean = async (): Promise<void> => {
    await removeProfile(profile, user)
    release()
  }
  try {
    const newAbort = (): AbortController => new AbortController()
    const onDocument = (port: Parameters<typeof serve>[1]): (() => void) => serve(app, port, newAbort)
    const opened = await openWindow({
      browser,
      profile,
      renderer,
      pageScript,
      headless,
      onDocument,
      onPicked,
      bytes: app.bytes,
    })
    const { context } = opened
    user = userOf(profile)
    const closed = new Promise<void>((resolve) => void context.once('close', () => resolve()))
    // Its windows are the workstation: without one nothing is left to do, whatever the browser thinks.
    const follow = (window: Page): void => {
      window.once('close', () => {
        if (context.pages().length === 0) void context.close().catch(() => undefined)
      })
      // One that fell over is of no use; the others go on, and open another.
      window.once('crash', () => void window.close().catch(() => undefined))
    }
    context.pages().forEach(follow)
    context.on('page', follow)
    const finish = async (): Promise<void> => {
      await closed
      try {
        await app.close()
      } finally {
        await clean()
      }
    }
    const ended = finish()
    const close = async (): Promise<void> => {
      await context.close().catch(() => undefined)
      await ended
    }
    return { ...opened, ended, close }
  } catch (thrown) {
    await clean()
    throw thrown
  }
}
