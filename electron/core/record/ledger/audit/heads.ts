import { count } from '../../../../../shared/kernel/show.ts'
import { sameBytes } from '../../../../../shared/kernel/bytes.ts'
import { keyHash, parseNote, type SignedNote } from '../../../../../shared/ledger/note.ts'
import type { Frontier } from '../../../../../shared/ledger/tree.ts'
import { sha256, verifierInThreads, type Reader } from '../../vault/index.ts'
import type { AuditContext } from './problems.ts'

/** The keys that may sign heads: member id → raw Ed25519 public key, as the ledger itself has named them so far. */
export type Keys = Map<string, Uint8Array>

/** Which member's key a payload brings into force, or takes away. */
export type KeyIn = (type: string, body: string) => { member: string; ed25519: Uint8Array | null } | undefined

interface Row {
  size: number
  note: string
}

/** A head, with what the entries came to where it stands. */
interface Seen {
  parsed: SignedNote
  size: number
  root: Uint8Array
  /** How many entries the head before it covers, and who recorded those between. */
  covered: number
  actors: string[]
  isSigned: Promise<boolean>
}

/** Holds each signed head against the tree at the moment when the tree had its size. */
export class HeadCheck {
  readonly #rows: Generator<Row>
  readonly #origin: string
  readonly #keys: Keys
  readonly #verifiers = new WeakMap<Uint8Array, ReturnType<typeof verifierInThreads>>()
  /** Heads whose signatures are being checked. */
  readonly #seen: Seen[] = []
  readonly #report: AuditContext['report']
  readonly #actors = new Set<string>()
  #next: Row | undefined
  /** Size of the last head that was seen: what comes after it is covered by the next one. */
  #covered: number
  /** Whether the head before had another root than the entries: each head after a changed entry has. */
  #apart = false

  /** `from`: how many entries were checked before and are not read again; heads up to there are passed over. */
  constructor(db: Reader, origin: string, size: number, keys: Keys, report: AuditContext['report'], from = 0) {
    this.#rows = headsUpTo(db, from, size)
    this.#covered = from
    this.#origin = origin
    this.#keys = keys
    this.#report = report
    this.#next = this.#take()
  }

  /** To be called before an entry of another instant than the one before it: a transaction ended there, with a head. */
  boundary(frontier: Frontier): void {
    if (this.#covered === frontier.size) return
    const where = `head ${frontier.size}`
    this.#report({
      code: 'HEAD_CHANGED',
      where,
      message: `The head that was signed after entry ${frontier.size - 1} was removed.`,
    })
    this.#covered = frontier.size
  }

  /** To be called with each entry's actor, before `after`. */
  by(actor: string): void {
    this.#actors.add(actor)
  }

  /** To be called after each entry. */
  after(frontier: Frontier): void {
    while (this.#next && this.#next.size < frontier.size) this.#missed(this.#next)
    if (this.#next?.size !== frontier.size) return
    const { note } = this.#next
    const where = `head ${frontier.size}`
    const parsed = parseNote(note)
    // One signature, by one member: a line more is not what was written, even beside a good one.
    if (
      !parsed ||
      parsed.signatures.length !== 1 ||
      parsed.checkpoint.origin !== this.#origin ||
      parsed.checkpoint.size !== frontier.size
    ) {
      this.#report({ code: 'HEAD_CHANGED', where, message: 'This signed head is not one that this ledger wrote.' })
    } else {
      const [root, covered, actors] = [frontier.root(), this.#covered, [...this.#actors]]
      this.#seen.push({ parsed, size: frontier.size, root, covered, actors, isSigned: this.#signedByMember(parsed) })
    }
    this.#covered = frontier.size
    this.#actors.clear()
    this.#next = this.#take()
  }

  /** Judges the heads seen so far, in their order, once their signatures were checked. */
  async settle(): Promise<void> {
    for (const head of this.#seen.splice(0)) {
      const where = `head ${head.size}`
      if (await head.isSigned) {
        this.#compareActors(head, where)
        this.#compareRoots(head)
      } else {
        this.#report({ code: 'HEAD_CHANGED', where, message: 'No key of a member fits its signature.' })
      }
    }
  }

  /** Whoever records also signs: nobody puts another member's name under what they wrote. */
  #compareActors({ parsed, actors }: Seen, where: string): void {
    const signer = parsed.signatures[0]?.name
    const others = actors.filter((actor) => signer !== `member/${actor}`)
    if (others.length === 0) return
    const message = 'It is signed by another member than the one who is said to have recorded its entries.'
    this.#report({ code: 'HEAD_CHANGED', where, message })
  }

  /** Names the first head of a row of heads that do not fit: one changed entry takes every later head with it. */
  #compareRoots({ parsed, root, size, covered }: Seen): void {
    const apart = !sameBytes(parsed.checkpoint.root, root)
    if (apart && !this.#apart) {
      this.#report({
        code: 'ENTRY_CHANGED',
        where: rangeName(covered, size - 1),
        message: `The tree no longer has the root that was signed when it had ${count(size, 'entry', 'entries')}.`,
      })
    }
    this.#apart = apart
  }

  /** To be called when all entries were seen. */
  end(size: number): void {
    while (this.#next) this.#missed(this.#next)
    if (this.#covered >= size) return
    const message = `No signed head covers ${rangeName(this.#covered, size - 1)}.`
    this.#report({ code: 'HEAD_CHANGED', where: `head ${size}`, message })
  }

  /** Checked by threads of the runtime: one after the other, signatures would take most of an audit. */
  async #signedByMember({ signatures, text }: SignedNote): Promise<boolean> {
    for (const { name, blob } of signatures) {
      const key = name.startsWith('member/') ? this.#keys.get(name.slice('member/'.length)) : undefined
      if (!key || !sameBytes(blob.subarray(0, 4), keyHash(sha256, name, key))) continue
      let verifies = this.#verifiers.get(key)
      if (!verifies) this.#verifiers.set(key, (verifies = verifierInThreads(key)))
      if (await verifies(text, blob.subarray(4))) return true
    }
    return false
  }

  #missed(head: Row): void {
    const message = `This head was signed over ${count(head.size, 'entry', 'entries')}, but not all of them are there.`
    this.#report({ code: 'HEAD_CHANGED', where: `head ${head.size}`, message })
    this.#next = this.#take()
  }

  #take(): Row | undefined {
    const row = this.#rows.next()
    return row.done ? undefined : row.value
  }
}

function* headsUpTo(db: Reader, from: number, size: number): Generator<Row, undefined> {
  const sql = 'select size, note from head where size > ? and size <= ? order by size limit 1000'
  for (let after = from; ;) {
    const rows = db.all<Row>(sql, after, size)
    yield* rows
    const last = rows.at(-1)
    if (!last) return undefined
    after = last.size
  }
}

const rangeName = (first: number, last: number): string =>
  first >= last ? `entry ${last}` : `entries ${first} to ${last}`
