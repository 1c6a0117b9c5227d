import { count } from '../kernel/show.ts'
import { sameBytes, unhex, utf8, hex } from '../kernel/bytes.ts'
import { canonical, type Json } from '../kernel/canonical.ts'
import { isNewer } from '../kernel/formats.ts'
import { isRenewal } from './admission.ts'
import { commitTo, noPrevious, parseEntry, type Entry } from './entry.ts'
import { keyHash, parseNote } from './note.ts'
import { Frontier, leafHash, type Sha256 } from './tree.ts'

/** Why a payload is not in an export: asked to be left out, of another case, not the exporter's to read, not in the vault. */
export const withholdings = ['asked', 'case', 'role', 'gone'] as const
export type Withholding = (typeof withholdings)[number]

/** What an export says of itself in its first line. */
export interface ExportHeader {
  /** Id of the vault. */
  vault: string
  /** How many entries follow. */
  size: number
  /** What is left out and why, in sentences. */
  disclosure: string[]
}

export interface ExportCounts {
  entries: number
  heads: number
  disclosed: number
  withheld: number
}

/** The first line, with its line end. */
export const headerLine = ({ vault, size, disclosure }: ExportHeader): string =>
  line({ format: 'holdfast-ledger-export', version: 2, vault, origin: `holdfast/${vault}`, size, disclosure })

/** An entry's line: its bytes as text, and its payload with the salt (hexadecimal) or the reason why it is left out. */
export const entryLine = (entry: string, shown: { salt: string; payload: string } | { reason: Withholding }): string =>
  line({ entry, ...shown })

/** A signed head's line; it comes right after the last entry that the head covers. */
export const headLine = (note: string): string => line({ head: note })

/** The last line. `sha256` is over all bytes before it, hexadecimal. */
export const trailerLine = (counts: ExportCounts, sha256: string): string => line({ ...counts, sha256 })

const line = (value: { [key: string]: Json }): string => `${canonical(value)}\n`

/** The first thing that is not as it was written: the line (from 1) and what is wrong, in words. */
export interface ExportProblem {
  line: number
  message: string
}

export interface ExportVerdict extends ExportCounts {
  ok: boolean
  vault: string | null
  /** The last head that verified. */
  head: { size: number; root: string; at: string } | null
  problem: ExportProblem | null
}

/** The cryptography of the runtime: one-shot SHA-256, Ed25519 (RFC 8032), a SHA-256 that grows. */
export interface ExportTools {
  sha256: Sha256
  verify: (key: Uint8Array, text: string, signature: Uint8Array) => boolean
  digest: () => { update(text: string): void; hex(): string }
}

/** Entry types that say whose key signs; without their payloads nothing after them can be checked. */
export const keyTypes: ReadonlySet<string> = new Set([
  'vault.created',
  'member.added',
  'member.activated',
  'member.keys-renewed',
  'member.revoked',
  'vault.identified',
])

class Wrong extends Error {}
const must = (right: unknown, message: string): void => {
  if (!right) throw new Wrong(message)
}
type Fields = Record<string, Json | undefined>

/** Checks an export line by line (docs/format-ledger.md, “Export”). It stops at the first line that is wrong. */
export class ExportCheck {
  readonly #tools: ExportTools
  readonly #before
  readonly #keys = new Map<string, Uint8Array>()
  /** Everybody who ever was a member, revoked ones too. */
  readonly #members = new Set<string>()
  readonly #frontier: Frontier
  readonly #counts: ExportCounts = { entries: 0, heads: 0, disclosed: 0, withheld: 0 }
  /** Who recorded the entries since the last head. */
  readonly #actors = new Set<string>()
  #line = 0
  #header: ExportHeader | undefined
  /** Of the vault, hexadecimal, from the entry on that gives it. */
  #identity: string | undefined
  #prev = noPrevious
  #at = ''
  #head: ExportVerdict['head'] = null
  #ended = false
  #problem: ExportProblem | null = null

  constructor(tools: ExportTools) {
    this.#tools = tools
    this.#before = tools.digest()
    this.#frontier = new Frontier(tools.sha256)
  }

