import { Unreadable } from '../../../readers/index.ts'

/** The functions of libarchive (WebAssembly) that are used here; pointers are numbers, 0 is none. */
interface Wasm {
  HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  _archive_close(archive: number): void
  _get_next_entry(archive: number): number
  _archive_entry_pathname(entry: number): number
  _archive_entry_size(entry: number): number
  _archive_entry_filetype(entry: number): number
  _archive_entry_is_encrypted(entry: number): number
  _archive_entry_mtime_nsec(entry: number): number
  _archive_read_data_skip(archive: number): number
  _get_filedata(archive: number, size: number): number
  _archive_error_string(archive: number): number
  cwrap(name: 'archive_open', result: 'number', takes: readonly string[]): Open
}
type Open = (data: number, size: number, password: string | null, locale: string) => number

/** One entry as libarchive reads it. */
export interface PackedEntry {
  name: Uint8Array
  /** Bytes as stated. */
  size: number
  kind: 'file' | 'folder' | 'link' | 'other'
  encrypted: boolean
  /** Seconds since 1970; undefined where it does not say. */
  modified: number | undefined
}

/** Where the entry's time of change lies in libarchive's own record, and its nanoseconds after it. */
const timeAt = 48
const kinds = new Map<number, PackedEntry['kind']>([
  [0o100000, 'file'],
  [0o040000, 'folder'],
  [0o120000, 'link'],
])

let loaded: Promise<Wasm> | undefined

async function load(): Promise<Wasm> {
  // The package's own door starts a thread that copies each member over; the module in it is called here at once.
  const module = new URL(import.meta.resolve('libarchive.js/src/webworker/wasm-gen/libarchive.js'))
  const { default: start } = (await import(/* @vite-ignore */ module.href)) as {
    default: (settings: object) => Promise<Wasm>
  }
  return start({ print: () => undefined, printErr: () => undefined })
}

/** Archives that libarchive reads, from all of their bytes. */
export class Packed {
  readonly #wasm: Wasm
  readonly #bytes: Uint8Array
  readonly #password: string | undefined

  private constructor(wasm: Wasm, bytes: Uint8Array, password: string | undefined) {
    this.#wasm = wasm
    this.#bytes = bytes
    this.#password = password
  }

  static async of(bytes: Uint8Array, password?: string): Promise<Packed> {
    loaded ??= load()
    return new Packed(await loaded, bytes, password)
  }

  /** The entries in their order, `most` at most; `stopped`: libarchive's own words for why there are no more. */
  list(most: number): { entries: PackedEntry[]; stopped: string | undefined; more: boolean } {
    const entries: PackedEntry[] = []
    const stopped = this.#walk((entry, archive) => {
      entries.push(this.#entry(entry))
      this.#wasm._archive_read_data_skip(archive)
      return entries.length < most
    })
    return { entries, stopped, more: entries.length >= most }
  }

  /** The bytes of the entry that stands at an index of the list, or libarchive's words for why there are none. */
  take(index: number): Uint8Array | string {
    let at = 0
    let taken: Uint8Array | string | undefined
    const stopped = this.#walk((entry, archive) => {
      if (at++ < index) {
        this.#wasm._archive_read_data_skip(archive)
        return true
      }
      const size = this.#wasm._archive_entry_size(entry)
      if (size === 0) taken = new Uint8Array(0)
      else {
        const data = this.#wasm._get_filedata(archive, size)
        taken = data > 0 ? this.#wasm.HEAPU8.slice(data, data + size) : this.#why(archive)
        if (data > 0) this.#wasm._free(data)
      }
      return false
    })
    return taken ?? stopped ?? ''
  }

  /** Goes through the archive as long as `each` says so; gives why it ended before its end. */
  #walk(each: (entry: number, archive: number) => boolean): string | undefined {
    const wasm = this.#wasm
    const data = wasm._malloc(this.#bytes.length)
    if (data === 0) throw new Unreadable('Reading it takes more memory than a file may (700 MB), and was stopped.')
    wasm.HEAPU8.set(this.#bytes, data)
    try {
      const open = wasm.cwrap('archive_open', 'number', ['number', 'number', 'string', 'string'])
      const archive = open(data, this.#bytes.length, this.#password ?? null, 'en_US.UTF-8')
      for (;;) {
        const entry = wasm._get_next_entry(archive)
        if (entry <= 0) {
          const why = this.#why(archive)
          // What it could not open at all it has closed itself.
          if (!/Unrecognized/.test(why)) wasm._archive_close(archive)
          return why === '' ? undefined : why
        }
        if (!each(entry, archive)) {
          wasm._archive_close(archive)
          return undefined
        }
      }
    } catch (thrown) {
      // The module is in no state to go on with.
      loaded = undefined
      if (thrown instanceof Unreadable) throw thrown
      throw new Unreadable('It is damaged in a way that ended what reads it.')
    } finally {
      if (loaded !== undefined) wasm._free(data)
    }
  }

  #entry(entry: number): PackedEntry {
    const wasm = this.#wasm
    const view = new DataView(wasm.HEAPU8.buffer)
    const seconds = Number(view.getBigInt64(entry + timeAt, true))
    // The library's own call for the nanoseconds says whether the record lies as it is taken to.
    const sure = view.getUint32(entry + timeAt + 8, true) === wasm._archive_entry_mtime_nsec(entry) >>> 0
    return {
      name: this.#text(wasm._archive_entry_pathname(entry)),
      size: wasm._archive_entry_size(entry) >>> 0,
      kind: kinds.get(wasm._archive_entry_filetype(entry) & 0o170000) ?? 'other',
      encrypted: wasm._archive_entry_is_encrypted(entry) > 0,
      modified: sure && seconds !== 0 ? seconds : undefined,
    }
  }

  #why(archive: number): string {
    return Buffer.from(this.#text(this.#wasm._archive_error_string(archive))).toString()
  }

  #text(pointer: number): Uint8Array {
    if (pointer <= 0) return new Uint8Array(0)
    const heap = this.#wasm.HEAPU8
    return heap.slice(pointer, heap.indexOf(0, pointer))
  }
}
