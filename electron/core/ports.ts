import type { FolderUse, LookedForUpdate, Part, Preferences, Updates } from '../../shared/contract/computer.ts'

/** A disposable child process; messages are structured clones, so `Uint8Array` keeps its bytes. */
export interface Child {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process has ended for whatever reason; `why` is its code or signal. */
  onExit(listener: (why: string) => void): void
  kill(): void
}

/**
 * Starts a process that runs a module of ours. `memory` is the limit of its JavaScript heap in MB. `confined`: it parses
 * what came from outside, so it gets whatever else the host can take from it (docs/threat-model.md says what that is).
 */
export interface SpawnChild {
  spawn(entry: URL, options: { memory: number; confined?: boolean }): Child
}

/** Looking for releases over the network, which a process of the host's own does. */
export interface Updating {
  get(): Promise<Updates>
  /**
   * Null: nowhere any more. An address counts once the person has said so in a dialog of the host, which a page cannot answer.
   * Fails with INVALID_INPUT.
   */
  set(address: string | null): Promise<void>
  /** Looks at once. Fails with what keeps it from that. */
  look(): Promise<LookedForUpdate>
}

/** What the core needs from the world. A test gives its own clock and randomness; a host gives its own window. */
export interface Ports {
  host: 'browser' | 'desktop' | 'cli' | 'test'
  version: string
  /** Folder in which new vaults are made by default and where the list of known vaults lies. Absolute path. */
  home: string
  /** Folder of the sample case and the packet templates (`resources/`). Absolute path. */
  resources: string
  /** List of the packages that the program is made of, with their licences, as the build wrote it. Absolute path. */
  licences: string
  /** What shows the window, with versions; left out where there is none. */
  windowParts?: (() => Promise<Part[]>) | undefined
  /** How the typesetting process is started. `entry` is its module where the product is bundled. */
  typesetting: { children: SpawnChild; entry?: URL | undefined; fontFolder?: string | undefined }
  /** The built script and style of the page that a report form is. Fails with MISSING_RUNTIME. */
  reportForm(): Promise<{ script: string; style: string }>
  /** How files from outside are read: its module where the product is bundled, and milliseconds for one file. */
  reading?: { entry?: URL | undefined; timeLimit?: number | undefined } | undefined
  /** How a process is started that checks or encrypts a copy of a database; `entry` as above. */
  databases: { children: SpawnChild; entry?: URL | undefined }
  /**
   * Where the newest signed head of each vault is remembered outside of the vault's folder: a folder that is put back
   * to an older state is seen by it. `read` gives undefined where nothing is known, and rejects when it cannot tell.
   */
  heads: { read(vaultId: string): Promise<string | undefined>; write(vaultId: string, note: string): Promise<void> }
  /** Minutes without use after which an open vault locks itself; 0: never. */
  idleMinutes: number
  /** Cost of new key slots; left out: the default. Tests take the floor. */
  kdf?: { memoryKiB: number; passes: number; lanes: number } | undefined
  clock: {
    /** Milliseconds since 1970, UTC. */
    now(): number
    /** The computer's IANA time zone. */
    zone: string
  }
  random(bytes: number): Uint8Array<ArrayBuffer>
  /** Program faults for the person who maintains the program; never case content, never secrets. */
  log(event: string, detail?: Record<string, string | number>): void
  /** Shows a notice of the system; it never holds a word of a case. `place` is for the window, when a person clicks on it. */
  notify(title: string, body: string, place: string): void
  /**
   * Lets the person at the screen choose a folder, in a dialog of the host that a page cannot answer; null when they chose
   * none. Left out where there is no screen.
   */
  chooseFolder?: ((title: string, use?: FolderUse) => Promise<string | null>) | undefined
  /** What is set for this computer, of what the host can do; left out where there is no window. */
  preferences?: { get(): Promise<Preferences>; set(change: Preferences): Promise<void> } | undefined
  /** Left out where the window does not look for updates. */
  updates?: Updating | undefined
  /** Whether the person at the window picked or dropped this file there; left out where there is no window. */
  isPicked?: ((path: string) => boolean) | undefined
  /**
   * Where plain copies wait to be dragged to another program, absolute path of a folder that no other program of ours uses;
   * left out where nothing can be dragged.
   */
  outgoing?: string | undefined
  /** Shows a file in the system's file manager. */
  showFile(path: string): Promise<void>
}
