import { app, type BrowserWindow } from 'electron'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Asked } from '../../../shared/contract/commands.ts'
import { askPage } from './commands.ts'

export type Opened = Extract<Asked, { kind: 'open' }>

/** The paths that a command line names behind the program and, run from sources, the folder of the app. */
export function pathsOf(argv: readonly string[], cwd: string, root: string | null): string[] {
  const from = root === null ? 0 : argv.findIndex((one, at) => at > 0 && resolve(cwd, one) === root)
  return argv
    .slice(Math.max(0, from) + 1)
    .filter((one) => one !== '' && !one.startsWith('-'))
    .map((one) => resolve(cwd, one))
}

/**
 * What paths are: regular files are for import, the last folder with a vault in it is to be opened. A file with the name of
 * a vault and what is no file go there too where there is no vault: the page says that it is none.
 */
export function sortOpened(paths: readonly string[]): Opened {
  const files = paths.filter((path) => isFile(path) && !path.toLowerCase().endsWith('.holdfast'))
  const others = paths.filter((path) => !files.includes(path))
  const vault = others.findLast((path) => isFile(join(path, 'vault.json'))) ?? others.at(-1) ?? null
  return { kind: 'open', files, vault }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** What this start of the program was given. */
export const openedAtStart = (root: string): string[] =>
  pathsOf(process.argv, process.cwd(), app.isPackaged ? null : root)

/**
 * Collects what a person opens with Holdfast: at its start, by a second start, which hands it over and ends, and by the
 * Finder. Returns the function that gives it to a window, with what has been collected, as soon as that has its page.
 */
export function collectOpened(
  root: string,
): (current: () => BrowserWindow | undefined, picked: (path: string) => void) => void {
  let waiting = openedAtStart(root)
  let give = (paths: string[]): void => void (waiting = [...waiting, ...paths])
  app.on('second-instance', (_event, _argv, _cwd, handed) => {
    const paths = (handed as { opened?: unknown } | null)?.opened
    if (Array.isArray(paths)) give(paths.filter((path) => typeof path === 'string'))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    give([path])
  })
  return (current, picked) => {
    give = (paths) => {
      const window = current()
      const opened = sortOpened(paths)
      if (!window || (opened.files.length === 0 && opened.vault === null)) return
      // The person picked them, though not in the window.
      for (const file of opened.files) picked(file)
      askPage(window, opened)
    }
    give(waiting)
  }
}
