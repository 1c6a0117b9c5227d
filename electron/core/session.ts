import { join, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Checked, Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import { HoldfastError, toFailure } from '../../shared/kernel/errors.ts'
import { showOccurred } from '../../shared/kernel/show.ts'
import { inZone } from '../../shared/kernel/time.ts'
import { OutsideHead } from './record/anchors/index.ts'
import { readSchedule } from './audit/index.ts'
import { knownBlobs } from './casework/exhibits/index.ts'
import { Ledger, olderViews, refreshViews, refreshViewsSlowly } from './record/ledger/index.ts'
import {
  isAllowed,
  membersView,
  permissionsOf,
  readMember,
  readVault,
  recordFailedAttempts,
  type Workspace,
} from './record/members/index.ts'
import { firstSeen, judgeBy, knownIdentity, rememberIdentity, unreadIdentity, unseenBy } from './identities.ts'
import { finishBuilding } from './release/packet/index.ts'
import { keepKey, newRoot } from './sign/index.ts'
import type { Ports } from './ports.ts'
import { removeDestroyedBlobs } from './release/retention/index.ts'
import { throttled, type Failed } from './throttle.ts'
import {
  createVault,
  diskName,
  fingerprintOf,
  headerHash,
  plantedIn,
  quarantineStrangers,
  sha256,
  unlockVault,
  type Credential,
  type KnownForm,
  type Vault,
} from './record/vault/index.ts'
import { recordCompared, upgrade, upgradeOf } from './upgrade.ts'
import { views } from './views.ts'

/** An open vault, its member at work in it, and what opening it put right. */
export interface Session {
  workspace: Workspace
  notices: string[]
  outside: OutsideHead
  /** Why it is open for reading only until its fingerprint was compared; undefined where that is not asked. */
  unseen?: HoldfastError | undefined
  /** That the fingerprint of a vault of an earlier form was compared; the upgrade puts it on record. */
  compared?: boolean
}

export type OnRecorded = (entries: number) => void

/** Makes a vault with its first member, its signing root and the first entry of its ledger, and opens it. */
export async function createSession(
  ports: Ports,
  input: Checked<'vault.create'>,
  onRecorded: OnRecorded,
): Promise<Session> {
  const dir = resolve(input.dir ?? join(input.folder ?? ports.home, diskName(input.name, { after: '.holdfast' })))
  const at = ports.clock.now()
  let ledger: Ledger | undefined
  let outside: OutsideHead | undefined
  const recorded: OnRecorded = (entries) => {
    outside?.changed()
    onRecorded(entries)
  }
  const begin = async (vault: Vault): Promise<void> => {
    const { header, keys } = vault
    const root = await newRoot({ id: header.id, name: input.name }, new Date(at).toISOString(), ports.random(16))
    const own = header.members.find(({ id }) => id === keys.member)
    ledger = new Ledger({ vault, views, now: ports.clock.now, onRecorded: recorded })
    ledger.transact(({ append }) => {
      keepKey(vault, { key: 'root', member: keys.member }, own?.x25519 ?? '', root.rootPrivateKeyPkcs8)
      root.rootPrivateKeyPkcs8.fill(0)
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
          rootCertificate: Buffer.from(root.rootCert).toString('base64'),
          headerHash: headerHash(header),
          identity: header.identity,
        },
      )
    })
  }
  const vault = await createVault(dir, input.passphrase, [input.name, input.member], ports.random, at, begin, ports.kdf)
  ledger ??= new Ledger({ vault, views, now: ports.clock.now, onRecorded: recorded })
  const workspace = workspaceOf(ports, vault, ledger)
  outside = new OutsideHead(workspace)
  await rememberIdentity(ports, vault.header)
  return { workspace, notices: await outside.compare(), outside }
}

/** Unlocks a vault, checks that its ledger ends where it was signed last, and sets aside what a crash left. */
export const unlockSession = (
  ports: Ports,
  { dir, passphrase }: Checked<'vault.unlock'>,
  onRecorded: OnRecorded,
  context?: CallContext,
): Promise<Session> => openSession(ports, resolve(dir), { passphrase }, onRecorded, context)

/**
 * Opens a vault by what is given. `context` is told how far the tables of a vault of an earlier form are, and may stop that
 * (CANCELLED): the vault is shut then, and nothing of it was changed.
 */
export const openSession = (
  ports: Ports,
  dir: string,
  given: Credential,
  onRecorded: OnRecorded,
  context?: CallContext,
): Promise<Session> =>
  throttled(ports, dir, async (failed) => {
    const session = await openSettled(ports, dir, given, onRecorded, context ? watchedForm(context) : knownForm)
    return failed ? { ...session, notices: [...session.notices, noteFailed(session.workspace, failed)] } : session
  })

