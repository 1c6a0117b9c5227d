// Lines of a message by its bytes. Line ends are CR LF, LF, or CR alone where a file has no LF at all.

const LF = 10
const CR = 13

/** Bytes with the line end that they use. */
export interface Source {
  bytes: Buffer
  eol: typeof LF | typeof CR
}

export const sourceOf = (bytes: Buffer): Source => ({
  bytes,
  eol: bytes.includes(LF) || !bytes.includes(CR) ? LF : CR,
})

/** Where the line that begins at `at` ends without its line end, and where the next one begins; never past `end`. */
export function lineAt({ bytes, eol }: Source, at: number, end: number): { stop: number; next: number } {
  const found = bytes.indexOf(eol, at)
  if (found === -1 || found >= end) return { stop: end, next: end }
  const stop = eol === LF && found > at && bytes[found - 1] === CR ? found - 1 : found
  return { stop, next: found + 1 }
}

/** The end of what stands before a line, without the line end that belongs to that line (RFC 2046, section 5.1.1). */
export function beforeLine({ bytes, eol }: Source, lineStart: number, from: number): number {
  if (lineStart <= from || bytes[lineStart - 1] !== eol) return Math.max(lineStart, from)
  const stop = lineStart - 1
  return eol === LF && stop > from && bytes[stop - 1] === CR ? stop - 1 : stop
}
