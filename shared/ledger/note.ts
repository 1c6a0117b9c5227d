import { base64, concat, unbase64, utf8 } from '../kernel/bytes.ts'
import { isInstant } from '../kernel/time.ts'
import type { Sha256 } from './tree.ts'

/** A statement about the whole ledger at one moment. */
export interface Checkpoint {
  /** Which ledger: `holdfast/<vault id>`. */
  origin: string
  /** How many entries. */
  size: number
  /** Root of the tree over them; 32 bytes. */
  root: Uint8Array
  /** When it was made, ISO 8601 in UTC. */
  at: string
}

export interface NoteSignature {
  /** Name of the key: `member/<id>`. */
  name: string
  /** The key's hash, 4 bytes, then the signature. */
  blob: Uint8Array
}

export interface SignedNote {
  /** What is signed: the text up to and with the line end before the empty line. */
  text: string
  checkpoint: Checkpoint
  signatures: NoteSignature[]
}

/** The signed text of a checkpoint (C2SP tlog-checkpoint): origin, size, root, and our one extension line `at`. */
export const checkpointText = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${base64(root)}\nat ${at}\n`

/** Signature types of C2SP signed-note: a plain Ed25519 signature, and a cosignature with its time (tlog-cosignature). */
export const keyTypes = { signature: 1, cosignature: 4 } as const
export type KeyType = (typeof keyTypes)[keyof typeof keyTypes]

/** The hash that names an Ed25519 key in a note (C2SP signed-note): SHA-256(name ‖ 0x0A ‖ type ‖ key), first 4 bytes. */
export const keyHash = (
  sha256: Sha256,
  name: string,
  publicKey: Uint8Array,
  type: KeyType = keyTypes.signature,
): Uint8Array => sha256(concat(utf8(name), Uint8Array.of(0x0a, type), publicKey)).subarray(0, 4)

/** A checkpoint with one Ed25519 signature, as a signed note (C2SP signed-note). */
export function formatNote(text: string, name: string, hash: Uint8Array, signature: Uint8Array): string {
  return `${text}\n— ${name} ${base64(concat(hash, signature))}\n`
}

/** The same note with one more signature line at its end. */
export const addSignature = (note: string, name: string, blob: Uint8Array): string =>
  `${note}— ${name} ${base64(blob)}\n`

/** Reads a signed checkpoint; undefined for anything but the one canonical form. Signatures are not checked here. */
export function parseNote(note: string): SignedNote | undefined {
  const split = note.indexOf('\n\n')
  if (split < 0) return undefined
  const text = note.slice(0, split + 1)
  const lines = text.split('\n')
  const [origin = '', size = '', rootText = '', atLine = ''] = lines
  const root = unbase64(rootText)
  if (lines.length !== 5 || origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || root?.length !== 32) return undefined
  const at = atLine.startsWith('at ') ? atLine.slice(3) : ''
  if (!isInstant(at)) return undefined

  const signatures: NoteSignature[] = []
  const rest = note.slice(split + 2)
  if (rest === '' || !rest.endsWith('\n')) return undefined
  for (const line of rest.slice(0, -1).split('\n')) {
    const [, name, encoded] = /^— ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
    const blob = encoded === undefined ? undefined : unbase64(encoded)
    if (!name || !blob || blob.length < 5) return undefined
    signatures.push({ name, blob })
  }
  return { text, checkpoint: { origin, size: Number(size), root, at }, signatures }
}
