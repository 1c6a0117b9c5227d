import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, writeFile, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { showSize } from '../../../shared/kernel/show.ts'
import {
  judgeManifest,
  judgeOffer,
  notIntact,
  requireKeys,
  type JudgedManifest,
  type Offer,
  type Running,
} from '../../../shared/update/judge.ts'
import type { UpdateKeys } from '../../../shared/update/keys.ts'
import { manifestLimit, type Channel } from '../../../shared/update/manifest.ts'
import type { Program } from '../place.ts'
import { readUpdateKeys, verifyEd25519 } from './keys.ts'
import { readMemory, rememberRelease, type Memory } from './memory.ts'

/** What an update is verified against. */
export interface UpdatePlace {
  program: Program
  /** Where this computer remembers what it verified. */
  home: string
  /** The channel for this once; left out: the one that was set. */
  channel?: Channel | undefined
}

/** The manifest that lies beside a file of a release when nobody names another. */
export const manifestBeside = (file: string): string => `${file}.update`

/**
 * Verifies a file of a release and the manifest that came with it, and remembers the release. `named` is the name that
 * the release gave to the file. Fails as `judgeManifest` does, with UPDATE_NOT_INTACT for a file of another name, size
 * or SHA-256, and with FILE_NOT_FOUND or IO.
 */
export async function verifyUpdate(
  place: UpdatePlace,
  file: string,
  manifest: string,
  named = basename(file),
): Promise<JudgedManifest> {
  const judged = await judgeManifestFile(place, manifest)
  const { file: name, size, sha256 } = judged.manifest
  if (named !== name) throw notIntact(`The manifest is of a file named ${name}; this one is named ${named}.`)
  const found = await measure(file)
  if (found.size !== size)
    throw notIntact(`${named} has ${showSize(found.size)} (${found.size} bytes); the manifest says ${size} bytes.`)
  if (found.sha256 !== sha256) throw notIntact(`${named} has SHA-256 ${found.sha256}; the manifest says ${sha256}.`)
  await rememberRelease(place.home, judged.manifest)
  return judged
}

/** Judges the manifest alone; the file of the release is not looked at, and nothing is remembered. */
async function judgeManifestFile(place: UpdatePlace, manifest: string): Promise<JudgedManifest> {
  const { keys, running, seen } = await readJudgement(place)
  return judgeManifest(await readManifest(manifest), keys, verifyEd25519, running, seen)
}

/** Judges a manifest that an address offers, and remembers the release: what was offered once is not taken back. */
export async function judgeOffered(place: UpdatePlace, text: string): Promise<Offer> {
  const { keys, running, seen } = await readJudgement(place)
  const offer = judgeOffer(text, keys, verifyEd25519, running, seen)
  await rememberRelease(place.home, offer.manifest)
  return offer
}

/** What a manifest is judged by. Fails with UPDATE_NO_KEY first in a build without keys: no file could be right for it. */
export async function readJudgement({ program, home, channel }: UpdatePlace): Promise<{
  keys: UpdateKeys
  running: Running & { platform: NodeJS.Platform }
  address: string | null
  seen: Memory['seen']
}> {
  const keys = await readUpdateKeys(join(program.root, 'resources'))
  requireKeys(keys)
  const { channel: chosen, address, seen } = await readMemory(home)
  const { platform, arch } = process
  return { keys, running: { version: program.version, platform, arch, channel: channel ?? chosen }, address, seen }
}

async function readManifest(path: string): Promise<string> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    if (size > manifestLimit) throw notIntact(`${basename(path)} is larger than any manifest of an update.`)
    return (await file.readFile()).toString('utf8')
  } finally {
    await file.close()
  }
}

/** Size and SHA-256 of a file's bytes, read once. */
async function measure(path: string): Promise<{ size: number; sha256: string }> {
  const file = await openFile(path)
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const bytes of piecesOf(file, (await file.stat()).size)) {
      hash.update(bytes)
      size += bytes.length
    }
    return { size, sha256: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** Copies a file that a person named to a new name, at most the bytes that it has now: one may grow as fast as it is read. */
export async function copyNamed(path: string, to: string): Promise<void> {
  const file = await openFile(path)
  try {
    await writeFile(to, piecesOf(file, (await file.stat()).size), { flag: 'wx' })
  } finally {
    await file.close()
  }
}

/** A file's bytes, up to one more than it had: so that one that grew is another one. */
const piecesOf = (file: FileHandle, size: number): AsyncIterable<Buffer> =>
  file.createReadStream({ start: 0, end: size, autoClose: false, highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>

/** Opens a file that a person named; a pipe or a folder in its place is refused without waiting. */
async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw new HoldfastError('INVALID_INPUT', `${path} is not a file.`, 'Name the file of the release.')
}
