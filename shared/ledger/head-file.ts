import { base64, unbase64, utf8 } from '../kernel/bytes.ts'
import { canonical } from '../kernel/canonical.ts'
import type { Admitted } from './admission.ts'
import { isNewer } from '../kernel/formats.ts'
import { formatKey, parseKey, type VerifierKey } from './keys.ts'
import { parseNote, type SignedNote } from './note.ts'
import type { Sha256 } from './tree.ts'

/** A head as it leaves the vault: the signed note, and what a stranger needs to check it and to go on from an older one. */
export interface HeadFile {
  note: string
  parsed: SignedNote
  /** The keys that the sender names. Nothing but the sender's word says that they are the right ones. */
  keys: VerifierKey[]
  /** New keys of members since the older head, each signed by the key before and by itself. */
  renewals?: Renewed[] | undefined
  /** The proof that the note's tree goes on from that of the first `size` entries (RFC 9162, section 2.1.4). */
  since?: { size: number; proof: Uint8Array[] } | undefined
}

/** A member's new keys, as the entry that renewed them says, and the vault's identity then. */
export interface Renewed extends Admitted {
  identity?: string | undefined
  own: string
}

const first = 'holdfast-head/v1'
/** With renewed keys; without any, version 1 is written as ever. */
const second = 'holdfast-head/v2'
/** Whether a text is a head file of a version above the one that this program knows. */
export const isNewerHeadFile = (text: string): boolean =>
  isNewer(Number(/^holdfast-head\/v([1-9]\d{0,8})\n/.exec(text)?.[1]), 2)
/** Longest head file that is read, in characters. */
export const longestHeadFile = 100_000

/**
 * Writes a head file: our own lines, an empty line, then the note verbatim to the end of the file, as C2SP tlog-proof
 * and tlog-witness put what they say before a checkpoint. What a witness adds is one more line at the end.
 */
export function formatHeadFile(sha256: Sha256, { note, keys, renewals = [], since }: Omit<HeadFile, 'parsed'>): string {
  const lines = [renewals.length > 0 ? second : first, ...keys.map((key) => `key ${formatKey(sha256, key)}`)]
  lines.push(...renewals.map((one) => `renewed ${base64(utf8(canonical({ ...one })))}`))
  if (since) lines.push(`old ${since.size}`, ...since.proof.map(base64))
  return `${lines.join('\n')}\n\n${note}`
}

/** Reads a head file, or a bare signed note; undefined for anything else. Signatures are not checked here. */
export function parseHeadFile(sha256: Sha256, text: string): HeadFile | undefined {
  if (text.length > longestHeadFile) return undefined
  const version = [first, second].find((line) => text.startsWith(`${line}\n`))
  if (version === undefined) {
    const parsed = parseNote(text)
    return parsed && { note: text, parsed, keys: [] }
  }
  const split = text.indexOf('\n\n')
  if (split < 0) return undefined
  const note = text.slice(split + 2)
  const parsed = parseNote(note)
  const lines = text.slice(version.length + 1, split).split('\n')
  const keys: VerifierKey[] = []
  while (lines[0]?.startsWith('key ')) {
    const key = parseKey(sha256, lines.shift()?.slice(4) ?? '')
    if (!key) return undefined
    keys.push(key)
  }
  const renewals: Renewed[] = []
  while (version === second && lines[0]?.startsWith('renewed ')) {
    const renewed = readRenewed(lines.shift()?.slice(8) ?? '')
    if (!renewed) return undefined
    renewals.push(renewed)
  }
  if (!parsed || keys.length === 0) return undefined
  if (lines.length === 0) return { note, parsed, keys, renewals }
  const [, size] = /^old (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? []
  const proof = readHashes(lines)
  return size === undefined || !proof
    ? undefined
    : { note, parsed, keys, renewals, since: { size: Number(size), proof } }
}

const texts = ['member', 'ed25519', 'x25519', 'by', 'signature', 'own'] as const

function readRenewed(encoded: string): Renewed | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(unbase64(encoded))) as Record<string, unknown>
    const { epoch, identity } = value
    const sound = texts.every((name) => typeof value[name] === 'string') && Number.isSafeInteger(epoch)
    const named = identity === undefined || typeof identity === 'string'
    return sound && named ? (value as unknown as Renewed) : undefined
  } catch {
    return undefined
  }
}

/** Hashes of 32 bytes, one a line in base64, at most 63 of them; undefined for anything else. */
export function readHashes(lines: readonly string[]): Uint8Array[] | undefined {
  if (lines.length > 63) return undefined
  const hashes = lines.map(unbase64)
  return hashes.every((hash) => hash?.length === 32) ? (hashes as Uint8Array[]) : undefined
}