/** Puts attempts that failed before on record. That they cannot be recorded is no reason to keep the vault shut. */
function noteFailed(workspace: Workspace, { count, since }: Failed): string {
  const { zone } = workspace.ports.clock
  const tried = `${count} failed attempt${count === 1 ? '' : 's'} to open this vault since ${showOccurred(inZone(since, zone))}`
  try {
    recordFailedAttempts(workspace, { count, since })
    return `${tried}. If that was not you, somebody else tried.`
  } catch {
    return `${tried}; that could not be recorded.`
  }
}

/** What a vault is judged by before it is opened. */
export const knownForm: KnownForm = {
  older: (db) => olderViews(db, views),
  bringUp: (copy) => void refreshViews(copy, views),
  headerHash: (db) => readVault(db).headerHash,
}

/** The same for somebody who waits for it. */
const watchedForm = ({ signal, progress }: CallContext): KnownForm => ({
  ...knownForm,
  bringUp: (copy) =>
    refreshViewsSlowly(copy, views, async ({ done, total }) => {
      progress({ stage: 'Reading an earlier form: entries', done, total, unit: 'entries' })
      await breathe()
      if (signal.aborted) throw notOpened()
    }),
  watched: {
    signal,
    onCopied: (done, total) =>
      progress({ stage: 'Reading an earlier form: a private copy', done, total, unit: 'bytes' }),
  },
})

const notOpened = (): HoldfastError =>
  new HoldfastError(
    'CANCELLED',
    'Opening was cancelled; the vault is shut, and nothing of it was changed.',
    'Open it again when it suits.',
  )

async function ledgerOf(vault: Vault, ports: Ports, onRecorded: OnRecorded): Promise<Ledger> {
  try {
    return new Ledger({ vault, views, now: ports.clock.now, onRecorded })
  } catch (thrown) {
    await vault.close()
    throw thrown
  }
}

async function openSettled(
  ports: Ports,
  dir: string,
  given: Credential,
  onRecorded: OnRecorded,
  form: KnownForm,
): Promise<Session> {
  let outside: OutsideHead | undefined
  const recorded: OnRecorded = (entries) => {
    outside?.changed()
    onRecorded(entries)
  }
  const vault = await unlockVault(dir, given, ports.random, form, judgeBy(ports)).catch((thrown: unknown) => {
    throw thrown instanceof HoldfastError && thrown.code === 'CANCELLED' ? notOpened() : thrown
  })
  const ledger = await ledgerOf(vault, ports, recorded)
  // In a vault that was tampered with, or put back, nothing is moved: it is kept as it was found.
  const workspace = workspaceOf(ports, vault, ledger)
  outside = new OutsideHead(workspace)
  const { header } = vault
  const known = (await knownIdentity(ports.home, header.id)) !== undefined
  const unseen = await unseenBy(ports, vault)
  const notices = [...passedOver(ledger), ...(await outside.compare(unseen))]
  await holdPlanted(vault, ledger)
  if (!ledger.fault) {
    notices.push(...(await setAside(vault)), ...(await finishBuilding(workspace)))
    const unread = await unreadIdentity(ports, header)
    notices.push(...unread)
    if (!known && !unseen && !outside.seen && unread.length === 0) notices.push(firstSeen(header))
    if (!known) await rememberIdentity(ports, header)
  }
  return { workspace, notices, outside, unseen }
}

/**
 * On record that the fingerprint was compared, from which on the vault is worked in here; in a vault of an earlier form it
 * is recorded by the upgrade. Fails with CONFLICT.
 */
export async function acceptFingerprint(
  session: Session,
  { fingerprint }: Checked<'vault.acceptFingerprint'>,
): Promise<void> {
  const { workspace, unseen } = session
  const { ledger, vault, ports } = workspace
  const { sha256: own } = fingerprintOf(vault.header)
  if (unseen === undefined || (ledger.fault !== unseen && !vault.reading)) {
    throw new HoldfastError(
      'CONFLICT',
      'This computer knows this vault already.',
      'There is nothing to accept; work on.',
    )
  }
  if (fingerprint !== own) {
    throw new HoldfastError(
      'CONFLICT',
      `The fingerprint given is not that of this vault, which is ${own}.`,
      'If you have it from somebody who has the vault open, this is another vault: lock it, and keep the folder as it is.',
    )
  }
  if (vault.reading) {
    if (ledger.fault === unseen) ledger.resume(() => undefined)
    session.compared = true
    return
  }
  ledger.resume(() => ledger.transact((transaction) => recordCompared(vault, transaction)))
  await rememberIdentity(ports, vault.header)
}

