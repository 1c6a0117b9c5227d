import type { ByteDoor } from '../core/app.ts'
import { securityHeaders } from './window-security.ts'

/** A request of the window's page for bytes, whichever host it came to. */
export interface ByteRequest {
  url: string
  method: string
  /** The header `range`, where there is one. */
  range: string | undefined
  /** What the page sent. */
  body(): Promise<Uint8Array>
}

/** An answer whose body comes in pieces, each read when the one before it was taken. */
export interface ByteAnswer {
  status: number
  headers: Record<string, string>
  body: AsyncIterable<Uint8Array>
}

/** Bytes that are asked of the core at once, and that a page may send at once. */
export const pieceSize = 1 << 20

/** What a window can draw or play; everything else is bytes without a meaning to it. */
const shown = /^(?:image\/(?:jpeg|png|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** What is played. */
const playing = /^(?:audio|video)\//

/** The token that a URL of the byte channel names, with where its query says that a piece begins; undefined for other URLs. */
export function tokenIn(url: string, origin: string): { token: string; at: number } | undefined {
  const found = url.startsWith(`${origin}/bytes/`)
    ? /^([\w-]{32})(?:\?at=(\d{1,15}))?$/.exec(url.slice(origin.length + '/bytes/'.length))
    : null
  return found?.[1] === undefined ? undefined : { token: found[1], at: Number(found[2] ?? 0) }
}

/**
 * Answers a request on the byte channel. GET reads, with `range` a part; POST sends one piece, right after the one before
 * it. `played`: bytes of one answer to a part of sound or video, at most. Never fails, says 404, 405, 409, 413 or 416 instead. A read that breaks off fails the body.
 */
export async function answerBytes(
  request: ByteRequest,
  origin: string,
  door: ByteDoor,
  played = Number.POSITIVE_INFINITY,
): Promise<ByteAnswer> {
  const asked = tokenIn(request.url, origin)
  if (!asked) return refused(404)
  const { token, at } = asked
  if (request.method === 'POST') {
    const bytes = await request.body()
    if (bytes.length > pieceSize) return refused(413)
    return refused((await door.write(token, at, bytes)) ? 204 : 409)
  }
  if (request.method !== 'GET') return refused(405)
  const range = rangeIn(request.range)
  const first = await door.read(token, range?.from ?? 0, wantedOf(range, range?.from ?? 0))
  if (!first) return refused(404)
  const { size, mediaType } = first
  const from = range?.from ?? 0
  // A recording is read where it is played: what follows is asked for when it is wanted.
  const most = range && playing.test(mediaType) ? played : Number.POSITIVE_INFINITY
  const to = Math.min(size, range?.to ?? size, from + most)
  if (range && from >= to) return refused(416, { 'content-range': `bytes */${size}` })
  return {
    status: range ? 206 : 200,
    headers: {
      ...securityHeaders,
      // It is a stranger's: whatever it says it is, no page is made of it and nothing in it runs.
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': shown.test(mediaType) ? mediaType : 'application/octet-stream',
      'content-length': String(to - from),
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${from}-${to - 1}/${size}` } : {}),
    },
    body: pieces(door, token, first.bytes, from, to),
  }
}

async function* pieces(
  door: ByteDoor,
  token: string,
  first: Uint8Array,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  let at = from + first.length
  if (first.length > 0) yield first
  while (at < to) {
    const next = await door.read(token, at, Math.min(pieceSize, to - at))
    if (!next || next.bytes.length === 0) throw new Error('these bytes are to be had no more')
    at += next.bytes.length
    yield next.bytes
  }
}

interface Range {
  from: number
  /** First byte that is not wanted any more; undefined: to the end. */
  to: number | undefined
}

const wantedOf = (range: Range | undefined, from: number): number =>
  Math.min(pieceSize, (range?.to ?? Number.POSITIVE_INFINITY) - from)

/** One range, counted from the beginning; another form is passed over, as RFC 9110 (14.2) allows. */
function rangeIn(header: string | undefined): Range | undefined {
  const found = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(header ?? '')
  if (!found) return undefined
  const to = found[2] === undefined ? undefined : Number(found[2]) + 1
  const from = Number(found[1])
  return to !== undefined && to <= from ? undefined : { from, to }
}

function refused(status: number, headers: Record<string, string> = {}): ByteAnswer {
  return { status, headers: { ...securityHeaders, ...headers }, body: nothing() }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // There is nothing to say.
}
