import { basename, join, resolve } from 'node:path'
import type { Checked } from '../../shared/contract/contract.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import { HoldfastError, toFailure } from '../../shared/kernel/errors.ts'
import { readSchedule } from './audit/index.ts'
import { knownBlobs } from './exhibits/index.ts'
import { Ledger } from './ledger/index.ts'
import { isAllowed, membersView, readMember, readVault, type Workspace } from './members/index.ts'
import { keepAuthority, newAuthority } from './packet/index.ts'
import type { Ports } from './ports.ts'
import {
  changePassphrase,
  createVault,
  headerHash,
  quarantineStrangers,
  sha256,
  unlockVault,
  type Vault,
} from './vault/index.ts'
import { views } from './views.ts'

/** An open vault, its member at work in it, and what opening it put right. */
export interface Session {
  workspace: Workspace
  notices: string[]
}

type OnRecorded = (entries: number) => void

/** Makes a vault with its first member, its signing root and the first entry of its ledger, and opens it. */
export async function createSession(
  ports: Ports,
  input: Checked<'vault.create'>,
  onRecorded: OnRecorded,
): Promise<Session> {
  const dir = resolve(input.dir ?? join(ports.home, `${folderName(input.name)}.holdfast`))
  const at = ports.clock.now()
  let ledger: Ledger | undefined
  const begin = async (vault: Vault): Promise<void> => {
    const { header, keys } = vault
    const authority = await newAuthority(ports.random, new Date(at).toISOString(), header.id, input.name, input.member)
    const own = header.members.find(({ id }) => id === keys.member)
    ledger = new Ledger({ vault, views, now: ports.clock.now, onRecorded })
    ledger.transact(({ append }) => {
      keepAuthority(vault, authority)
      append(
        membersView,
        'vault.created',
        { subject: header.id },
        {
          vault: header.id,
          name: input.name,
          member: {
            id: keys.member,
            name: input.member,
            roles: ['administrator', 'investigator', 'supervisor'],
            ed25519: own?.ed25519 ?? '',
            x25519: own?.x25519 ?? '',
          },
          rootCertificate: Buffer.from(authority.rootCert).toString('base64'),
          headerHash: headerHash(header),
        },
      )
    })
  }
  const vault = await createVault(dir, input.passphrase, ports.random, at, begin, ports.kdf)
  return {
    workspace: workspaceOf(ports, vault, ledger ?? new Ledger({ vault, views, now: ports.clock.now, onRecorded })),
    notices: [],
  }
}

/** Unlocks a vault, checks that its ledger ends where it was signed last, and sets aside what a crash left. */
export async function unlockSession(
  ports: Ports,
  { dir, passphrase }: Checked<'vault.unlock'>,
  onRecorded: OnRecorded,
): Promise<Session> {
  let ledger: Ledger | undefined
  // The ledger opens before the header is settled: it is what knows which header is the newest.
  const vault = await unlockVault(resolve(dir), passphrase, ports.random, (opened, header) => {
    ledger ??= new Ledger({ vault: opened, views, now: ports.clock.now, onRecorded })
    return readVault(opened.store).headerHash === headerHash(header)
  })
  if (!ledger)
    throw new HoldfastError(
      'LEDGER_BROKEN',
      'The ledger of this vault did not open.',
      'Put the vault back from a backup.',
    )
  // In a vault that was tampered with nothing is moved: it is kept as it was found.
  if (ledger.fault) {
    return { workspace: workspaceOf(ports, vault, ledger), notices: [] }
  }
  return { workspace: workspaceOf(ports, vault, ledger), notices: await setAside(vault) }
}

/** Sets aside what a crash left among the blobs. That it cannot be moved is no reason to keep the vault shut. */
async function setAside({ dir, store }: Vault): Promise<string[]> {
  try {
    const moved = await quarantineStrangers(dir, knownBlobs(store))
    const files = `${moved} unfinished file${moved === 1 ? '' : 's'} of an interrupted ingest`
    return moved === 0 ? [] : [`${files} moved to “quarantine”; no exhibit is affected.`]
  } catch (thrown) {
    const { message } = toFailure(thrown)
    return [`Files of an interrupted ingest could not be moved to “quarantine”: ${message} No exhibit is affected.`]
  }
}

const workspaceOf = (ports: Ports, vault: Vault, ledger: Ledger): Workspace => ({
  vault,
  ledger,
  db: vault.store,
  member: readMember(vault.store, vault.keys.member),
  ports,
})

/** Changes the passphrase; the ledger records which header counts from now on. */
export async function changeSessionPassphrase(
  { vault, ledger, ports }: Workspace,
  { current, next }: Checked<'vault.changePassphrase'>,
): Promise<{ epoch: number }> {
  await changePassphrase(
    vault,
    current,
    next,
    (header) =>
      ledger.transact(({ append }) =>
        append(
          membersView,
          'vault.header-changed',
          { subject: header.id },
          { headerHash: headerHash(header), reason: 'passphrase-changed' },
        ),
      ),
    ports.kdf,
  )
  return { epoch: vault.header.epoch }
}

/** What the window and the command line show of an open vault. */
export function describeSession({ workspace, notices }: Session): VaultInfo {
  const { vault, ledger, db, member } = workspace
  const count = (table: string): number =>
    db.get<{ count: number }>(`select count(*) as count from ${table}`)?.count ?? 0
  const { name, rootCertificate } = readVault(db)
  const { size, root, at } = ledger.head()
  return {
    id: vault.header.id,
    name,
    dir: vault.dir,
    member,
    head: { size, root, at },
    rootFingerprint: sha256(Buffer.from(rootCertificate, 'base64')).toString('hex'),
    counts: {
      reports: count('report'),
      cases: count('case_file'),
      exhibits: count('exhibit'),
      packets: count('packet'),
    },
    notices,
    fault: ledger.fault ? `${ledger.fault.message} ${ledger.fault.next}` : null,
    auditDue: isAllowed(member.roles, 'ledger.read') ? readSchedule(workspace).due : null,
  }
}

/** A folder name that every file system takes, from the vault's name. */
function folderName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- file systems refuse them
  const cleaned = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/^[. ]+|[. ]+$/g, '')
  return cleaned === '' ? 'Vault' : basename(cleaned).slice(0, 80)
}
