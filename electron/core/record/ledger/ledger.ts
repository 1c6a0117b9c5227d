import type { z } from 'zod'
import { hex, sameBytes } from '../../../../shared/kernel/bytes.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { entryText, noPrevious, type Entry } from '../../../../shared/ledger/entry.ts'
import { checkpointText, formatNote, keyHash, parseNote } from '../../../../shared/ledger/note.ts'
import type { Frontier } from '../../../../shared/ledger/tree.ts'
import {
  commitmentTo,
  leafOf,
  sha256,
  sha256Hex,
  signText,
  type Reader,
  type Store,
  type Vault,
  upgradeNeeded,
  verifyText,
} from '../vault/index.ts'
import { Salts } from './salts.ts'
import { Tiles } from './tiles.ts'
import { clockView } from './clock.ts'
import { destroy } from './destroyed.ts'
import { entriesAt, instantOf, tablesAsOf, rootAt, WholeAsOf } from './as-of.ts'
import { readerOf } from './form.ts'
import { projector } from './project.ts'
import { refreshViews } from './replay.ts'
import type { AnyView, EntrySchemas, FieldSet, Recorded, View } from './view.ts'

/** What a head says, for people and for comparison. */
export interface HeadInfo {
  size: number
  /** Hexadecimal. */
  root: string
  at: string
}

/** One command's stretch of the record: all of it is committed, signed and projected, or none. */
export interface Transaction {
  /** The one instant of everything in it, ISO 8601 in UTC. */
  readonly at: string
  readonly db: Reader
  /** Appends an entry and projects it at once. Its payload is checked against the view's schema. */
  readonly append: <E extends EntrySchemas, K extends keyof E & string>(
    view: View<E>,
    type: K,
    about: { subject: string; case?: string | undefined },
    payload: z.input<E[K]>,
  ) => Recorded
  /** Names a blob whose bytes are safely on the disk; this row is the moment from which it counts. */
  readonly keepBlob: (blob: { name: string; key: Uint8Array; size: number }) => void
  /**
   * Destroys the payloads (with their salts) of earlier entries and the keys of blobs, under the entry `by`, which must
   * name them. The entries stay, and so do chain and tree: they hold commitments only.
   */
  readonly destroy: (by: Recorded, what: { entries: readonly number[]; blobs: readonly string[] }) => void
}

interface State {
  size: number
  last: string
  lastAt: string
  tiles: Tiles
  frontier: Frontier
}

export interface LedgerOptions {
  vault: Vault
  views: readonly AnyView[]
  now: () => number
  /** Called after each committed transaction. It must not throw: what was committed is not undone. */
  onRecorded?: (entries: number) => void
}

/** The record of one vault. Its only writer. */
export class Ledger {
  readonly #vault: Vault
  readonly #store: Store
  readonly #views: readonly AnyView[]
  readonly #project: ReturnType<typeof projector>
  readonly #read: ReturnType<typeof readerOf>
  readonly #now: () => number
  readonly #onRecorded: (entries: number) => void
  readonly #device: string
  readonly #salts: Salts
  #state: State
  #busy = false
  /** What the ledger itself shows to be wrong. */
  #broken: HoldfastError | undefined
  /** What somebody outside knows against it. */
  #held: HoldfastError | undefined
  /** That the vault is of an earlier form. */
  readonly #older: HoldfastError | undefined
  /** Entries that no table could be made of when all were made anew on opening. */
  readonly passedOver: readonly number[]

  constructor({ vault, views, now, onRecorded = () => undefined }: LedgerOptions) {
    this.#vault = vault
    this.#store = vault.store
    this.#views = views
    this.#project = projector(views)
    this.#read = readerOf(views)
    this.#now = now
    this.#onRecorded = onRecorded
    this.#older = vault.reading && upgradeNeeded(vault.reading.older)
    this.#device = deviceOf(vault)
    this.#salts = new Salts(vault.random)
    this.#state = loadState(this.#store)
    this.#broken = this.#lastHeadFault()
    this.passedOver = this.#broken ? [] : refreshViews(this.#store, views)
  }

  /** Why nothing may be added any more; undefined in a sound ledger. Reading and auditing go on. */
  get fault(): HoldfastError | undefined {
    return this.unsound ?? this.#older
  }

  /** The same, but for that the vault is of an earlier form, which is no fault of its record. */
  get unsound(): HoldfastError | undefined {
    return this.#broken ?? this.#held
  }

  /** Takes no more entries, for a reason that is known from outside, until `resume`. */
  suspend(reason: HoldfastError): void {
    this.#held = reason
  }

