import type { SteadyFile } from '../../record/vault/index.ts'
import type { LetterSample } from './letters.ts'
import { headBytes } from './shape.ts'

const mostOdd = 1 << 18

/** Bytes of a table that are looked at together. */
export const pieceSize = 1 << 18

/** Reads a whole file once for what its encoding and shape are found by; its bytes are not kept. Fails with CONFLICT or IO. */
export async function sampleOf(file: SteadyFile): Promise<LetterSample> {
  const head: Buffer[] = []
  const odd: Buffer[] = []
  let [taken, others] = [0, 0]
  const utf8 = new Utf8Check()
  for await (const chunk of file.pieces(pieceSize)) {
    if (taken < headBytes) head.push(chunk.subarray(0, headBytes - taken))
    taken += chunk.length
    utf8.add(chunk)
    if (others < mostOdd)
      for (const line of oddLines(chunk, mostOdd - others)) {
        odd.push(line)
        others += line.length
      }
  }
  return { head: Buffer.concat(head), odd: Buffer.concat(odd), utf8: utf8.end() }
}

/** The same of bytes that are in memory. */
export function sampleIn(bytes: Buffer): LetterSample {
  const utf8 = new Utf8Check()
  utf8.add(bytes)
  return { head: bytes.subarray(0, headBytes), odd: Buffer.concat([...oddLines(bytes, mostOdd)]), utf8: utf8.end() }
}

/** Lines with bytes above ASCII, until there are enough of them. */
function* oddLines(chunk: Buffer, most: number): Generator<Buffer> {
  let given = 0
  let start = 0
  while (start < chunk.length && given < most) {
    const end = chunk.indexOf(0x0a, start)
    // Lines that end with CR alone, or never, are looked at in pieces.
    const stop = Math.min(end < 0 ? chunk.length : end + 1, start + 4096)
    const line = chunk.subarray(start, stop)
    start = stop
    if (!line.some((byte) => byte > 0x7f)) continue
    given += line.length
    yield line
  }
}

class Utf8Check {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private good = true

  add(chunk: Uint8Array): void {
    if (!this.good) return
    try {
      this.decoder.decode(chunk, { stream: true })
    } catch {
      this.good = false
    }
  }

  end(): boolean {
    if (!this.good) return false
    try {
      this.decoder.decode()
      return true
    } catch {
      return false
    }
  }
}
