import type { Duplex } from 'node:stream'

/** Sends messages, each with a body of bytes that may be empty. */
export interface Frames<Out> {
  send(head: Out, body?: Uint8Array): void
}

/**
 * Messages over one stream between two of our own processes: two lengths of four bytes (little-endian), a head of JSON,
 * a body of bytes. Its own form, because the two processes run different versions of V8, whose structured clones need
 * not understand each other.
 */
export function framesOver<In, Out>(stream: Duplex, onFrame: (head: In, body: Buffer) => void): Frames<Out> {
  let held: Buffer[] = []
  let size = 0
  let wanted = lengths
  const take = (bytes: number): Buffer => {
    const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, size)
    held = [all.subarray(bytes)]
    size -= bytes
    return all.subarray(0, bytes)
  }
  let parts: { head: number; body: number } | undefined
  stream.on('data', (chunk: Buffer) => {
    held.push(chunk)
    size += chunk.length
    while (size >= wanted) {
      if (!parts) {
        const given = take(lengths)
        parts = { head: given.readUInt32LE(0), body: given.readUInt32LE(4) }
        wanted = parts.head + parts.body
        continue
      }
      const given = take(wanted)
      const { head } = parts
      parts = undefined
      wanted = lengths
      onFrame(JSON.parse(given.toString('utf8', 0, head)) as In, given.subarray(head))
    }
  })
  return {
    send(head, body = nothing) {
      if (stream.destroyed || stream.writableEnded) return
      const text = Buffer.from(JSON.stringify(head))
      const before = Buffer.alloc(lengths)
      before.writeUInt32LE(text.length, 0)
      before.writeUInt32LE(body.length, 4)
      stream.cork()
      stream.write(before)
      stream.write(text)
      if (body.length > 0) stream.write(body)
      stream.uncork()
    },
  }
}

const lengths = 8
const nothing = new Uint8Array(0)
