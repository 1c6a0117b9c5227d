/** Starts a disposable child process of ours and talks to it; each host has its own way. */
export interface ChildProcess {
  /** Structured-cloneable values only; `Uint8Array` keeps its bytes. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once; `code` is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** What the core needs from the world. A test gives its own clock and randomness; a host gives its own window. */
export interface Ports {
  host: 'browser' | 'desktop' | 'cli' | 'test'
  version: string
  /** Folder in which new vaults are made by default and where the list of known vaults lies. Absolute path. */
  home: string
  /** Folder of the sample case and the packet templates (`resources/`). Absolute path. */
  resources: string
  /** Minutes without use after which an open vault locks itself; 0: never. */
  idleMinutes: number
  clock: {
    /** Milliseconds since 1970, UTC. */
    now(): number
    /** The computer's IANA time zone. */
    zone: string
  }
  random(bytes: number): Uint8Array<ArrayBuffer>
  /** Program faults for the person who maintains the program; never case content, never secrets. */
  log(event: string, detail?: Record<string, string | number>): void
  /** Starts the typesetting child process. */
  spawnTypesetter(): ChildProcess
  /** Shows a file in the system's file manager. */
  showFile(path: string): Promise<void>
}
