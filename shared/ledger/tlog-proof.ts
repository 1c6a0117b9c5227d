import { base64, unbase64 } from '../kernel/bytes.ts'
import { readHashes } from './head-file.ts'
import { knownSignatures, type KnownSignature, type VerifierKey, type VerifySignature } from './keys.ts'
import { parseNote, type SignedNote } from './note.ts'
import { verifyInclusion } from './proofs.ts'
import { leafHash, type Sha256 } from './tree.ts'

/** The proof that one entry stands in a ledger. */
export interface EntryProof {
  /** The entry's bytes: what the leaf hash is of. */
  entry: Uint8Array
  /** Its place: 0 for the first. */
  index: number
  proof: Uint8Array[]
  note: string
}

const first = 'c2sp.org/tlog-proof@v1'

/** Writes a proof (C2SP tlog-proof). The entry's bytes are its `extra`, so that one file is all there is to keep. */
export const formatProof = ({ entry, index, proof, note }: EntryProof): string =>
  [first, `extra ${base64(entry)}`, `index ${index}`, ...proof.map(base64), '', note].join('\n')

/** Reads a proof with an entry in it; undefined for anything else. Nothing is checked here. */
export function parseProof(text: string): (EntryProof & { parsed: SignedNote }) | undefined {
  const split = text.indexOf('\n\n')
  if (split < 0) return undefined
  const [version, extra = '', place = '', ...hashes] = text.slice(0, split).split('\n')
  const note = text.slice(split + 2)
  const entry = extra.startsWith('extra ') ? unbase64(extra.slice(6)) : undefined
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(place) ?? []
  const [proof, parsed] = [readHashes(hashes), parseNote(note)]
  if (version !== first || !entry || index === undefined || !proof || !parsed) return undefined
  return { entry, index: Number(index), proof, note, parsed }
}

/**
 * Checks a proof against keys that the reader trusts: the note is signed by one of them, and the entry is the leaf
 * `index` of the tree that it signs. Gives who signed, or undefined. Never throws.
 */
export function verifyProof(
  sha256: Sha256,
  verify: VerifySignature,
  text: string,
  keys: readonly VerifierKey[],
): { entry: Uint8Array; index: number; signatures: KnownSignature[] } | undefined {
  const read = parseProof(text)
  if (!read) return undefined
  const { entry, index, proof, parsed } = read
  const signatures = knownSignatures(sha256, verify, parsed, keys)
  if (!signatures || signatures.length === 0) return undefined
  const { size, root } = parsed.checkpoint
  const isIn = verifyInclusion(sha256, { index, size, root, leafHash: leafHash(sha256, entry), proof })
  return isIn ? { entry, index, signatures } : undefined
}
