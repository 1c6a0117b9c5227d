import { describe, expect, it } from 'vitest'
import type { ByteDoor } from '../core/app.ts'
import { answerBytes, pieceSize, tokenIn, type ByteAnswer } from './window-bytes.ts'

const origin = 'app://holdfast'
const token = 'a'.repeat(32)
const whole = Buffer.from(Array.from({ length: 2 * pieceSize + 10 }, (_, i) => i % 251))

/** A door to `whole`, which says what it was asked. */
function door(mediaType = 'image/png'): ByteDoor & { asked: [number, number][]; sent: [number, number][] } {
  const asked: [number, number][] = []
  const sent: [number, number][] = []
  return {
    asked,
    sent,
    read: (name, from, length) => {
      asked.push([from, length])
      const bytes = whole.subarray(from, from + Math.min(length, pieceSize))
      return Promise.resolve(name === token ? { size: whole.length, mediaType, bytes } : undefined)
    },
    write: (name, at, bytes) => {
      sent.push([at, bytes.length])
      return Promise.resolve(name === token)
    },
  }
}

const get = (to: ByteDoor, range?: string, name = token, played?: number): Promise<ByteAnswer> =>
  answerBytes(
    { url: `${origin}/bytes/${name}`, method: 'GET', range, body: () => Promise.resolve(Buffer.alloc(0)) },
    origin,
    to,
    played,
  )
async function bodyOf({ body }: ByteAnswer): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}

describe('an answer with bytes', () => {
  it('is the whole, piece after piece, each asked for when the one before it was taken', async () => {
    const to = door()
    const answer = await get(to)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': String(whole.length) } })
    const pieces = answer.body[Symbol.asyncIterator]()
    await pieces.next()
    expect(to.asked).toEqual([[0, pieceSize]])
    await pieces.next()
    expect(to.asked).toHaveLength(2)
    // Who goes away asks no more.
    await pieces.return?.()
    expect(to.asked).toHaveLength(2)
    expect((await bodyOf(await get(door()))).equals(whole)).toBe(true)
  })

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=1048570-2097160', 1_048_570, 2_097_161],
    [`bytes=${2 * pieceSize}-`, 2 * pieceSize, 2 * pieceSize + 10],
    [`bytes=5-99999999`, 5, 2 * pieceSize + 10],
  ])('to %s is that part', async (range, from, to) => {
    const answer = await get(door(), range)
    expect(answer.status).toBe(206)
    expect(answer.headers['content-range']).toBe(`bytes ${from}-${to - 1}/${whole.length}`)
    expect((await bodyOf(answer)).equals(whole.subarray(from, to))).toBe(true)
  })

  it('of a recording is a mebibyte at most in a host that answers in one go', async () => {
    for (const [range, from, to] of [
      ['bytes=0-', 0, pieceSize],
      ['bytes=7-99999999', 7, 7 + pieceSize],
      [`bytes=${2 * pieceSize}-`, 2 * pieceSize, whole.length],
    ] as const) {
      const answer = await get(door('video/mp4'), range, token, pieceSize)
      expect(answer).toMatchObject({
        status: 206,
        headers: { 'content-range': `bytes ${from}-${to - 1}/${whole.length}`, 'cache-control': 'no-store' },
      })
      expect((await bodyOf(answer)).equals(whole.subarray(from, to))).toBe(true)
    }
    // The desktop’s engine takes the length of an answer for that of the file, so it goes to the end there, by pieces.
    const to = door('video/mp4')
    const answer = await get(to, 'bytes=7-')
    expect(answer.headers['content-length']).toBe(String(whole.length - 7))
    await answer.body[Symbol.asyncIterator]().next()
    expect(to.asked).toEqual([[7, pieceSize]])
  })

  it('says what it cannot', async () => {
    expect((await get(door(), `bytes=${whole.length}-`)).status).toBe(416)
    expect((await get(door(), undefined, 'b'.repeat(32))).status).toBe(404)
    for (const odd of ['bytes=5-2', 'bytes=-5', 'bytes=0-1,4-5', 'lines=1-2'])
      expect((await get(door(), odd)).status).toBe(200)
    const url = `${origin}/bytes/${token}`
    const body = (): Promise<Uint8Array> => Promise.resolve(Buffer.alloc(pieceSize + 1))
    expect((await answerBytes({ url, method: 'POST', range: undefined, body }, origin, door())).status).toBe(413)
    expect((await answerBytes({ url, method: 'DELETE', range: undefined, body }, origin, door())).status).toBe(405)
  })

  it('makes no page and no script of a stranger’s bytes', async () => {
    for (const mediaType of [
      'text/html',
      'image/svg+xml',
      'text/javascript',
      'application/pdf',
      'image/png; charset=x',
    ])
      expect((await get(door(mediaType))).headers['content-type']).toBe('application/octet-stream')
    expect((await get(door())).headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it('takes a piece at the place that its query names', async () => {
    const to = door()
    const url = `${origin}/bytes/${token}?at=1048576`
    const body = (): Promise<Uint8Array> => Promise.resolve(Buffer.from('abc'))
    expect((await answerBytes({ url, method: 'POST', range: undefined, body }, origin, to)).status).toBe(204)
    expect(to.sent).toEqual([[1_048_576, 3]])
  })
})

it.each([
  `/bytes/${token}x`,
  `/bytes/${token}/`,
  `/bytes/${token}?at=-1`,
  `/bytes/${token}?from=1`,
  `/bytes/../${token}`,
  `/byte/${token}`,
  `.evil.example/bytes/${token}`,
])('%s names no bytes', (path) => {
  expect(tokenIn(origin + path, origin)).toBeUndefined()
})
