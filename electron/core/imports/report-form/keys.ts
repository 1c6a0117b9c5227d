import { count, desc, eq } from 'drizzle-orm'
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { IntakeKeyRow } from '../../../../shared/contract/report-form.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import { fingerprintOf, keyIdOf } from '../../../../shared/report-form/format.ts'
import type { OpeningKey } from '../../../../shared/report-form/open.ts'
import { curve, type Subtle } from '../../../../shared/report-form/subtle.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { query, compactDatabase, type Reader } from '../../record/vault/index.ts'
import { reportFormView } from './view.ts'
import { formImports, intakeKeys } from './tables.ts'

// WebCrypto knows more than `Subtle` names; of what is named, both mean the same.
export const subtle = webcrypto.subtle as unknown as Subtle

/** Where a key's private half lies: in the encrypted database, and nowhere else. */
const secretName = (id: string): string => `intake.${id}`

const keyRows = query((from) =>
  from
    .select({ key: intakeKeys, reports: count(formImports.sha256) })
    .from(intakeKeys)
    .leftJoin(formImports, eq(formImports.key, intakeKeys.id))
    .groupBy(intakeKeys.id)
    .orderBy(desc(intakeKeys.seq)),
)

const rows = (db: Reader) => db.all(keyRows).map(({ key, reports }) => ({ ...key, reports }))
type Row = ReturnType<typeof rows>[number]

const stateOf = ({ retiredAt, destroyedAt }: Row): IntakeKeyRow['state'] =>
  destroyedAt === null ? (retiredAt === null ? 'current' : 'retired') : 'destroyed'

/** Every key of this vault's forms, newest first. */
export const listKeys = ({ db }: Workspace): IntakeKeyRow[] =>
  rows(db).map((row) => ({
    id: row.id,
    fingerprint: row.fingerprint,
    state: stateOf(row),
    madeAt: row.madeAt,
    madeBy: memberName(db, row.madeBy),
    retiredAt: row.retiredAt,
    retiredBy: row.retiredBy === null ? null : memberName(db, row.retiredBy),
    retiredReason: row.retiredReason,
    destroyedAt: row.destroyedAt,
    destroyedBy: row.destroyedBy === null ? null : memberName(db, row.destroyedBy),
    destroyedReason: row.destroyedReason,
    reports: row.reports,
  }))

export interface PublicKey {
  id: string
  /** Base64 of 65 bytes. */
  point: string
  fingerprint: string
}

const currentKey = (db: Reader): PublicKey | undefined => rows(db).find((row) => stateOf(row) === 'current')

/** The key that new forms encrypt to; the first time, it is made. */
export async function currentOrNewKey(workspace: Workspace): Promise<PublicKey> {
  return currentKey(workspace.db) ?? makeKey(workspace, null)
}

/** Makes a new key; the one before retires, and still opens what was sealed to it. */
export async function rotateKey(workspace: Workspace, reason: string): Promise<Output<'form.rotate'>> {
  const { id, fingerprint } = await makeKey(workspace, reason)
  return { key: id, fingerprint }
}

async function makeKey({ vault, ledger }: Workspace, reason: string | null): Promise<PublicKey> {
  const pair = await subtle.generateKey(curve, true, ['deriveBits'])
  const bytes = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const secret = new Uint8Array(await subtle.exportKey('pkcs8', pair.privateKey))
  const made = {
    id: await keyIdOf(subtle, bytes),
    point: Buffer.from(bytes).toString('base64'),
    fingerprint: await fingerprintOf(subtle, bytes),
  }
  try {
    return ledger.transact(({ db, append }) => {
      const before = currentKey(db)
      // Two first exports at once: the later one takes the key of the earlier.
      if (before && reason === null) return before
      vault.store.run('insert into secret (name, bytes) values (?, ?)', secretName(made.id), secret)
      const { point, fingerprint } = made
      append(
        reportFormView,
        'intake-key.made',
        { subject: made.id },
        { point, fingerprint, replaces: before?.id ?? null, reason },
      )
      return made
    })
  } finally {
    secret.fill(0)
  }
}