  /** Takes the next line, without its line end. Returns false when the export is refused: what follows changes nothing. */
  add(text: string): boolean {
    if (this.#problem) return false
    this.#line++
    try {
      this.#take(text)
    } catch (thrown) {
      this.#refuse(thrown instanceof Wrong ? thrown.message : 'This line cannot be read.')
    }
    return this.#problem === null
  }

  /** Refuses what comes after the last line that was added, because it is no line of text: cut short, not UTF-8, too long. */
  refuseNext(message: string): void {
    if (this.#problem) return
    this.#line++
    this.#refuse(message)
  }

  /** The verdict, once all lines were added. */
  end(): ExportVerdict {
    if (!this.#ended) this.#refuse('The export has no end: its last line is missing.')
    const { vault = null } = this.#header ?? {}
    return { ok: this.#problem === null, vault, ...this.#counts, head: this.#head, problem: this.#problem }
  }

  #refuse(message: string): void {
    this.#problem ??= { line: this.#line, message }
  }

  #take(text: string): void {
    must(!this.#ended, 'Something follows the last line.')
    const fields = readCanonical(text)
    must(fields, 'This line is not a JSON object in canonical form.')
    const { entry, head } = fields ?? {}
    if (!this.#header) this.#takeHeader(fields ?? {})
    else if (typeof entry === 'string') this.#takeEntry(entry, fields ?? {})
    else if (typeof head === 'string') this.#takeHead(head, fields ?? {})
    else this.#takeTrailer(fields ?? {})
    this.#before.update(`${text}\n`)
  }

  #takeHeader(fields: Fields): void {
    const { format, version, vault, size, disclosure } = fields
    must(format === 'holdfast-ledger-export', 'This is not an export of a ledger.')
    // Before its other fields: a later version may have others.
    must(
      !isNewer(version, 2),
      `A newer Holdfast made this export (version ${Number(version)}; this one reads versions 1 and 2).`,
    )
    must(
      (version === 1 || version === 2) && hasExactly(fields, 'disclosure format origin size vault version'),
      'This is not an export of a ledger.',
    )
    const sound =
      typeof vault === 'string' &&
      fields['origin'] === `holdfast/${vault}` &&
      Number.isSafeInteger(size) &&
      Array.isArray(disclosure) &&
      disclosure.every((words) => typeof words === 'string')
    must(sound, 'The first line does not say which vault this is, or not how much of it.')
    this.#header = { vault: vault as string, size: size as number, disclosure: disclosure as string[] }
  }

  #takeEntry(text: string, fields: Fields): void {
    const { sha256 } = this.#tools
    const entry = parseEntry(text)
    must(entry && isStamp(entry.at), 'This entry does not have the form of an entry.')
    if (!entry) return
    const { entries, heads } = this.#counts
    must(entry.seq === entries, `This is entry ${entry.seq}, where entry ${entries} should be.`)
    must(entry.prev === this.#prev, `Entry ${entry.seq} is chained to other bytes than those of the entry before it.`)
    const covered = heads === 0 ? 0 : this.#head?.size
    must(entry.at === this.#at || covered === entries, `No signed head covers entry ${entries - 1}.`)
    must((entry.seq === 0) === (entry.type === 'vault.created'), 'A ledger begins with the entry vault.created.')
    must(entry.seq === 0 || this.#keys.has(entry.actor), `Entry ${entry.seq} is by nobody who was a member then.`)
    this.#takePayload(entry, fields)
    this.#actors.add(entry.actor)
    const bytes = utf8(text)
    this.#frontier.append(leafHash(sha256, bytes))
    this.#prev = hex(sha256(bytes))
    this.#at = entry.at
    this.#counts.entries++
  }

  #takePayload(entry: Entry, fields: Fields): void {
    const { payload, salt, reason } = fields
    if (hasExactly(fields, 'entry reason')) {
      must(
        withholdings.includes(reason as Withholding),
        `Entry ${entry.seq} gives no known reason for what it leaves out.`,
      )
      must(!keyTypes.has(entry.type), `Entry ${entry.seq} says whose key signs, and must show it.`)
      this.#counts.withheld++
      return
    }
    const bytes = typeof salt === 'string' ? unhex(salt) : undefined
    must(
      hasExactly(fields, 'entry payload salt') && typeof payload === 'string' && bytes?.length === 32,
      `Entry ${entry.seq} neither shows nor withholds what it recorded.`,
    )
    if (typeof payload !== 'string' || !bytes) return
    must(
      commitTo(this.#tools.sha256, bytes, payload) === entry.commit,
      `What entry ${entry.seq} is said to have recorded is not what it committed to.`,
    )
    const body = readCanonical(payload)
    must(body, `What entry ${entry.seq} recorded is not a JSON object in canonical form.`)
    if (body && keyTypes.has(entry.type)) this.#takeKey(entry, body)
    this.#counts.disclosed++
  }

  /** A key counts from the entry that brings it in, up to the one that replaces or revokes it: by place, not by time. */
  #takeKey({ seq, type }: Entry, body: Fields): void {
    const created = type === 'vault.created'
    if (created) must(body['vault'] === this.#header?.vault, 'The first entry is that of another vault.')
    if (created || type === 'vault.identified') {
      const { sha256 } = (body['identity'] ?? {}) as Fields
      if (typeof sha256 === 'string') this.#identity = sha256
      must(created || this.#identity !== undefined, `Entry ${seq} gives the vault no identity.`)
      if (!created) return
    }
    const named = created ? ((body['member'] ?? {}) as Fields) : body
    const member = named[created ? 'id' : 'member']
    must(typeof member === 'string' && member !== '', `Entry ${seq} does not say whose key it is about.`)
    if (type === 'member.revoked') {
      this.#keys.delete(member as string)
      return
    }
    must(
      type !== 'member.added' || !this.#members.has(member as string),
      `Entry ${seq} adds a member who was there already.`,
    )
    this.#members.add(member as string)
    const key = typeof named['ed25519'] === 'string' ? unhex(named['ed25519']) : undefined
    must(key?.length === 32, `Entry ${seq} brings no key.`)
    if (type === 'member.keys-renewed' || (type === 'member.activated' && this.#identity !== undefined)) {
      const former = this.#keys.get(member as string)
      const place = { vault: this.#header?.vault ?? '', identity: this.#identity }
      must(
        isRenewal(this.#tools.verify, place, former && hex(former), body),
        `Entry ${seq} renews keys without the signature of the former one, or of the new one.`,
      )
    }
    if (key) this.#keys.set(member as string, key)
  }

  #takeHead(note: string, fields: Fields): void {
    const { sha256, verify } = this.#tools
    const parsed = parseNote(note)
    const [signature, more] = parsed?.signatures ?? []
    must(
      hasExactly(fields, 'head') && parsed && isStamp(parsed.checkpoint.at) && signature && !more,
      'This head is not a checkpoint with one signature.',
    )
    if (!parsed || !signature) return
    const { origin, size, root, at } = parsed.checkpoint
    must(origin === `holdfast/${this.#header?.vault}`, 'This head speaks of another ledger.')
    must(
      size === this.#counts.entries && size > (this.#head?.size ?? 0),
      `A head over ${count(size, 'entry', 'entries')} does not belong here.`,
    )
    must(
      sameBytes(root, this.#frontier.root()),
      `The entries do not have the root that was signed when there were ${size}.`,
    )
    const { name, blob } = signature
    const key = name.startsWith('member/') ? this.#keys.get(name.slice('member/'.length)) : undefined
    const signed =
      key &&
      blob.length === 68 &&
      sameBytes(blob.subarray(0, 4), keyHash(sha256, name, key)) &&
      verify(key, parsed.text, blob.subarray(4))
    must(signed, `No key that was in force fits the signature of the head over ${count(size, 'entry', 'entries')}.`)
    const own = [...this.#actors].every((actor) => name === `member/${actor}`)
    must(own, `The head over ${count(size, 'entry', 'entries')} is signed by another member than recorded its entries.`)
    this.#actors.clear()
    this.#head = { size, root: hex(root), at }
    this.#counts.heads++
  }

  #takeTrailer(fields: Fields): void {
    const { entries, heads, disclosed, withheld } = this.#counts
    must(
      hasExactly(fields, 'disclosed entries heads sha256 withheld'),
      'This line is neither an entry nor a head, and not the end.',
    )
    must(entries > 0 && this.#head?.size === entries, `No signed head covers entry ${entries - 1}.`)
    must(this.#header?.size === entries, `The first line says ${this.#header?.size} entries; there are ${entries}.`)
    const counted =
      fields['entries'] === entries &&
      fields['heads'] === heads &&
      fields['disclosed'] === disclosed &&
      fields['withheld'] === withheld
    must(counted, 'The last line does not count what is there.')
    must(fields['sha256'] === this.#before.hex(), 'The lines do not have the hash that the last one states.')
    this.#ended = true
  }
}

/** A JSON object of which this is the canonical form (RFC 8785); undefined for anything else. */
function readCanonical(text: string): Fields | undefined {
  const value = JSON.parse(text) as Json
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return canonical(value) === text ? value : undefined
}

/** Whether an instant is spelled as the ledger's clock spells it: UTC with milliseconds. */
const isStamp = (instant: string): boolean => new Date(instant).toISOString() === instant

/** Whether an object has these fields and no others; their names in order, with spaces between. */
const hasExactly = (fields: Fields, names: string): boolean => Object.keys(fields).sort().join(' ') === names
