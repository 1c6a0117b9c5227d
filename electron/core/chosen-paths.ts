import { dirname, extname, resolve } from 'node:path'
import type { FolderUse } from '../../shared/contract/computer.ts'
import type { Call, Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'

const titles: Record<FolderUse, string> = {
  open: 'The folder of the vault',
  make: 'Where the vault is made',
  restore: 'Where the vault is restored to',
  backup: 'The folder of the backup',
}

/** Asks the person for a folder. One for a vault to be made in is added to `chosen`. Fails with MISSING_RUNTIME. */
export async function chooseFolder(
  { chooseFolder: ask }: Pick<Ports, 'chooseFolder'>,
  use: FolderUse,
  chosen: Set<string>,
): Promise<Output<'app.chooseFolder'>> {
  if (!ask)
    throw new HoldfastError('MISSING_RUNTIME', 'There is no screen on which a folder can be chosen.', 'Type its path.')
  const folder = await ask(titles[use], use)
  if (folder !== null && (use === 'make' || use === 'restore')) chosen.add(resolve(folder))
  return { folder }
}

/**
 * A window is hostile: it may not choose where files are written. The command line is the person's own hand. What a
 * window may name are places to read from, and a vault's name in the folder that this computer keeps vaults in, or in one that the
 * person chose in the host's own dialog.
 */
export function refuseChosenPaths(
  { host, home }: Pick<Ports, 'host' | 'home'>,
  name: Call,
  input: object,
  chosen: ReadonlySet<string>,
): void {
  if (host !== 'browser' && host !== 'desktop') return
  const writes = 'out' in input ? input.out : makesVault(name) && 'dir' in input ? input.dir : undefined
  if (writes !== undefined) throw refusal('Leave the place to Holdfast; it says where the file lies.')
  const isHeld = (folder: string): boolean => folder === resolve(home) || chosen.has(folder)
  if (makesVault(name) && 'folder' in input && typeof input.folder === 'string' && !isHeld(resolve(input.folder)))
    throw refusal('Choose the folder in the system’s dialog, or make the vault by the command line.')
  if (name === 'vault.restore' && 'to' in input && !isVaultIn(isHeld, input.to))
    throw refusal(
      `Restore to a name in ${home}, or in a folder that you choose, that ends in .holdfast; or by the command line: \`holdfast vault restore\`.`,
    )
}

const takesPicked: ReadonlySet<Call> = new Set([
  'exhibit.add',
  'exhibit.twins',
  'form.import',
  'form.open',
  'import.legs',
  'ledger.anchor',
  'ledger.check',
  'ledger.token',
  'ledger.witness',
  'report.import',
  'report.take',
])

/** Nor does it read a file into the vault, or open one, that nobody picked or dropped. */
export function refuseUnpicked({ host, isPicked }: Pick<Ports, 'host' | 'isPicked'>, name: Call, input: object): void {
  if ((host !== 'browser' && host !== 'desktop') || !takesPicked.has(name)) return
  const { file = [], files = [], ca = [] } = input as Record<string, unknown>
  if ([file, files, ca].flat().every((path) => typeof path === 'string' && isPicked?.(path) === true)) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    'The window named a file that nobody picked or dropped.',
    'Choose the file again in the window.',
  )
}

const makesVault = (name: Call): boolean => name === 'vault.create' || name === 'vault.createSample'

const isVaultIn = (isHeld: (folder: string) => boolean, to: unknown): boolean =>
  typeof to === 'string' && isHeld(dirname(resolve(to))) && extname(to) === '.holdfast'

const refusal = (next: string): HoldfastError =>
  new HoldfastError('NOT_ALLOWED', 'The window may not choose where a file is written.', next)
