import { isUtf8 } from 'node:buffer'
import { constants } from 'node:fs'
import { open, stat, writeFile } from 'node:fs/promises'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { count } from '../../../shared/kernel/show.ts'

/**
 * Reads a text that a person named, or standard input for `-`. Fails with FILE_NOT_FOUND, IO or INVALID_INPUT: a text
 * in another encoding than UTF-8 would be kept with its letters replaced, and nobody would see it.
 */
export async function readWords(source: string): Promise<string> {
  const bytes = await (source === '-' ? whole(process.stdin, source) : readNamed(source))
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!utf16 && isUtf8(bytes)) return bytes.toString('utf8').replace(/^\ufeff/, '')
  throw new HoldfastError(
    'INVALID_INPUT',
    `${nameOf(source)} is not text in UTF-8${utf16 ? ' but in UTF-16' : ''}; nothing was recorded.`,
    'Save it as UTF-8 and try again.',
  )
}

/** Reads a JSON text that a person named, or standard input for `-`. Fails as `readWords` does. */
export async function readJson(source: string): Promise<unknown> {
  const words = await readWords(source)
  try {
    return JSON.parse(words)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.replace(/\s+/g, ' ') : 'it could not be read'
    throw new HoldfastError(
      'INVALID_INPUT',
      `${nameOf(source)} is not JSON: ${why}.`,
      'Correct it and try again; nothing was recorded.',
      thrown,
    )
  }
}

/** Writes a text under a name that is free. Fails with ALREADY_EXISTS or IO; nothing is ever overwritten. */
export async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code !== 'EEXIST') throw thrown
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `There is a file ${path} already.`,
      'Choose another name; nothing was overwritten.',
      thrown,
    )
  })
}

/** A place by its name, else by its coordinates. */
export const placeInWords = (place: {
  name?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
}): string => place.name ?? `${place.latitude ?? '?'}, ${place.longitude ?? '?'}`

const nameOf = (source: string): string => (source === '-' ? 'Standard input' : source)

/** Bytes of a text; a record of a million characters has fewer. */
const most = 32 << 20

/** What a shell opened for this command, `<(…)` too, is waited for like standard input. */
const opened = /^\/(?:dev|proc\/self)\/(?:fd\/\d+|stdin)$/

async function readNamed(path: string): Promise<Buffer> {
  const given = opened.test(path)
  if (!given) requireFile(path, await stat(path))
  // Nobody may ever write to a pipe that lies there by now.
  const file = await open(path, constants.O_RDONLY | (given ? 0 : (constants.O_NONBLOCK ?? 0)))
  try {
    if (!given) requireFile(path, await file.stat())
    return await whole(file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>, path)
  } finally {
    await file.close()
  }
}

function requireFile(path: string, found: { isFile(): boolean; isDirectory(): boolean }): void {
  if (found.isFile()) return
  const what = found.isDirectory() ? 'is a folder, not a file' : 'is no file that ends'
  throw new HoldfastError('INVALID_INPUT', `${path} ${what}.`, 'Name a file and try again; - reads standard input.')
}

async function whole(pieces: AsyncIterable<Uint8Array>, source: string): Promise<Buffer> {
  const all: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    all.push(piece)
    size += piece.length
    if (size <= most) continue
    throw new HoldfastError(
      'INVALID_INPUT',
      `${nameOf(source)} is larger than 32 MiB, more than any record takes; nothing was recorded.`,
      'Keep a file of this size as an exhibit.',
    )
  }
  return Buffer.concat(all, size)
}

/** Of rows of a table that were passed over. */
export const skippedInWords = (rows: number): string =>
  `${count(rows, 'row')} passed over: from this very file ${rows === 1 ? 'it' : 'they'} came in before.`
