import type { CallContext } from '../../shared/contract/server.ts'
import { charges } from './charges.ts'
import { Ledger } from './ledger/index.ts'
import { membersView, relieve, requireRevocable, successorOf } from './members/index.ts'
import { reopened, type OnRecorded, type Session } from './session.ts'
import { headerHash, rekeyVault, type RekeyStep, type Vault } from './vault/index.ts'
import { views } from './views.ts'

const stages: Record<RekeyStep, string> = {
  copy: 'Copying the database',
  encrypt: 'Encrypting the copy with the new key',
  record: 'Recording it',
  header: 'Putting the new header in place',
  place: 'Putting the new database in place',
}

/**
 * Gives the vault a new key, and revokes a member where one is named: the new key is not granted to them, and their
 * signing key counts for nothing from here on. Returns the session on the vault as it was opened anew.
 */
export async function rotateKey(
  session: Session,
  revoked: { member: string; reason: string; handOverTo?: string | undefined } | undefined,
  onRecorded: OnRecorded,
  { signal, progress }: CallContext,
): Promise<Session & { revoked: { id: string; name: string } | undefined }> {
  const { workspace } = session
  const { ports } = workspace
  if (workspace.ledger.fault) throw workspace.ledger.fault
  const found = revoked && requireRevocable(workspace, revoked.member)
  const leaving = found && { member: found, roles: [], handOverTo: revoked.handOverTo }
  // Before the long work of a new key begins.
  if (leaving) successorOf(workspace.db, charges, leaving)
  let recorded = 0
  const record = (copy: Vault): void => {
    const about = { epoch: copy.header.epoch, headerHash: headerHash(copy.header) }
    // The last head may be by the very member who is revoked: it is judged by the header that counted until now.
    const vault = { ...copy, header: workspace.vault.header }
    const onCommitted = (entries: number): void => void (recorded = entries)
    const ledger = new Ledger({ vault, views, now: ports.clock.now, onRecorded: onCommitted })
    ledger.transact((transaction) => {
      const { append } = transaction
      if (leaving && found) {
        relieve(transaction, charges, leaving, `${found.name} was revoked: ${revoked.reason}`)
        append(
          membersView,
          'member.revoked',
          { subject: found.id },
          { member: found.id, reason: revoked.reason, ...about },
        )
      } else {
        append(membersView, 'vault.rekeyed', { subject: copy.header.id }, about)
      }
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
  const how = { apart: ports.databases, signal, onStep, onBytes }
  const vault = await rekeyVault(workspace.vault, (member) => member !== found?.id, record, how)
  onRecorded(recorded)
  return { ...(await reopened(session, vault, onRecorded)), revoked: found && { id: found.id, name: found.name } }
}