/**
 * Destroys the private half of a retired key, and what SQLite still holds of it in free pages. Backups made before hold
 * it. Fails with NOT_FOUND, CONFLICT for the current key, or ALREADY_DONE.
 */
export async function destroyKey(
  { vault, ledger }: Workspace,
  id: string,
  reason: string,
): Promise<Output<'form.destroyKey'>> {
  vault.store.exec('pragma secure_delete=ON')
  let destroyed: Output<'form.rotate'>
  try {
    destroyed = ledger.transact(({ db, append }) => {
      const { fingerprint, ...key } = findKey(db, id)
      const state = stateOf({ fingerprint, ...key })
      if (state === 'current')
        throw new HoldfastError(
          'CONFLICT',
          'This is the key that forms are made with now; it was not destroyed.',
          'Make a new one first (`holdfast form rotate`), and give new forms away; then destroy this one.',
        )
      if (state === 'destroyed')
        throw new HoldfastError(
          'ALREADY_DONE',
          `This key was destroyed on ${showInstant(key.destroyedAt ?? '')} already.`,
          'Nothing is left to do.',
        )
      vault.store.run('delete from secret where name = ?', secretName(id))
      append(reportFormView, 'intake-key.destroyed', { subject: id }, { fingerprint, reason })
      return { key: id, fingerprint }
    })
  } finally {
    vault.store.exec('pragma secure_delete=OFF')
  }
  const remarks = ['Backups made before still hold it; destroy or replace them too.']
  try {
    await compactDatabase(vault)
  } catch {
    remarks.unshift(
      'The key is destroyed, but the database could not be rewritten; run `holdfast vault compact` when there is room, so that no free page keeps it.',
    )
  }
  return { ...destroyed, remarks }
}

function findKey(db: Reader, id: string): Row {
  const row = rows(db).find((one) => one.id === id)
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `This vault has no key for report forms with the id ${id}.`,
    'See `holdfast form key` for its keys.',
  )
}

export interface KeyUse {
  id: string
  state: IntakeKeyRow['state']
  retiredAt: string | null
}

/** What the vault knows of the key that a report names. Fails with REPORT_KEY_UNKNOWN or REPORT_KEY_DESTROYED. */
export function keyUse(db: Reader, id: string): KeyUse {
  const row = rows(db).find((one) => one.id === id)
  if (!row)
    throw new HoldfastError(
      'REPORT_KEY_UNKNOWN',
      'This report was sealed for another vault: none of this vault’s keys opens it.',
      'Open the vault whose form it was, or a newer copy of this one; nothing was filed.',
    )
  if (row.destroyedAt !== null)
    throw new HoldfastError(
      'REPORT_KEY_DESTROYED',
      `This report was sealed to a key that was destroyed on ${showInstant(row.destroyedAt)}: ${row.destroyedReason ?? ''}. Nobody can open it.`,
      'Give the reporter a new form and ask for the report again; nothing was filed.',
    )
  return { id, state: stateOf(row), retiredAt: row.retiredAt }
}

/** The private half, for opening. Fails with VAULT_DAMAGED when it is not that of the key in the ledger. */
export async function openingKey(db: Reader, id: string): Promise<OpeningKey> {
  const point = new Uint8Array(Buffer.from(findKey(db, id).point, 'base64'))
  const secret = db.get<{ bytes: Buffer }>('select bytes from secret where name = ?', secretName(id))?.bytes
  if (!secret || !isPrivateOf(secret, point))
    throw new HoldfastError(
      'VAULT_DAMAGED',
      'The vault does not hold the private half of the key that this report is sealed to, though the ledger says so.',
      'Audit the vault, keep the folder as it is, and import the report into a backup.',
    )
  return { privateKey: await subtle.importKey('pkcs8', new Uint8Array(secret), curve, false, ['deriveBits']), point }
}

function isPrivateOf(pkcs8: Buffer, point: Uint8Array): boolean {
  try {
    const key = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
    // The point is the end of the public key's DER (RFC 5480).
    return key.export({ format: 'der', type: 'spki' }).subarray(-65).equals(point)
  } catch {
    return false
  }
}
