import { count } from '../../../../shared/kernel/show.ts'
import { desc, eq } from 'drizzle-orm'
import { base64, hex, sameBytes, unhex } from '../../../../shared/kernel/bytes.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { cosignatureBlob, cosignedText } from '../../../../shared/ledger/cosignature.ts'
import { isRenewal } from '../../../../shared/ledger/admission.ts'
import { formatHeadFile, type HeadFile } from '../../../../shared/ledger/head-file.ts'
import { knownSignatures, parseKey, type VerifierKey } from '../../../../shared/ledger/keys.ts'
import { addSignature, keyHash, keyTypes } from '../../../../shared/ledger/note.ts'
import { verifyConsistency } from '../../../../shared/ledger/proofs.ts'
import type { Workspace } from '../members/index.ts'
import { query, type Given, sha256, signText, verifyText, type Reader } from '../vault/index.ts'
import { notIntact } from './check.ts'
import { placeBeside, writeNew } from './files.ts'
import { cosignerOf, keyText } from './keys.ts'
import { anchorsView } from './view.ts'
import { witnessedHeads, witnessKeys } from './tables.ts'

/**
 * Witnesses another vault's head (the checks of C2SP tlog-witness, by file instead of HTTP): signed by a key of that
 * origin, and going on from the last head of it that was seen here. The keys are taken at first sight and stay. Records
 * it and writes the note with our cosignature added. `supersedes` is why a head is witnessed that does not go on from the
 * last one: a restore that its owners put on record. Fails with HEAD_NOT_INTACT (no known key fits), VAULT_OLDER (a
 * later one was seen), HEAD_CONTRADICTED (a fork) or INVALID_INPUT (own head, or no proof from the last one seen).
 */
export async function witnessHead(
  workspace: Workspace,
  file: HeadFile,
  out: string | undefined,
  supersedes: string | undefined,
): Promise<Output<'ledger.witness'>> {
  const { db, ledger, ports, vault } = workspace
  const { origin, size, root } = file.parsed.checkpoint
  if (origin === ledger.origin) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'This is a head of this very vault; a witness is somebody else.',
      'Give the file to a person with a vault of their own.',
    )
  }
  const keys = knownKeys(db, origin)
  const isFirst = keys.length === 0
  const trusted = isFirst
    ? file.keys.filter(({ type }) => type === keyTypes.signature)
    : [...keys, ...renewedKeys(origin, keys, file)]
  const signatures = knownSignatures(sha256, verifyText, file.parsed, trusted)
  if (!signatures || signatures.length === 0) {
    throw notIntact(
      isFirst
        ? 'it names no key that its signature was made with.'
        : `it is not signed with a key that was known of ${origin} when it was first seen.`,
    )
  }
  const last = lastSeen(db, origin)
  if (supersedes === undefined) requireContinued(file, last)

  const key = cosignerOf(workspace)
  const seconds = Math.floor(ports.clock.now() / 1000)
  const signature = signText(vault.keys.signing, cosignedText(seconds, file.parsed.text))
  const blob = cosignatureBlob(keyHash(sha256, key.name, key.publicKey, key.type), seconds, signature)
  const others = file.keys.filter((one) => keyText(one) !== keyText(key))
  const text = formatHeadFile(sha256, {
    ...file,
    note: addSignature(file.note, key.name, blob),
    keys: [...others, key],
  })
  const target =
    out ?? placeBeside(vault.dir, `${origin.replaceAll(/[^\w.-]/g, '-').slice(0, 80)}-${size}-cosigned.head`)
  const written = await writeNew(target, text, () =>
    ledger.transact(({ append }) => {
      // Somebody may have witnessed another head while the file was written.
      if (lastSeen(db, origin)?.seq !== last?.seq) throw raced(origin)
      append(
        anchorsView,
        'head.witnessed',
        { subject: vault.header.id },
        {
          origin,
          size,
          root: hex(root),
          note: file.note,
          keys: trusted.filter((one) => !keys.includes(one)).map(keyText),
          cosignature: base64(blob),
          supersedes,
        },
      )
    }),
  )
  return { file: written, origin, size, root: hex(root), since: last?.size ?? null, key: keyText(key) }
}

/** Keys that known ones renewed, one after the other: each must be signed by the key before it and by itself. */
function renewedKeys(origin: string, known: readonly VerifierKey[], { renewals = [] }: HeadFile): VerifierKey[] {
  const found: VerifierKey[] = []
  for (const { identity, ...renewed } of renewals) {
    const name = `member/${renewed.member}`
    const place = { vault: origin.replace(/^holdfast\//, ''), identity }
    const former = [...known, ...found].find((key) => key.name === name && hex(key.publicKey) === renewed.by)
    const publicKey = unhex(renewed.ed25519)
    if (!former || !publicKey || !isRenewal(verifyText, place, renewed.by, renewed)) continue
    found.push({ name, type: keyTypes.signature, publicKey })
  }
  return found
}

const unlessRestored =
  'If a backup was restored there, their entry ledger.superseded says so: to witness the restored vault from now on, say why with `--supersedes --reason R`.'

interface Seen {
  size: number
  root: string
  seq: number
}

const newestSeen = query((from, { origin }: Given<{ origin: string }>) =>
  from
    .select({ size: witnessedHeads.size, root: witnessedHeads.root, seq: witnessedHeads.seq })
    .from(witnessedHeads)
    .where(eq(witnessedHeads.origin, origin))
    .orderBy(desc(witnessedHeads.seq))
    .limit(1),
)
const keysOfOrigin = query((from, { origin }: Given<{ origin: string }>) =>
  from
    .select({ key: witnessKeys.key })
    .from(witnessKeys)
    .where(eq(witnessKeys.origin, origin))
    .orderBy(witnessKeys.key),
)

const lastSeen = (db: Reader, origin: string): Seen | undefined => db.get(newestSeen, { origin })

const knownKeys = (db: Reader, origin: string): VerifierKey[] =>
  db.all(keysOfOrigin, { origin }).flatMap(({ key }) => parseKey(sha256, key) ?? [])

function requireContinued({ parsed, since }: HeadFile, last: Seen | undefined): void {
  if (!last) return
  const { origin, size, root } = parsed.checkpoint
  const oldRoot = unhex(last.root) ?? new Uint8Array(0)
  if (size < last.size) {
    throw new HoldfastError(
      'VAULT_OLDER',
      `The vault of ${origin} is older than it was: this head counts ${count(size, 'entry', 'entries')}, and one with ${last.size} was witnessed here.`,
      `Nothing was signed. Ask whose head it is why they work in an older state of the vault. ${unlessRestored}`,
    )
  }
  if (size === last.size && sameBytes(root, oldRoot)) return
  if (size > last.size && since?.size !== last.size) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `The file holds no proof that this head goes on from the ${count(last.size, 'entry', 'entries')} that were witnessed here last.`,
      `Ask for one made with “ledger head --since ${last.size}”; nothing was signed.`,
    )
  }
  const proof = since?.proof ?? []
  if (size > last.size && verifyConsistency(sha256, { oldSize: last.size, oldRoot, size, root, proof })) return
  throw new HoldfastError(
    'HEAD_CONTRADICTED',
    `This head of ${origin} does not go on from the one over ${count(last.size, 'entry', 'entries')} that was witnessed here: it is another history.`,
    `Nothing was signed. Keep both heads; together they show that the record was split or rewritten. ${unlessRestored}`,
  )
}

const raced = (origin: string): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    `Another head of ${origin} was witnessed at the same moment.`,
    'Nothing was signed; try again.',
  )
