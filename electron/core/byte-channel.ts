import type { OfferedBytes, PageBytes } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'

/** A piece of offered bytes. */
export interface Piece {
  /** Of the whole. */
  size: number
  mediaType: string
  bytes: Uint8Array
}

/** The door of the byte channel for a host, which knows tokens only. */
export interface ByteDoor {
  /** At most `pieceLimit` bytes from `from` on, none at or beyond the end; undefined: no such token, or they cannot be read. */
  read(token: string, from: number, length: number): Promise<Piece | undefined>
  /** Takes a piece that is sent, each right after the one before it. False: no such token, or not the next piece. */
  write(token: string, at: number, bytes: Uint8Array): Promise<boolean>
}

/** The byte channel of all documents. */
export interface ByteChannel extends ByteDoor {
  of(page: AbortSignal): PageBytes
  /** Every token dies. */
  clear(): void
}

/** Bytes of one piece, at most. */
const pieceLimit = 1 << 20
/** Bytes that documents have sent and nobody has taken yet, at most. */
const waitingLimit = 400_000_000

interface Expected {
  size: number
  received: number
  pieces: Uint8Array[]
}

/** `random` makes tokens; `log` hears of bytes that could not be read. */
export function byteChannel(random: (bytes: number) => Uint8Array, log: (event: string) => void): ByteChannel {
  const offered = new Map<string, OfferedBytes>()
  const expected = new Map<string, Expected>()
  const pages = new Set<Map<string, string>>()
  const newToken = (): string => Buffer.from(random(24)).toString('base64url')

  const drop = (token: string): void => {
    offered.get(token)?.end()
    offered.delete(token)
    expected.delete(token)
  }
  // One piece at a time: a page that asks for many at once waits, and what others do goes on.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const known = new WeakMap<AbortSignal, PageBytes>()
  const pageBytes = (page: AbortSignal): PageBytes => {
    const names = new Map<string, string>()
    pages.add(names)
    page.addEventListener('abort', () => {
      pages.delete(names)
      for (const token of names.values()) drop(token)
    })
    const enter = (name: string): string => {
      const token = newToken()
      names.set(name, token)
      return token
    }
    return {
      offer(name, make) {
        const token = names.get(name) ?? enter(name)
        if (!offered.has(token)) offered.set(token, make())
        return token
      },
      withdraw(token) {
        for (const [name, own] of names)
          if (own === token) {
            names.delete(name)
            drop(token)
          }
      },
      expect(size) {
        const waiting = [...expected.values()].reduce((sum, one) => sum + one.size, 0)
        if (waiting + size > waitingLimit) throw tooMuch()
        const token = enter(`sent ${names.size} ${newToken()}`)
        expected.set(token, { size, received: 0, pieces: [] })
        return token
      },
      take(token) {
        const sent = [...names.values()].includes(token) ? expected.get(token) : undefined
        if (sent === undefined || sent.received < sent.size) throw notThere()
        expected.delete(token)
        return Buffer.concat(sent.pieces, sent.size)
      },
    }
  }

  return {
    of(page) {
      const bytes = known.get(page) ?? pageBytes(page)
      known.set(page, bytes)
      return bytes
    },
    read: (token, from, length) =>
      inTurn(async () => {
        const source = offered.get(token)
        if (!source) return undefined
        const { size, mediaType } = source
        const most = Math.max(0, Math.min(length, pieceLimit, size - from))
        try {
          const bytes = most === 0 ? new Uint8Array(0) : await source.read(from, most)
          // Locked meanwhile: nothing of it leaves any more.
          return offered.get(token) === source ? { size, mediaType, bytes } : undefined
        } catch {
          log('bytes for the window could not be read')
          return undefined
        }
      }),
    write: (token, at, bytes) =>
      inTurn(() => {
        const sink = expected.get(token)
        const fits = sink !== undefined && at === sink.received && at + bytes.length <= sink.size
        if (fits) {
          sink.pieces.push(bytes)
          sink.received += bytes.length
        }
        return Promise.resolve(fits)
      }),
    clear() {
      for (const token of [...offered.keys(), ...expected.keys()]) drop(token)
      for (const names of pages) names.clear()
    },
  }
}

const notThere = (): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    'The bytes of something that was pasted did not arrive; nothing was kept.',
    'Paste it again.',
  )

const tooMuch = (): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    'More was pasted than this window can hand over at once; nothing was kept.',
    'Save the files to a folder and choose them from there.',
  )
