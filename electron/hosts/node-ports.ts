import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ownZone } from '../../shared/kernel/zones.ts'
import { headsIn, nodeChildren } from '../core/app.ts'
import type { Ports } from '../core/ports.ts'
import type { Program, Settings } from './place.ts'
import { reportFormParts } from './report-form.ts'

/** Entry of the typesetting child process: built, or as source. */
export function typesetterEntry({ root, built }: Program): URL {
  return pathToFileURL(built ? join(root, 'out', 'typesetter', 'main.js') : join(root, 'electron/core/print/child.ts'))
}

/** Entry of the process that reads files from outside: built, or as source. */
export const readerEntry = ({ root, built }: Program): URL =>
  pathToFileURL(built ? join(root, 'out', 'reader', 'main.js') : join(root, 'electron/core/reader-child.ts'))

/** Entry of the child process for work on a copy of a database: built, or as source. */
export function databaseEntry({ root, built }: Program): URL {
  return pathToFileURL(
    built
      ? join(root, 'out', 'database', 'main.js')
      : join(root, 'electron/core/record/vault/database-worker/child.ts'),
  )
}

/** What every host that runs on plain Node gives the core; the host adds its name and how it shows a file. */
export function nodePorts(
  program: Program,
  settings: Pick<Settings, 'home' | 'idleMinutes'>,
  own: Pick<Ports, 'host' | 'showFile'> & Partial<Ports>,
): Ports {
  return {
    version: program.version,
    home: settings.home,
    resources: join(program.root, 'resources'),
    licences: join(program.root, 'out', 'licences.json'),
    heads: headsIn(join(settings.home, '.heads')),
    idleMinutes: settings.idleMinutes,
    clock: { now: () => Date.now(), zone: ownZone() },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: logToStandardError,
    reportForm: reportFormParts(program),
    // The browser's window says it itself, and a command has nobody to wait for it.
    notify: () => undefined,
    typesetting: { children: nodeChildren, entry: typesetterEntry(program) },
    reading: { entry: readerEntry(program) },
    databases: { children: nodeChildren, entry: databaseEntry(program) },
    ...own,
  }
}

/** One line of JSON per event. The core passes no case content here. */
export function logToStandardError(event: string, detail: Record<string, string | number> = {}): void {
  process.stderr.write(`${JSON.stringify({ holdfast: event, ...detail })}\n`)
}