  /** Lets work go on that was held; `record` writes down that somebody decided so. When that fails, it stays held. */
  resume(record: () => void): void {
    const held = this.#held
    this.#held = undefined
    try {
      record()
    } catch (thrown) {
      this.#held = held
      throw thrown
    }
  }

  /** Takes no more entries from now on, because an audit found `what`: a sentence's end after “The ledger of this vault”. */
  stop(what: string): void {
    this.#broken ??= broken(what)
  }

  /** `holdfast/<vault id>`: the name under which heads speak of this ledger. */
  get origin(): string {
    return `holdfast/${this.#vault.header.id}`
  }

  /** How many entries are committed. */
  get size(): number {
    return this.#state.size
  }

  /** The newest signed head; in a ledger whose heads cannot be read, what its entries come to, with an empty note. */
  head(): HeadInfo & { note: string } {
    const signed = this.#lastHead()
    if (signed) return signed
    return { size: this.#state.size, root: hex(this.#state.frontier.root()), at: this.#state.lastAt, note: '' }
  }

  #lastHead(): (HeadInfo & { note: string }) | undefined {
    const row = this.#store.get<{ note: string }>('select note from head order by size desc limit 1')
    const parsed = row && parseNote(row.note)
    if (!parsed) return undefined
    const { size, root, at } = parsed.checkpoint
    return { size, root: hex(root), at, note: row.note }
  }

