/** A command of the window: what the menu, the palette and the keys call it, and its key. */
interface WindowCommand {
  /** The menu it stands in; commands stand there in the order of this table. */
  menu: 'app' | 'file' | 'go' | 'help'
  /** As the menu says it. */
  label: string
  /** As the palette and the list of keys say it. */
  says: string
  /** As KeyboardEvent names it, with `Mod+` for Ctrl (⌘ on a Mac). */
  key?: string
}

/**
 * All commands that reach over screens. The window says which of them can be done now; the menu of the desktop dims the
 * others, palette and keys leave them out.
 */
export const commands = {
  preferences: { menu: 'app', label: 'Preferences…', says: 'preferences of this computer', key: 'Mod+,' },
  'report.new': { menu: 'file', label: 'New report', says: 'new report', key: 'Mod+n' },
  import: { menu: 'file', label: 'Import files…', says: 'import files', key: 'Mod+Shift+o' },
  'packet.check': { menu: 'file', label: 'Check a packet…', says: 'check a packet' },
  'window.new': { menu: 'file', label: 'New window', says: 'open another window', key: 'Mod+Shift+n' },
  'vault.new': { menu: 'file', label: 'New vault…', says: 'make a vault' },
  'vault.open': { menu: 'file', label: 'Open vault…', says: 'open another vault', key: 'Mod+o' },
  print: { menu: 'file', label: 'Print…', says: 'print this screen', key: 'Mod+p' },
  lock: { menu: 'file', label: 'Lock the vault', says: 'lock the vault', key: 'Mod+l' },
  find: { menu: 'go', label: 'Find…', says: 'find a command, case or report', key: 'Mod+k' },
  '/queue': { menu: 'go', label: 'Queue', says: 'go to the queue', key: 'Mod+1' },
  '/cases': { menu: 'go', label: 'Cases', says: 'go to the cases', key: 'Mod+2' },
  '/tasks': { menu: 'go', label: 'Tasks', says: 'go to the tasks', key: 'Mod+3' },
  '/subjects': { menu: 'go', label: 'People & places', says: 'go to people and places', key: 'Mod+4' },
  '/ledger': { menu: 'go', label: 'Ledger', says: 'go to the ledger', key: 'Mod+5' },
  '/members': { menu: 'go', label: 'Members', says: 'go to the members', key: 'Mod+6' },
  '/settings': { menu: 'go', label: 'Settings', says: 'go to the settings', key: 'Mod+7' },
  '/vault': { menu: 'go', label: 'Vault', says: 'vault, passphrase and recovery sheet' },
  about: { menu: 'help', label: 'About Holdfast', says: 'about Holdfast: version and licences' },
  keys: { menu: 'help', label: 'Keys of this screen', says: 'show the keys of this screen', key: '?' },
} as const satisfies Record<string, WindowCommand>

export type CommandId = keyof typeof commands

export const commandIds = Object.keys(commands) as CommandId[]

/** Whether a text is the name of a command. */
export const isCommand = (text: unknown): text is CommandId => typeof text === 'string' && Object.hasOwn(commands, text)

/** What the desktop asks of its page. */
export type Asked =
  | { kind: 'command'; command: CommandId }
  /** The person clicked on a notice; `place` is what the core gave with it (DuePlace). */
  | { kind: 'due'; place: string }
  /** What is set for this computer was changed. */
  | { kind: 'preferences' }
  /** The person opened these with Holdfast: files to import, and a vault's folder. */
  | { kind: 'open'; files: string[]; vault: string | null }

/** The desktop around a page, as the page sees it. */
export interface Desktop {
  /** Says which commands can be done now. */
  offer(commands: readonly CommandId[]): void
  /** Begins to drag a copy that `exhibit.dragOut` wrote; called while a person drags. */
  drag(file: string): void
  /** Says how much of what the member at work has is late, for the app's icon; 0 while no vault is open. */
  late(count: number): void
  /** Says that a secret was copied: SHA-256 of its words with single spaces between them, hexadecimal. */
  secretCopied(digest: string): void
  /** What the menu and the system ask of the page; what was asked before is told at once. */
  onAsked(listener: (asked: Asked) => void): void
}
