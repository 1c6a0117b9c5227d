import { isUtf8 } from 'node:buffer'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/**
 * Passes a file's bytes on, whole lines at a time, as long as they are text in UTF-8. Fails with INVALID_INPUT that
 * names the first line that is not: read with letters replaced, people's names and words would be lost in silence.
 */
export function utf8Only(path: string): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let rest: Buffer[] = []
    let lines = 0
    let held = 0
    const checked = (block: Buffer): Buffer => {
      if (lines === 0 && (startsWith(block, 0xff, 0xfe) || startsWith(block, 0xfe, 0xff))) throw inUtf16(path)
      if (!isText(block)) throw notUtf8(path, lines + firstBadLine(block))
      lines += countLines(block)
      return block
    }
    for await (const chunk of source) {
      // A line feed is never part of another character, so a block that ends with one ends with a whole character.
      const end = chunk.lastIndexOf(0x0a) + 1
      if (end > 0) {
        yield checked(Buffer.concat([...rest, chunk.subarray(0, end)]))
        rest = []
      }
      if (end < chunk.length) rest.push(chunk.subarray(end))
      held = end > 0 ? chunk.length - end : held + chunk.length
      if (held > longest) throw withoutLines(path, lines + 1)
    }
    if (rest.length > 0) yield checked(Buffer.concat(rest))
  }
}

/** UTF-8 without NUL: a NUL means UTF-16 without its mark, or no text at all. */
const isText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0)

const startsWith = (bytes: Buffer, first: number, second: number): boolean => bytes[0] === first && bytes[1] === second

function countLines(block: Buffer): number {
  let lines = 0
  for (let at = block.indexOf(0x0a); at !== -1; at = block.indexOf(0x0a, at + 1)) lines++
  return lines
}

function firstBadLine(block: Buffer): number {
  let line = 1
  let start = 0
  for (let at = block.indexOf(0x0a); at !== -1; at = block.indexOf(0x0a, start)) {
    if (!isText(block.subarray(start, at))) return line
    start = at + 1
    line++
  }
  return line
}

// A file without line feeds would be held in memory whole; a record of the parser's is far shorter.
const longest = 64 * 1024 * 1024

const withoutLines = (path: string, line: number): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} has no line end for 64 MiB after line ${line}; nothing was imported.`,
    'Name a CSV file whose lines end with a line feed.',
  )

const inUtf16 = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} is in UTF-16; nothing was imported.`,
    'Save it as CSV in UTF-8 and import it again.',
  )

const notUtf8 = (path: string, line: number): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} is not text in UTF-8 (first in line ${line}); nothing was imported.`,
    'Save it as CSV in UTF-8 and import it again.',
  )
