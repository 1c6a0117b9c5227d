import { dirname, extname, resolve } from 'node:path'
import type { FolderUse } from '../../shared/contract/computer.ts'
import { contract, type Call, type Output } from '../../shared/contract/contract.ts'
import type { PathRule } from '../../shared/contract/define.ts'
import { pathsIn } from '../../shared/contract/paths.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'
import type { Written } from './written.ts'

const titles: Record<FolderUse, string> = {
  open: 'The folder of the vault',
  make: 'Where the vault is made',
  restore: 'Where the vault is restored to',
  backup: 'The folder of the backup',
  keep: 'The folder to keep as evidence',
}

/** Asks the person for a folder. One for a vault to be made in, or to be kept, is added to its set. Fails with MISSING_RUNTIME. */
export async function chooseFolder(
  { chooseFolder: ask }: Pick<Ports, 'chooseFolder'>,
  use: FolderUse,
  { chosen, toKeep }: { chosen: Set<string>; toKeep: Set<string> },
): Promise<Output<'app.chooseFolder'>> {
  if (!ask)
    throw new HoldfastError('MISSING_RUNTIME', 'There is no screen on which a folder can be chosen.', 'Type its path.')
  const folder = await ask(titles[use], use)
  if (folder !== null && (use === 'make' || use === 'restore')) chosen.add(resolve(folder))
  if (folder !== null && use === 'keep') toKeep.add(resolve(folder))
  return { folder }
}

/** Paths that became known in this session: folders that the person chose for a vault, files that were written. */
export interface KnownPaths {
  chosen: ReadonlySet<string>
  /** Folders that were chosen to be kept, of which any file may be read. */
  toKeep: ReadonlySet<string>
  written: Pick<Written, 'require'>
}

type PathPorts = Pick<Ports, 'host' | 'home' | 'isPicked'>
type Check = (path: string, ports: PathPorts, known: KnownPaths) => void

const isHeld = (folder: string, { home }: PathPorts, { chosen }: KnownPaths): boolean =>
  folder === resolve(home) || chosen.has(folder)

/** How each rule of the contract judges a path that a window names, which is taken for hostile; null: it may name any. */
const judge: Record<PathRule, Check | null> = {
  typed: null,
  label: null,
  picked: (path, { isPicked }, { toKeep }) => {
    if (isPicked?.(path) === true || toKeep.has(resolve(path))) return
    throw new HoldfastError(
      'NOT_ALLOWED',
      'The window named a file that nobody picked or dropped.',
      'Choose the file again in the window.',
    )
  },
  written: () => refuse('Leave the place to Holdfast; it says where the file lies.'),
  home: (path, ports, known) => {
    if (!isHeld(resolve(path), ports, known))
      refuse('Choose the folder in the system’s dialog, or make the vault by the command line.')
  },
  'new-vault': (path, ports, known) => {
    if (!isHeld(dirname(resolve(path)), ports, known) || extname(path) !== '.holdfast')
      refuse(
        `Restore to a name in ${ports.home}, or in a folder that you choose, that ends in .holdfast; or by the command line: \`holdfast vault restore\`.`,
      )
  },
  shown: (path, _ports, { written }) => written.require(path),
}

function refuse(next: string): never {
  throw new HoldfastError('NOT_ALLOWED', 'The window may not choose where a file is written.', next)
}

/**
 * Fails with NOT_ALLOWED where a call's input names a path that the rule of its field does not allow. The command line is
 * the person's own hand: it may name any, but for one to be shown.
 */
export function refusePaths(ports: PathPorts, name: Call, input: object, known: KnownPaths): void {
  const { paths, input: schema } = contract[name]
  const { shape } = schema as { shape: Readonly<Record<string, unknown>> }
  const isWindow = ports.host === 'browser' || ports.host === 'desktop'
  for (const [field, rule] of Object.entries<PathRule>(paths)) {
    if (!isWindow && rule !== 'shown') continue
    for (const path of pathsIn(shape[field], (input as Readonly<Record<string, unknown>>)[field]))
      judge[rule]?.(path, ports, known)
  }
}