  /**
   * Runs one command: everything that `work` appends is committed at FULL, with a head signed by the acting member, or
   * nothing is. `work` must not wait for anything. Fails with NOT_CONFIRMED when the disk refused the commit; then nothing
   * more is taken, because what is on the disk may be one transaction ahead of what is known here.
   */
  transact<T>(work: (transaction: Transaction) => T): T {
    if (this.fault) throw this.fault
    if (this.#busy) throw new Error('a transaction cannot begin inside another')
    this.#busy = true
    const before = this.#state.size
    let result: T
    try {
      result = this.#store.transaction(() => {
        const at = new Date(this.#now()).toISOString()
        if (at < this.#state.lastAt)
          this.#append(
            at,
            clockView,
            'clock.turned-back',
            { subject: this.#device },
            { before: this.#state.lastAt, now: at },
          )
        const value = work({
          at,
          db: this.#store,
          append: (view, type, about, payload) => this.#append(at, view, type, about, payload),
          keepBlob: ({ name, key, size }) =>
            this.#store.run('insert into blob (name, key, size) values (?, ?, ?)', name, key, size),
          destroy: (by, what) => destroy(this.#store, by, what),
        })
        if (this.#state.size > before) this.#signHead(at)
        return value
      })
    } catch (thrown) {
      if (thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED') this.#broken = unsure(thrown)
      // Its folder is another one now: nothing can be put beside it any more.
      if (thrown instanceof HoldfastError && thrown.code === 'VAULT_MOVED') this.#broken ??= thrown
      this.#state = loadState(this.#store)
      throw thrown
    } finally {
      this.#salts.forget()
      this.#busy = false
    }
    const added = this.#state.size - before
    if (added > 0) this.#onRecorded(added)
    return result
  }

  #append(
    at: string,
    view: AnyView,
    type: string,
    about: { subject: string; case?: string | undefined },
    payload: unknown,
  ): Recorded {
    if (about.case !== undefined) for (const { admit } of this.#views) admit?.(this.#store, type, about.case)
    const checked = view.entries[type]?.parse(payload)
    const body = canonical(checked as Json)
    const salt = this.#salts.next()
    const entry: Entry = {
      v: 1,
      seq: this.#state.size,
      prev: this.#state.last,
      at,
      actor: this.#vault.keys.member,
      device: this.#device,
      type,
      case: about.case,
      subject: about.subject,
      commit: commitmentTo(salt, body),
    }
    const text = entryText(entry)
    this.#store.run('insert into entry (seq, bytes) values (?, ?)', entry.seq, text)
    this.#store.run('insert into payload (seq, salt, body) values (?, ?, ?)', entry.seq, salt, body)
    const leaf = leafOf(text)
    this.#state.tiles.append(this.#store, leaf)
    this.#state.frontier.append(leaf)
    this.#state.size++
    this.#state.last = sha256Hex(text)
    this.#state.lastAt = at
    // Projected as it will be read back, so that a replay makes the same rows to the letter.
    this.#project(this.#store, entry, JSON.parse(body))
    return entry
  }

  #signHead(at: string): void {
    const { signing, signingPublic, member } = this.#vault.keys
    const name = `member/${member}`
    const { size, frontier } = this.#state
    const text = checkpointText({ origin: this.origin, size, root: frontier.root(), at })
    const note = formatNote(text, name, keyHash(sha256, name, signingPublic), signText(signing, text))
    this.#store.run('insert into head (size, note) values (?, ?)', size, note)
  }

  /** A ledger cut back to an earlier moment, or with other hashes than its last head signed, takes no more entries. */
  #lastHeadFault(): HoldfastError | undefined {
    if (this.#state.size === 0) return undefined
    const signed = this.#lastHead()
    const fits = signed?.size === this.#state.size && signed.root === hex(this.#state.frontier.root())
    if (fits && this.#isSigned(signed.note)) return undefined
    return broken('does not end in the head that was signed last; it opens for reading and audit only')
  }

  /** By a key of the header, which only the vault key can seal: the database's key alone does not let one go on. */
  #isSigned(note: string): boolean {
    const parsed = parseNote(note)
    return this.#vault.header.members.some(({ id, ed25519 }) => {
      const [key, name] = [Buffer.from(ed25519, 'hex'), `member/${id}`]
      const blob = parsed?.signatures.find((one) => one.name === name)?.blob
      if (!parsed || !blob || !sameBytes(blob.subarray(0, 4), keyHash(sha256, name, key))) return false
      return verifyText(key, parsed.text, blob.subarray(4))
    })
  }

  /** How many entries had been recorded at an instant (ISO 8601 in UTC with milliseconds). */
  entriesAt(instant: string): number {
    return entriesAt(this.#store, this.#state.size, instant)
  }

  /** When an entry was recorded. */
  instantOf(seq: number): string {
    return instantOf(this.#store, seq)
  }

  /** The root over the first `size` entries, hexadecimal. */
  rootAt(size: number): string {
    return rootAt(this.#store, size)
  }

  /** Tables in memory, projected from these entries alone. */
  tablesAsOf(seqs: readonly number[]): Store {
    return tablesAsOf(this.#store, this.#views, seqs)
  }

  /** All tables in memory, to be brought to the moment that is asked for. */
  wholeAsOf(): WholeAsOf {
    return new WholeAsOf(this.#store, this.#views)
  }

  /** How many entries the maker of an entry had before them: what the newest head signed before it covers. */
  sizeBefore(seq: number): number {
    return this.#store.get<{ size: number }>('select size from head where size <= ? order by size desc', seq)?.size ?? 0
  }

  /** What an entry recorded, in the newest form of its type; undefined where it does not have the form of its type, which counts for nothing. */
  said(type: string, body: string): unknown {
    return this.#read(type, body).payload
  }

  /** Which fields an entry sets, from its own view; none where what it recorded counts for nothing. */
  changesIn(type: string, body: string): FieldSet[] {
    const payload = this.said(type, body)
    return payload === undefined ? [] : (this.#viewOf(type)?.changes?.[type]?.(payload as never) ?? [])
  }

  /** One line about an entry, from its own view; that it is not readable where what it recorded counts for nothing. */
  describe({ seq, type }: Pick<Entry, 'seq' | 'type'>, body: string): string {
    const { payload, why } = this.#read(type, body)
    if (why === 'type') return `Not readable: entry ${seq} is of a type that is not known here (${type})`
    if (why) return `Not readable: what entry ${seq} recorded does not have the form of its type (${type})`
    return this.#viewOf(type)?.summarise[type]?.(payload as never, this.#store) ?? type
  }

  #viewOf(type: string): AnyView | undefined {
    return this.#views.find((one) => type in one.entries)
  }
}

const broken = (how: string): HoldfastError =>
  new HoldfastError(
    'LEDGER_BROKEN',
    `The ledger of this vault ${how}.`,
    'Audit it to see what was changed, keep the folder as it is, and go on working in a backup.',
  )

const unsure = (cause: unknown): HoldfastError =>
  new HoldfastError(
    'IO',
    'The disk did not confirm an earlier step, so nothing more is recorded in this session.',
    'Check the disk; then lock the vault and unlock it again.',
    cause,
  )

function loadState(store: Store): State {
  const last = store.get<{ seq: number; bytes: string }>('select seq, bytes from entry order by seq desc limit 1')
  const tiles = Tiles.load(store, (start) =>
    store
      .all<{ bytes: string }>('select bytes from entry where seq >= ? order by seq', start)
      .map((row) => leafOf(row.bytes)),
  )
  return {
    size: last ? last.seq + 1 : 0,
    last: last ? sha256Hex(last.bytes) : noPrevious,
    lastAt: last ? (JSON.parse(last.bytes) as Entry).at : '',
    tiles,
    frontier: tiles.frontier(),
  }
}

function deviceOf({ store, random }: Vault): string {
  const found = store.get<{ value: string }>(`select value from setting where name = 'device'`)
  if (found) return found.value
  const device = hex(random(16))
  store.run(`insert into setting (name, value) values ('device', ?)`, device)
  return device
}
