import { resolve } from 'node:path'
import type { Alone, Checked, Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../shared/kernel/errors.ts'
import { responsibilities } from './features.ts'
import {
  membersView,
  namesIn,
  owesRenewal,
  recordHeaderChange,
  relieve,
  requireRevocable,
  sheetText,
  successorOf,
} from './record/members/index.ts'
import { revokeCertificates } from './sign/index.ts'
import type { Ports } from './ports.ts'
import { giveNewKeys, hasSheet, requireSheetChoice, type NewKeys } from './rotation.ts'
import { acceptFingerprint, openSession, upgradeSession, type OnRecorded, type Session } from './session.ts'
import { throttled } from './throttle.ts'
import {
  acceptInvitation,
  fingerprintOf,
  headerHash,
  makeRecoverySheet,
  requireOwnPassphrase,
  requireStrong,
  setPassphrase,
} from './record/vault/index.ts'

interface Done<K extends Alone> {
  session: Session
  output: Output<K>
  /** Whether the member at work gets a certificate at once where they can issue it, and not when it is needed first. */
  certificate?: true
  /** Why it failed, where the session had to be opened anew for that. */
  failure?: unknown
}

/** What gives the vault or a member other keys: it works alone on the vault, and may leave a session on it opened anew. */
type Acts = {
  [K in Alone]: (session: Session, input: Checked<K>, onRecorded: OnRecorded, context: CallContext) => Promise<Done<K>>
}

/** Records that a header counts, without more: the entry that brings the keys follows. */
const headerChanged =
  ({ workspace }: Session, reason: 'passphrase-changed' | 'recovery-sheet-made' | 'recovered'): NewKeys['record'] =>
  ({ append }, { headerHash: hash }) => {
    const { id } = workspace.vault.header
    append(membersView, 'vault.header-changed', { subject: id }, { headerHash: hash, reason })
    return false
  }

/** Guessing at an open vault is slowed down as at a locked one. Fails with WRONG_PASSPHRASE or TOO_MANY_ATTEMPTS. */
const provePassphrase = ({ ports, vault }: Session['workspace'], passphrase: string): Promise<void> =>
  throttled(ports, vault.dir, () => requireOwnPassphrase(vault, passphrase), false)

/** Brings the vault to today's form, and gives it its identity where it has none and a choice about the sheet was made. */
const upgrade: Acts['vault.upgrade'] = async (session, input, onRecorded, context) => {
  const { session: after, done, failure } = await upgradeSession(session, input, onRecorded, context)
  const output = { ...done, identity: null }
  if (failure !== undefined) return { session: after, output, failure }
  onRecorded(1)
  const { header, keys } = after.workspace.vault
  if (header.identity) return { session: after, output: { ...done, identity: identityOf(after) } }
  if (input.sheet === undefined || !keys.door) return { session: after, output }
  try {
    const given = await identify(after, input.sheet, onRecorded, context)
    return { session: given.session, output: { ...done, identity: identityOf(given.session, given) } }
  } catch (thrown) {
    return { session: after, output, failure: withoutIdentity(thrown, done.backup) }
  }
}

export const keyActs: Acts = {
  'vault.rekey': async (session, { sheet }, onRecorded, context) => {
    const { id } = session.workspace.vault.header
    const record: NewKeys['record'] = ({ append }, about) => {
      append(membersView, 'vault.rekeyed', { subject: id }, about)
      return false
    }
    const done = await giveNewKeys(session, { reason: 'rekeyed', sheet, record }, onRecorded, context)
    return { session: done.session, output: { epoch: epochOf(done.session), renewed: done.renewed, sheet: done.sheet } }
  },

  'vault.giveIdentity': async (session, { sheet }, onRecorded, context) => {
    const { vault } = session.workspace
    if (vault.header.identity) {
      throw new HoldfastError('ALREADY_DONE', 'This vault has its identity.', 'Nothing was changed.')
    }
    const done = await identify(session, sheet, onRecorded, context)
    const fingerprint = fingerprintOf(done.session.workspace.vault.header)
    return { session: done.session, output: { epoch: epochOf(done.session), fingerprint, sheet: done.sheet } }
  },

  'vault.changePassphrase': async (session, { current, next, keepKeys, sheet }, onRecorded, context) => {
    const { workspace } = session
    const { vault, ports } = workspace
    await requireStrong(next, namesIn(workspace))
    if (keepKeys || !vault.header.identity) {
      const record = recordHeaderChange(workspace, 'passphrase-changed')
      const prove = (): Promise<void> => provePassphrase(workspace, current)
      await setPassphrase(vault, next, namesIn(workspace), record, ports.kdf, prove)
      return { session, output: { epoch: epochOf(session), renewed: false, sheet: null } }
    }
    requireSheetChoice(vault, sheet)
    await provePassphrase(workspace, current)
    const record = headerChanged(session, 'passphrase-changed')
    const done = await giveNewKeys(
      session,
      { reason: 'passphrase', passphrase: next, sheet, record },
      onRecorded,
      context,
    )
    return { session: done.session, output: { epoch: epochOf(done.session), renewed: true, sheet: done.sheet } }
  },

  'vault.newRecoverySheet': async (session, { passphrase }, onRecorded, context) => {
    const { workspace } = session
    const { vault } = workspace
    await provePassphrase(workspace, passphrase)
    if (vault.header.identity && hasSheet(vault)) {
      const record = headerChanged(session, 'recovery-sheet-made')
      const done = await giveNewKeys(session, { reason: 'sheet', sheet: 'next', record }, onRecorded, context)
      if (!done.sheet) throw new Error('a sheet was asked for')
      return { session: done.session, output: done.sheet }
    }
    const sheet = await makeRecoverySheet(vault, recordHeaderChange(workspace, 'recovery-sheet-made'))
    return { session, output: sheetText(workspace, sheet) }
  },

  'member.revoke': async (session, { member, reason, handOverTo, sheet }, onRecorded, context) => {
    const { workspace } = session
    if (workspace.ledger.fault) throw workspace.ledger.fault
    const found = requireRevocable(workspace, member)
    const leaving = { member: found, roles: [], handOverTo }
    // Before the long work of a new key begins.
    successorOf(workspace.db, responsibilities, leaving)
    const record: NewKeys['record'] = (transaction, about) => {
      relieve(transaction, responsibilities, leaving, `${found.name} was revoked: ${reason}`)
      const payload = { member: found.id, reason, ...about }
      transaction.append(membersView, 'member.revoked', { subject: found.id }, payload)
      revokeCertificates(transaction, found.id, reason)
      return false
    }
    const stays = (id: string): boolean => id !== found.id
    const done = await giveNewKeys(session, { reason: 'revoked', stays, sheet, record }, onRecorded, context)
    const { id, name } = found
    const output = { member: id, name, epoch: epochOf(done.session), renewed: done.renewed, sheet: done.sheet }
    return { session: done.session, output }
  },

  'vault.upgrade': async (...asked) => ({ ...(await upgrade(...asked)), certificate: true }),

  /** The invited member at work chooses a passphrase and gets keys of their own. Fails with ALREADY_DONE. */
  'member.accept': async (session, { passphrase }, onRecorded, context) => {
    const { workspace } = session
    const { vault, ledger, member, ports } = workspace
    if (!vault.keys.invited) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${member.name} is a member already and has a passphrase.`,
        'Change it on the vault page; nothing was changed.',
      )
    }
    const output = { name: member.name }
    const about = namesIn(workspace)
    await requireStrong(passphrase, about)
    if (!vault.header.identity) {
      await acceptInvitation(
        vault,
        passphrase,
        about,
        (header, keys) =>
          ledger.transact(({ append }) =>
            append(
              membersView,
              'member.activated',
              { subject: member.id },
              { member: member.id, ...keys, headerHash: headerHash(header) },
            ),
          ),
        ports.kdf,
      )
      return { session, certificate: true, output }
    }
    const record: NewKeys['record'] = ({ append }, { headerHash: hash }, renewed) => {
      if (!renewed) return false
      append(membersView, 'member.activated', { subject: member.id }, { ...renewed.admission, headerHash: hash })
      return true
    }
    // The words of the invitation, with an old vault.json, would still give the vault key: so it changes too.
    const done = await giveNewKeys(
      session,
      { reason: 'passphrase', passphrase, sheet: 'none', record },
      onRecorded,
      context,
    )
    return { session: done.session, certificate: true, output }
  },
}

/** Gives a vault of an older form its identity. Fails with CONFLICT, CANCELLED, DISK_FULL or IO, with everything as it was. */
function identify(
  session: Session,
  sheet: NewKeys['sheet'],
  onRecorded: OnRecorded,
  context: CallContext,
): ReturnType<typeof giveNewKeys> {
  const { id } = session.workspace.vault.header
  const record: NewKeys['record'] = ({ append }, about) => {
    if (about.identity) append(membersView, 'vault.identified', { subject: id }, { ...about, identity: about.identity })
    return false
  }
  return giveNewKeys(session, { reason: 'identified', identify: true, sheet, record }, onRecorded, context)
}

const identityOf = (
  { workspace }: Session,
  given?: Pick<Awaited<ReturnType<typeof identify>>, 'sheet'>,
): NonNullable<Output<'vault.upgrade'>['identity']> => ({
  fingerprint: fingerprintOf(workspace.vault.header),
  isNew: given !== undefined,
  sheet: given?.sheet ?? null,
})

/** That a vault was upgraded and got no identity after that. */
function withoutIdentity(thrown: unknown, backup: string): HoldfastError {
  const { code, message } = toFailure(thrown)
  return new HoldfastError(
    code,
    `The vault was upgraded, after a backup in ${backup}; its identity could not be given: ${message}`,
    'The vault works. Give it its identity on the vault page, or by `holdfast vault identify`.',
    thrown,
  )
}

const epochOf = ({ workspace }: Session): number => workspace.vault.header.epoch

/**
 * Opens a vault with the words of a recovery sheet and sets a new passphrase, with new keys: a sheet is used once. In a vault of
 * an older form the keys stay, and so does the sheet.
 */
export async function recoverSession(
  ports: Ports,
  { dir, words, passphrase, sheet, fingerprint }: Checked<'vault.recover'>,
  onRecorded: OnRecorded,
  context: CallContext,
): Promise<{ session: Session; sheet: Output<'vault.newRecoverySheet'> | null; renewed: boolean }> {
  // Before anything is opened; when the names are known it is judged once more.
  await requireStrong(passphrase, [])
  let session = await openSession(ports, resolve(dir), { words }, onRecorded, context)
  const { workspace } = session
  try {
    const unseen = session.unseen !== undefined && workspace.ledger.fault === session.unseen
    if (fingerprint !== undefined && unseen) await acceptFingerprint(session, { fingerprint })
    if (workspace.vault.reading) {
      const notice =
        'The sheet opened this vault; its passphrase is as it was. Upgrade the vault, then use the sheet again.'
      return { session: { ...session, notices: [...session.notices, notice] }, sheet: null, renewed: false }
    }
    if (workspace.ledger.fault) throw workspace.ledger.fault
    const about = namesIn(workspace)
    await requireStrong(passphrase, about)
    if (!workspace.vault.header.identity) {
      const record = recordHeaderChange(workspace, 'recovered')
      await setPassphrase(workspace.vault, passphrase, about, record, ports.kdf)
      return { session, sheet: null, renewed: false }
    }
    const record = headerChanged(session, 'recovered')
    const done = await giveNewKeys(session, { reason: 'recovered', passphrase, sheet, record }, onRecorded, context)
    session = done.session
    return { session, sheet: done.sheet, renewed: true }
  } catch (thrown) {
    await session.workspace.vault.close()
    throw thrown
  }
}

/**
 * Gives the member who has just unlocked the vault the new keys that they owe: since the vault key was changed by another,
 * or since the vault got its identity. Where it cannot be done the vault is open all the same, and it is tried again next time.
 */
export async function renewOwed(session: Session, onRecorded: OnRecorded, context: CallContext): Promise<Session> {
  const { vault, ledger, db, member } = session.workspace
  const { keys, header } = vault
  if (ledger.fault ?? (keys.invited || !keys.door || !header.identity)) return session
  if (!keys.unbound && !owesRenewal(db, member.id)) return session
  try {
    const plan: NewKeys = { reason: 'owed', sheet: 'void', record: () => false }
    const done = await giveNewKeys(session, plan, onRecorded, context)
    const notices = [
      'The vault key was changed since you opened the vault last, so you have new keys: an old vault.json with a passphrase or sheet of yours from then opens the vault as it is now no more.',
      ...(done.voided ? ['Your recovery sheet is void from now on. Make the next one on the vault page.'] : []),
    ]
    return { ...done.session, notices: [...done.session.notices, ...notices] }
  } catch (thrown) {
    if (!vault.isOpen()) throw thrown
    const { message } = toFailure(thrown)
    const notice = `The new keys that you owe since the vault key was changed could not be made: ${message} Until then an old vault.json opens this vault with a passphrase or sheet of yours from then. It is tried again when you unlock next.`
    return { ...session, notices: [...session.notices, notice] }
  }
}
