import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { languages, mostIdleMinutes, themes } from '../../shared/contract/computer.ts'

const Place = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
})
/** Where a window was: outer bounds in the system's own pixels. */
export type Place = z.infer<typeof Place>

const Remembered = z.object({
  theme: z.enum(themes).catch('system'),
  /** The language of fixed words. */
  language: z.enum(languages).catch('en'),
  /** Chromium's zoom level: each step is 20 %. */
  zoom: z.number().min(-3).max(5).catch(0),
  /** Whether the vault is locked with the computer. */
  lockWithSystem: z.boolean().catch(true),
  /** Whether pictures of the screen and shared screens leave the window out, where the system can. */
  hideFromCapture: z.boolean().catch(false),
  /** Minutes without use before the vault locks itself; null: nobody chose. */
  idleMinutes: z.number().min(0).max(mostIdleMinutes).nullable().catch(null),
  /** The window's place on each display, and the display that it was on last. */
  places: z.record(z.string(), Place).catch({}),
  display: z.string().nullable().catch(null),
})
type Remembered = z.infer<typeof Remembered>

/** What this computer remembers of the window. Nothing in it comes from a vault. */
export interface Remembering {
  get(): Remembered
  set(change: Partial<Remembered>): void
}

/** Remembers in a file. One that cannot be read counts as none, one that cannot be written is said and not remembered. */
export function rememberIn(file: string): Remembering {
  let now = Remembered.parse(read(file))
  return {
    get: () => now,
    set(change) {
      now = { ...now, ...change }
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.new`, JSON.stringify(now), { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch {
        process.stderr.write(`{"holdfast":"what the window remembers could not be written"}\n`)
      }
    },
  }
}

function read(file: string): unknown {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}
