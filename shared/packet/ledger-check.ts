import { base64, hex, sameBytes, unbase64, utf8 } from '../kernel/bytes.ts'
import { commitTo, parseEntry } from '../ledger/entry.ts'
import { keyHash, parseNote } from '../ledger/note.ts'
import { verifyInclusion } from '../ledger/proofs.ts'
import { leafHash, type Sha256 } from '../ledger/tree.ts'
import { isCanonical, type Json } from '../kernel/canonical.ts'
import type { Manifest } from './manifest.ts'

/** Ed25519 (RFC 8032): whether `signature` is `key`'s over `message`. */
export type VerifyEd25519 = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>

/**
 * Checks what a packet says of the ledger: the head is signed by the keys that the manifest names, every entry is in the
 * head's tree and follows on its neighbour, and every payload shown is the one that its entry committed to. Returns what is wrong, in words.
 */
export async function checkLedgerOf(manifest: Manifest, sha256: Sha256, verify: VerifyEd25519): Promise<string[]> {
  const { note, size, root } = manifest.ledger
  const parsed = parseNote(note)
  if (!parsed) return ['The signed head does not have the form of a checkpoint.']
  const { checkpoint } = parsed
  const wrong: string[] = []
  if (checkpoint.origin !== `holdfast/${manifest.vault.id}`) wrong.push('The signed head speaks of another ledger.')
  if (checkpoint.size !== size || base64(checkpoint.root) !== root)
    wrong.push('The signed head is not the one that the manifest repeats.')

  const signed = await Promise.all(
    manifest.memberKeys.map(async ({ name, key: text }) => {
      const key = unbase64(text)
      const own = parsed.signatures.filter(
        (one) => one.name === name && key && sameBytes(one.blob.subarray(0, 4), keyHash(sha256, name, key)),
      )
      for (const { blob } of own) if (key && (await verify(key, utf8(parsed.text), blob.subarray(4)))) return true
      return false
    }),
  )
  if (signed.length === 0) wrong.push('The manifest names no key by which the head was signed.')
  for (const [i, holds] of signed.entries())
    if (!holds) wrong.push(`The head has no signature that fits the key of ${manifest.memberKeys[i]?.name ?? ''}.`)

  let before: { seq: number; hash: string } | undefined
  const certificate = manifest.version > 1 && 'certificate' in manifest ? manifest.certificate : undefined
  for (const { seq, bytes, proof, disclosure } of [...(certificate ? [certificate] : []), ...manifest.entries]) {
    const entry = parseEntry(bytes)
    if (entry?.seq !== seq) {
      wrong.push(`Entry ${seq} does not have the form of an entry.`)
      continue
    }
    if (before?.seq === seq - 1 && before.hash !== entry.prev)
      wrong.push(`Entry ${seq} does not follow on entry ${seq - 1} that the packet carries.`)
    before = { seq, hash: hex(sha256(utf8(bytes))) }
    const hashes = proof.map((text) => unbase64(text) ?? new Uint8Array(0))
    const claim = { index: seq, size, root: checkpoint.root, leafHash: leafHash(sha256, utf8(bytes)), proof: hashes }
    if (!verifyInclusion(sha256, claim)) wrong.push(`Entry ${seq} is not in the tree of the signed head.`)
    if (!disclosure) continue
    if (!isCanonicalObject(disclosure.payload))
      wrong.push(`What entry ${seq} is said to have recorded is not a JSON object in canonical form.`)
    const salt = unbase64(disclosure.salt)
    if (!salt || commitTo(sha256, salt, disclosure.payload) !== entry.commit) {
      wrong.push(
        `What entry ${seq} is said to have recorded is not what it committed to (${hex(sha256(utf8(bytes))).slice(0, 12)}…).`,
      )
    }
  }
  return wrong
}

/** As the ledger has every payload (RFC 8785): a name that comes twice would be read in two ways. */
function isCanonicalObject(payload: string): boolean {
  try {
    const value = JSON.parse(payload) as Json
    return typeof value === 'object' && value !== null && !Array.isArray(value) && isCanonical(payload, value)
  } catch {
    return false
  }
}
