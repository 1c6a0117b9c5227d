import { eq } from 'drizzle-orm'
import { hex, sameBytes } from '../../../../shared/kernel/bytes.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import type { HeadFile } from '../../../../shared/ledger/head-file.ts'
import { knownSignatures, parseKey, type KnownSignature } from '../../../../shared/ledger/keys.ts'
import { keyTypes, type Checkpoint } from '../../../../shared/ledger/note.ts'
import { verifyConsistency } from '../../../../shared/ledger/proofs.ts'
import { proveConsistency, recomputeRoots } from '../ledger/index.ts'
import { memberName, type Workspace } from '../members/index.ts'
import { query, sha256, verifyText, type Reader } from '../vault/index.ts'
import { keyText, memberKeysAt } from './keys.ts'
import { restoresInWords } from './superseded.ts'
import { anchors } from './tables.ts'

/**
 * Whether this vault goes on from a head. Roots are worked out anew from the entries, not taken from the kept hashes.
 * Fails with HEAD_NOT_INTACT (of another vault, or not signed by a member's key in force at its size), VAULT_OLDER
 * (the head counts more entries), HEAD_CONTRADICTED (the entries come to another root) or LEDGER_BROKEN.
 */
export async function checkHead(
  { ledger, db }: Workspace,
  file: HeadFile,
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
): Promise<Output<'ledger.check'>> {
  const { checkpoint } = file.parsed
  const now = ledger.head()
  const { signedBy, cosignatures } = signaturesOf(db, ledger.origin, file, now.size)
  const restored = restoresInWords(db, checkpoint)
  if (checkpoint.size > now.size)
    throw older(checkpoint, now.size, `Find the newer folder of the vault, or a newer backup.${restored}`)
  const roots = await recomputeRoots(db, [checkpoint.size, now.size], (done) => {
    if (signal.aborted) throw cancelled()
    progress({ stage: 'Working the tree out anew', done, total: now.size, unit: 'entries' })
  })
  const [then, today] = [roots.get(checkpoint.size), roots.get(now.size)]
  if (!today || hex(today) !== now.root) throw broken()
  if (!then || !sameBytes(then, checkpoint.root)) {
    const next = `Keep the folder and the head as they are, audit the vault, and compare it with a backup from that time.${restored}`
    throw contradicted(checkpoint, next)
  }
  const proof = proveConsistency(db, checkpoint.size, now.size)
  const holds = verifyConsistency(sha256, {
    oldSize: checkpoint.size,
    oldRoot: checkpoint.root,
    size: now.size,
    root: today,
    proof,
  })
  if (!holds) throw broken()
  return {
    result: checkpoint.size === now.size ? 'same' : 'continues',
    head: { size: checkpoint.size, root: hex(checkpoint.root), at: checkpoint.at },
    now: { size: now.size, root: now.root, at: now.at },
    signedBy,
    cosignatures,
  }
}

/** Who signed a head of this vault, and who cosigned it. Fails with HEAD_NOT_INTACT. */
function signaturesOf(
  db: Reader,
  origin: string,
  { parsed, keys }: HeadFile,
  size: number,
): Pick<Output<'ledger.check'>, 'signedBy' | 'cosignatures'> {
  if (parsed.checkpoint.origin !== origin)
    throw notIntact(`It is a head of another vault (${parsed.checkpoint.origin}), not of this one.`)
  const members = memberKeysAt(db, Math.min(parsed.checkpoint.size, size))
  const known = knownCosigners(db)
  const witnesses = [...known, ...keys.map(keyText)].flatMap((text) => parseKey(sha256, text) ?? [])
  const cosigners = witnesses.filter(({ type }) => type === keyTypes.cosignature)
  const signatures = knownSignatures(sha256, verifyText, parsed, [...members, ...cosigners])
  const own = signatures?.find(({ key }) => key.type === keyTypes.signature)
  if (!signatures || !own)
    throw notIntact(
      'No key of a member of this vault, in force at that size, fits its signature. If it comes from a member all the same, this record is another line of the vault: one without that member, or without keys that came later.',
    )
  return {
    signedBy: memberName(db, own.key.name.slice('member/'.length)),
    cosignatures: signatures.flatMap((one) => cosignatureIn(one, known)),
  }
}

const cosignatureIn = (
  { key, at }: KnownSignature,
  known: readonly string[],
): Output<'ledger.check'>['cosignatures'] =>
  at === undefined ? [] : [{ name: key.name, key: keyText(key), at, known: known.includes(keyText(key)) }]

const cosigners = query((from) =>
  from.selectDistinct({ ref: anchors.ref }).from(anchors).where(eq(anchors.kind, 'cosignature')),
)

/** The keys of witnesses whose cosignatures are on record here (C2SP vkeys). */
export const knownCosigners = (db: Reader): string[] => db.all(cosigners).map(({ ref }) => ref)

export const notIntact = (why: string): HoldfastError =>
  new HoldfastError(
    'HEAD_NOT_INTACT',
    `This head proves nothing here: ${why}`,
    'Check that it is the right file, and get it again from where it was kept.',
  )

/** What a head that counts more entries than the vault holds comes to, in words. */
export const older = ({ size, at }: Pick<Checkpoint, 'size' | 'at'>, here: number, next: string): HoldfastError =>
  new HoldfastError(
    'VAULT_OLDER',
    `This vault is older than it was: it holds ${here} ${here === 1 ? 'entry' : 'entries'}, and a head signed ${showInstant(at)} counts ${size}. ${size - here} of them ${size - here === 1 ? 'is' : 'are'} not here.`,
    next,
  )

export const contradicted = ({ size, at }: Pick<Checkpoint, 'size' | 'at'>, next: string): HoldfastError =>
  new HoldfastError(
    'HEAD_CONTRADICTED',
    `The first ${size} entries of this vault are not those that were signed ${showInstant(at)}: its history is another one.`,
    next,
  )

const broken = (): HoldfastError =>
  new HoldfastError(
    'LEDGER_BROKEN',
    'The entries of this vault do not come to the head that it signed last.',
    'Audit it to see what was changed, keep the folder as it is, and go on working in a backup.',
  )

const cancelled = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'The check was cancelled before it was through.', 'Start it again for a result.')
