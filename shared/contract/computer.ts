import { z } from 'zod'
import { english, pseudo } from '../kernel/catalogue.ts'
import { command, query, task } from './define.ts'
import { Line, Nothing } from './fields.ts'
import { PathText } from './paths.ts'

/** A program or library with its version, as it names itself. */
const Part = z.strictObject({ name: z.string(), version: z.string() })
export type Part = z.infer<typeof Part>

/** A package that Holdfast is made of, and the licence that it names. `texts`: how many licence texts it brings. */
const Packaged = z.strictObject({ name: z.string(), version: z.string(), licence: z.string(), texts: z.int() })
export type Packaged = z.infer<typeof Packaged>

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Languages of the window, by their BCP 47 tags. */
export const languages = [english, pseudo] as const
export type Language = (typeof languages)[number]

/** The longest time without use before a vault locks itself: a day. */
export const mostIdleMinutes = 1440

/** What a person sets for this computer. A host leaves out what it cannot do. */
const Preferences = z
  .strictObject({
    theme: z.enum(themes),
    /** The language of fixed words in the window; what is recorded stays as it was written. */
    language: z.enum(languages),
    /** Size of everything in the window, in percent of its actual size. */
    zoom: z.number().min(50).max(250),
    /** Whether the vault is locked when the computer is locked or sleeps. */
    lockWithSystem: z.boolean(),
    /** Whether pictures of the screen and shared screens leave the window out. */
    hideFromCapture: z.boolean(),
    /** Minutes without use after which an open vault locks itself; 0: never. */
    idleMinutes: z.number().min(0).max(mostIdleMinutes),
  })
  .partial()
export type Preferences = z.infer<typeof Preferences>

/** Where releases are looked for over the network. */
const Updates = z.strictObject({
  /** Of a folder with releases; null: nowhere, and no network is used. */
  address: z.string().nullable(),
  /** Which releases are taken there. */
  channel: z.enum(['stable', 'preview']),
  /** Whether this build has the keys by which a release is verified; without them none is looked for. */
  verifies: z.boolean(),
})
export type Updates = z.infer<typeof Updates>

/** A newer release was brought and verified, with the command that installs it; or what is installed is the newest. */
const LookedForUpdate = z.discriminatedUnion('done', [
  z.strictObject({ done: z.literal('current') }),
  z.strictObject({ done: z.literal('fetched'), version: z.string(), command: z.string() }),
])
export type LookedForUpdate = z.infer<typeof LookedForUpdate>

/** The longest address of a folder with releases, so that a person can read all of it when asked. */
export const longestAddress = 200

/** What a folder is chosen for: to open a vault, to make or restore one in it, as the backup to restore, or to keep what is in it. */
export const folderUses = ['open', 'make', 'restore', 'backup', 'keep'] as const
export type FolderUse = (typeof folderUses)[number]

/** Calls about the program and the computer that it runs on; none of them touches a vault. */
export const computerProcedures = {
  /** The version, what it runs on, and the packages that it is made of; null where this copy was built without their list. */
  'app.about': query(
    null,
    Nothing,
    z.strictObject({ version: z.string(), runs: z.array(Part), packages: z.array(Packaged).nullable() }),
  ),
  /** The licence texts that a package of `app.about` brings. Fails with NOT_FOUND. */
  'app.licence': query(
    null,
    z.strictObject({ name: Line, version: Line }),
    z.strictObject({ texts: z.array(z.string()) }),
  ),
  'app.preferences': query(null, Nothing, Preferences),
  /** Changes those that are given. Fails with NOT_ALLOWED for one that the host leaves out. */
  'app.setPreferences': command(null, Preferences, Preferences),
  /**
   * Asks the person at the screen for a folder, in the host's own dialog; null when they chose none. In a folder for `make` or
   * `restore` the window may then have a vault made. Fails with MISSING_RUNTIME where there is no such dialog.
   */
  'app.chooseFolder': task(
    null,
    z.strictObject({ use: z.enum(folderUses) }),
    z.strictObject({ folder: PathText.nullable() }),
  ),
  /** Null where the window does not look for updates; the command line does. */
  'app.updates': query(null, Nothing, Updates.nullable()),
  /**
   * Turns looking for updates off; or has the person at the screen asked, in the host's own dialog, whether to look there, and
   * gives what holds then. Fails with INVALID_INPUT for an address that is none, and NOT_ALLOWED where the window does not look.
   */
  'app.setUpdates': task(null, z.strictObject({ address: Line.max(longestAddress).nullable() }), Updates),
  /** Looks there now. Nothing is installed. Fails with UPDATE_FAILED, and NOT_ALLOWED where the window does not look. */
  'app.lookForUpdates': task(null, Nothing, LookedForUpdate),
}
