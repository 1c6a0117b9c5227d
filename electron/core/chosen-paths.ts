import { dirname, extname, resolve } from 'node:path'
import type { Call } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'

/**
 * A window is hostile: it may not choose where files are written. The command line is the person's own hand. What a
 * window may name are places to read from, and a new vault's name in the folder that this computer keeps vaults in.
 */
export function refuseChosenPaths({ host, home }: Pick<Ports, 'host' | 'home'>, name: Call, input: object): void {
  if (host !== 'browser' && host !== 'desktop') return
  const writes = 'out' in input ? input.out : makesVault(name) && 'dir' in input ? input.dir : undefined
  if (writes !== undefined) throw refusal('Leave the place to Holdfast; it says where the file lies.')
  if (name === 'vault.restore' && 'to' in input && !isVaultIn(home, input.to))
    throw refusal(
      `Restore to a name in ${home} that ends in .holdfast, or by the command line: \`holdfast vault restore\`.`,
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

const isVaultIn = (home: string, to: unknown): boolean =>
  typeof to === 'string' && dirname(resolve(to)) === resolve(home) && extname(to) === '.holdfast'

const refusal = (next: string): HoldfastError =>
  new HoldfastError('NOT_ALLOWED', 'The window may not choose where a file is written.', next)
