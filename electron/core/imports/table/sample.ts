import type { SteadyFile } from '../../record/vault/index.ts'
import type { LetterSample } from './letters.ts'

/** Bytes by which the shape is found, and how many more there may be until the first lines are whole. */
const headBytes = 1 << 18
const mostHead = 1 << 22
const headLines = 3
const mostOdd = 1 << 18

/** Bytes of a table that are looked at together. */
export const pieceSize = 1 << 18

/** Reads a whole file once for what its encoding and shape are found by; its bytes are not kept. Fails with CONFLICT or IO. */
export async function sampleOf(file: SteadyFile): Promise<LetterSample> {
  const head = new Head()
  const odd: Buffer[] = []
  let others = 0
  const utf8 = new Utf8Check()
  for await (const chunk of file.pieces(pieceSize)) {
    head.add(chunk)
    utf8.add(chunk)
    if (others < mostOdd)
      for (const line of oddLines(chunk, mostOdd - others)) {
        odd.push(line)
        others += line.length
      }
  }
  return { ...head.end(), odd: Buffer.concat(odd), utf8: utf8.end() }
}

/** The same of bytes that are in memory. */
export function sampleIn(bytes: Buffer): LetterSample {
  const head = new Head()
  head.add(bytes)
  const utf8 = new Utf8Check()
  utf8.add(bytes)
  return { ...head.end(), odd: Buffer.concat([...oddLines(bytes, mostOdd)]), utf8: utf8.end() }
}

/** The first bytes of a table, with its first lines whole where they are long, as a line of many columns is. */
class Head {
  private readonly parts: Buffer[] = []
  private length = 0
  private lines = 0
  private whole = true

  add(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += headBytes) {
      if (this.length >= (this.lines < headLines ? mostHead : headBytes)) {
        this.whole = false
        return
      }
      const piece = chunk.subarray(at, at + headBytes)
      this.parts.push(piece)
      this.length += piece.length
      this.lines += piece.toString('latin1').match(/\r\n|\n|\r/g)?.length ?? 0
    }
  }

  end(): Pick<LetterSample, 'head' | 'whole'> {
    return { head: Buffer.concat(this.parts), whole: this.whole }
  }
}

/** Lines with bytes above ASCII, until there are enough of them. */
function* oddLines(chunk: Buffer, most: number): Generator<Buffer> {
  let given = 0
  let start = 0
  let end = 0
  while (start < chunk.length && given < most) {
    // Lines that end with CR alone, or never, are looked at in pieces; their end is looked for once.
    if (end <= start) end = chunk.indexOf(0x0a, start) + 1 || chunk.length
    const stop = Math.min(end, start + 4096)
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