/** Says which entries are in no table, where all tables were made anew. */
function passedOver({ passedOver: seqs }: Ledger): string[] {
  const [first, ...more] = seqs
  if (first === undefined) return []
  const others = more.length === 0 ? '' : ` and ${more.length} more`
  return [
    `What entry ${first}${others} recorded is shown nowhere: it does not have the form of its type, or the type is not known here. Audit the vault.`,
  ]
}

/** A vault with a link in the place of one of its folders takes nothing: what is kept would lie somewhere else. */
async function holdPlanted({ dir }: Vault, ledger: Ledger): Promise<void> {
  const found = (await plantedIn(dir, false)).find(({ leadsOut }) => leadsOut)
  if (!found || ledger.fault) return
  ledger.suspend(
    new HoldfastError(
      'VAULT_DAMAGED',
      `${found.name} in the vault’s folder is ${found.found}, not a folder: what is kept there would lie outside of the vault.`,
      'Find out who put it there, lock the vault, move the link away with its folder put in its place, and unlock again.',
    ),
  )
}

/** Sets aside what a crash left among the blobs. That it cannot be moved is no reason to keep the vault shut. */
async function setAside(vault: Vault): Promise<string[]> {
  const { dir, store } = vault
  try {
    await removeDestroyedBlobs(vault)
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

/** The same session on a vault that was opened anew, under another key. */
export async function reopened(
  session: Session,
  vault: Vault,
  onRecorded: OnRecorded,
  accepted = false,
): Promise<Session> {
  const { ports } = session.workspace
  await session.outside.flush()
  const recorded: OnRecorded = (entries) => {
    outside.changed()
    onRecorded(entries)
  }
  const workspace = workspaceOf(ports, vault, new Ledger({ vault, views, now: ports.clock.now, onRecorded: recorded }))
  const outside = new OutsideHead(workspace)
  // What is known outside was accepted as another history: this one is kept there from now on.
  if (accepted) outside.changed()
  const found = accepted ? [] : await outside.compare()
  return { workspace, notices: [...session.notices, ...found], outside }
}

/** Upgrades the vault of a session and returns the session that goes on, also where that failed; see `upgrade`. */
export async function upgradeSession(
  session: Session,
  input: Checked<'vault.upgrade'>,
  onRecorded: OnRecorded,
  context: CallContext,
): Promise<{ session: Session; done: Omit<Output<'vault.upgrade'>, 'identity'>; failure?: unknown }> {
  const { vault, ...upgraded } = await upgrade(session, input, knownForm, context)
  const compared = upgraded.failure === undefined ? undefined : session.compared
  const accepted = session.outside.finding !== null && upgraded.failure === undefined
  const after = await reopened({ ...session, notices: [] }, vault, onRecorded, accepted)
  return { session: { ...after, ...(compared ? { compared } : {}) }, ...upgraded }
}

/** What the window and the command line show of an open vault. */
/** Whether how much a vault holds is for the member at work to know. */
const sees = ({ vault, member: { roles } }: Workspace): boolean =>
  !vault.keys.invited && (isAllowed(roles, 'report.read') || isAllowed(roles, 'ledger.read'))

export function describeSession({ workspace, notices, outside, unseen }: Session): VaultInfo {
  const { vault, ledger, db, member } = workspace
  const count = (table: string): number =>
    db.get<{ count: number }>(`select count(*) as count from ${table}`)?.count ?? 0
  const { name, rootCertificate } = readVault(db)
  const { size, root, at } = ledger.head()
  return {
    id: vault.header.id,
    form: vault.header.version,
    fingerprint: fingerprintOf(vault.header),
    mustCompare: unseen !== undefined && ledger.fault === unseen,
    name,
    dir: vault.dir,
    member,
    permissions: permissionsOf(member.roles),
    head: { size, root, at },
    rootFingerprint: sha256(Buffer.from(rootCertificate, 'base64')).toString('hex'),
    mustAccept: vault.keys.invited,
    counts: sees(workspace)
      ? {
          reports: count('report'),
          cases: count('case_file'),
          exhibits: count('exhibit'),
          packets: count('packet'),
        }
      : null,
    notices,
    upgrade: upgradeOf(workspace),
    fault: ledger.fault ? `${ledger.fault.message} ${ledger.fault.next}` : null,
    outside: outside.finding,
    auditDue: isAllowed(member.roles, 'ledger.read') ? readSchedule(workspace).due : null,
  }
}
