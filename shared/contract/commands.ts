import { catalogue } from '../kernel/catalogue.ts'

/** A command of the window: the menu it stands in, and its key. */
interface WindowCommand {
  /** The menu it stands in; commands stand there in the order of this table. */
  menu: 'app' | 'file' | 'go' | 'help'
  /** As KeyboardEvent names it, with `Mod+` for Ctrl (⌘ on a Mac). */
  key?: string
}

/**
 * All commands that reach over screens. The window says which of them can be done now; the menu of the desktop dims the
 * others, palette and keys leave them out.
 */
export const commands = {
  preferences: { menu: 'app', key: 'Mod+,' },
  'report.new': { menu: 'file', key: 'Mod+n' },
  import: { menu: 'file', key: 'Mod+Shift+o' },
  'packet.check': { menu: 'file' },
  'window.new': { menu: 'file', key: 'Mod+Shift+n' },
  'vault.new': { menu: 'file' },
  'vault.open': { menu: 'file', key: 'Mod+o' },
  print: { menu: 'file', key: 'Mod+p' },
  lock: { menu: 'file', key: 'Mod+l' },
  find: { menu: 'go', key: 'Mod+k' },
  '/queue': { menu: 'go', key: 'Mod+1' },
  '/cases': { menu: 'go', key: 'Mod+2' },
  '/tasks': { menu: 'go', key: 'Mod+3' },
  '/subjects': { menu: 'go', key: 'Mod+4' },
  '/ledger': { menu: 'go', key: 'Mod+5' },
  '/members': { menu: 'go', key: 'Mod+6' },
  '/settings': { menu: 'go', key: 'Mod+7' },
  '/vault': { menu: 'go' },
  about: { menu: 'help' },
  keys: { menu: 'help', key: '?' },
} as const satisfies Record<string, WindowCommand>

/** What each command is called: `label` in the menu, `says` in the palette and the list of keys. */
export const commandWords = catalogue({
  preferences: { label: 'Preferences…', says: 'preferences of this computer' },
  'report.new': { label: 'New report', says: 'new report' },
  import: { label: 'Import files…', says: 'import files' },
  'packet.check': { label: 'Check a packet…', says: 'check a packet' },
  'window.new': { label: 'New window', says: 'open another window' },
  'vault.new': { label: 'New vault…', says: 'make a vault' },
  'vault.open': { label: 'Open vault…', says: 'open another vault' },
  print: { label: 'Print…', says: 'print this screen' },
  lock: { label: 'Lock the vault', says: 'lock the vault' },
  find: { label: 'Find…', says: 'find a command, case or report' },
  '/queue': { label: 'Queue', says: 'go to the queue' },
  '/cases': { label: 'Cases', says: 'go to the cases' },
  '/tasks': { label: 'Tasks', says: 'go to the tasks' },
  '/subjects': { label: 'People & places', says: 'go to people and places' },
  '/ledger': { label: 'Ledger', says: 'go to the ledger' },
  '/members': { label: 'Members', says: 'go to the members' },
  '/settings': { label: 'Settings', says: 'go to the settings' },
  '/vault': { label: 'Vault', says: 'vault, passphrase and recovery sheet' },
  about: { label: 'About Holdfast', says: 'about Holdfast: version and licences' },
  keys: { label: 'Keys of this screen', says: 'show the keys of this screen' },
})

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
