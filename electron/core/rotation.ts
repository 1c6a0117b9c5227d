import type { Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { Ledger, type Transaction } from './record/ledger/index.ts'
import { membersView, sheetText, type RenewalReason } from './record/members/index.ts'
import { rememberIdentity } from './identities.ts'
import { sealedToMembers } from './sealed-to-members.ts'
import { reopened, type OnRecorded, type Session } from './session.ts'
import {
  headerHash,
  newDoor,
  type Identity,
  rekeyVault,
  type Renewed,
  type RekeyStep,
  type Vault,
} from './record/vault/index.ts'
import { views } from './views.ts'

const stages: Record<RekeyStep, string> = {
  copy: 'Copying the database',
  encrypt: 'Encrypting the copy with the new key',
  record: 'Recording it',
  header: 'Putting the new header in place',
  place: 'Putting the new database in place',
}

/** Which header counts from an entry on, and the number of its vault key. */
export interface KeyChange {
  epoch: number
  headerHash: string
  /** Where the vault gets it with this. */
  identity?: Identity | undefined
}

export interface NewKeys {
  reason: RenewalReason
  /** Whether the member at work gets new keys too; in a vault of an older form nobody does, unless it gets its identity. */
  identify?: boolean
  stays?: (member: string) => boolean
  /** A new passphrase of the member at work; left out: the one that opened the vault. */
  passphrase?: string
  /** What becomes of the member's recovery sheet: the next is made, none, or, where nobody could be asked, none and said so. */
  sheet: 'next' | 'none' | 'void' | undefined
  /** Records what it is about, before the keys; whether that entry brings the keys itself. */
  record: (transaction: Transaction, about: KeyChange, renewed: Renewed | undefined) => boolean
}

export interface Rotated {
  session: Session
  renewed: boolean
  sheet: Output<'vault.newRecoverySheet'> | null
  /** Whether the member's recovery sheet opens nothing any more. */
  voided: boolean
}

/** Whether a recovery sheet opens the vault for the member at work. */
export const hasSheet = ({ header, keys }: Vault): boolean =>
  header.slots.some(({ member, kind }) => member === keys.member && kind === 'recovery')

/** Fails with CONFLICT unless it is said what becomes of a recovery sheet that is about to be void. */
export function requireSheetChoice(vault: Vault, sheet: NewKeys['sheet']): void {
  if (sheet !== undefined || !hasSheet(vault)) return
  throw new HoldfastError(
    'CONFLICT',
    'This gives you new keys, and your recovery sheet is void from then on: it holds the former ones, and cannot be sealed anew without its words.',
    'Say whether the next sheet is made in the same step (--new-sheet) or none (--no-sheet); nothing was changed.',
  )
}

/**
 * Gives the vault a new key and, in a vault with an identity, the member at work new keys. Returns the session on the vault
 * as it was opened anew. Fails with CONFLICT, CANCELLED, DISK_FULL or IO, with everything as it was.
 */
export async function giveNewKeys(
  session: Session,
  plan: NewKeys,
  onRecorded: OnRecorded,
  { signal, progress }: CallContext,
): Promise<Rotated> {
  const { workspace } = session
  const { ports, vault } = workspace
  if (workspace.ledger.fault) throw workspace.ledger.fault
  const renews = vault.header.identity !== undefined || plan.identify === true
  if (renews) requireSheetChoice(vault, plan.sheet)
  const had = hasSheet(vault)
  const sheet = renews && plan.sheet === 'next' ? Buffer.from(ports.random(32)) : undefined
  const door = plan.passphrase === undefined ? undefined : await newDoor(ports.random, plan.passphrase, ports.kdf)
  let recorded = 0
  const record = (copy: Vault, renewed: Renewed | undefined): void => {
    const { epoch, identity } = copy.header
    const about = { epoch, headerHash: headerHash(copy.header), ...(plan.identify ? { identity } : {}) }
    // The last head may be by a member who is revoked, or by keys that count no more: it is judged by the header until now.
    const judged = { ...copy, header: vault.header }
    const onCommitted = (entries: number): void => void (recorded = entries)
    const ledger = new Ledger({ vault: judged, views, now: ports.clock.now, onRecorded: onCommitted })
    ledger.transact((transaction) => {
      const brought = plan.record(transaction, about, renewed)
      if (!renewed) return
      const { admission, before } = renewed
      const { signature, own = '', ...keys } = admission
      if (!brought) {
        transaction.append(
          membersView,
          'member.keys-renewed',
          { subject: keys.member },
          {
            ...keys,
            signature,
            own,
            reason: plan.reason,
            sheet: sheet ? 'next' : had ? 'void' : 'none',
            headerHash: about.headerHash,
          },
        )
      }
      for (const sealed of sealedToMembers) sealed.reseal(copy, keys.member, before)
    })
  }
  const steps = Object.keys(stages)
  let step: RekeyStep = 'copy'
  const onStep = (next: RekeyStep): void => {
    step = next
    progress({ stage: stages[step], done: steps.indexOf(step), total: steps.length, unit: 'steps' })
  }
  const onBytes = (done: number, total: number): void =>
    progress({ stage: stages[step], done: Math.min(done, total), total, unit: 'bytes' })
  const how = { workers: ports.databases, signal, onStep, onBytes }
  const { stays = () => true, identify } = plan
  const renewal = renews ? { door, sheet, identify } : undefined
  const opened = await rekeyVault(vault, { stays, renewal }, record, how)
  onRecorded(recorded)
  await rememberIdentity(ports, opened.header)
  const after = await reopened(session, opened, onRecorded)
  return {
    session: after,
    renewed: renews,
    sheet: sheet ? sheetText(after.workspace, sheet) : null,
    voided: renews && had,
  }
}
