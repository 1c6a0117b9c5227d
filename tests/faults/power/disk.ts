import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneOf } from '../measure.ts'
import type { Operation, Recording } from './trace.ts'

const sector = 512
type Kind<K extends Operation['kind']> = Extract<Operation, { kind: K }>
type Change = Kind<'names'>['changes'][number]
type Data = Kind<'write'> | Kind<'truncate'>

/**
 * What a disk may hold after its power was cut at a place of the recording, as paths below the root and their bytes
 * (undefined for a folder). Bytes that were written before an fsync of their file began, and names that were given before
 * an fsync of their folder began, are there once that fsync has returned. Of everything later any part may be there:
 * for each file and folder one way of losing is chosen.
 */
export function cutPower(recording: Recording, at: number, random: () => number): Map<string, Buffer | undefined> {
  const done = recording.operations.filter(({ from }) => from <= at)
  const safe = new Map<number, number>()
  for (const one of done)
    if (one.kind === 'sync' && one.to <= at) safe.set(one.file, Math.max(one.from, safe.get(one.file) ?? -1))
  const isSafe = (file: number, operation: Operation): boolean => operation.to < (safe.get(file) ?? -1)

  const folders = namesAfter(done, isSafe, random)
  const image = new Map<string, Buffer | undefined>()
  const walk = (folder: number, path: string): void => {
    for (const [name, file] of folders.get(folder) ?? []) {
      const isFolder = recording.folders.has(file)
      image.set(join(path, name), isFolder ? undefined : bytesAfter(file, done, isSafe, random))
      if (isFolder) walk(file, join(path, name))
    }
  }
  walk(0, '')
  return image
}

/** Writes an image below a folder. */
export function writeImage(folder: string, image: ReadonlyMap<string, Buffer | undefined>): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, bytes] of image) {
    if (bytes === undefined) mkdirSync(join(folder, path), { recursive: true })
    else writeFileSync(join(folder, path), bytes)
  }
}

type IsSafe = (file: number, operation: Operation) => boolean

function namesAfter(done: Operation[], isSafe: IsSafe, random: () => number): Map<number, Map<string, number>> {
  const folders = new Map<number, Map<string, number>>()
  const apply = ({ folder, name, file }: Change): void => {
    const names = folders.get(folder) ?? new Map<string, number>()
    folders.set(folder, names)
    if (file === undefined) names.delete(name)
    else names.set(name, file)
  }
  const share = oneOf(random, [0, 0.5, 0.9, 1])
  const inOrder = random() < 0.5
  let stopped = false
  // What was done to a name after something that is lost is lost too.
  const without = new Set<string>()
  for (const operation of done) {
    if (operation.kind !== 'names') continue
    const keys = operation.changes.map(({ folder, name }) => `${folder}/${name}`)
    const kept =
      operation.changes.every(({ folder }) => isSafe(folder, operation)) || (!(inOrder && stopped) && random() < share)
    if (kept && !keys.some((key) => without.has(key))) for (const change of operation.changes) apply(change)
    else {
      stopped = true
      for (const key of keys) without.add(key)
    }
  }
  return folders
}

function bytesAfter(file: number, done: Operation[], isSafe: IsSafe, random: () => number): Buffer {
  const data = done.filter((one): one is Data => (one.kind === 'write' || one.kind === 'truncate') && one.file === file)
  const longest = data.reduce(
    (most, one) => (one.kind === 'write' ? Math.max(most, one.at + one.bytes.length) : most),
    0,
  )
  const disk = Buffer.alloc(longest)
  let size = 0
  const write = (at: number, bytes: Buffer): void => {
    bytes.copy(disk, at)
    size = Math.max(size, at + bytes.length)
  }
  const truncate = (to: number): void => {
    disk.fill(0, to)
    size = to
  }
  const risky = data.filter((one) => !isSafe(file, one))
  const way = oneOf(random, ['none', 'all', 'prefix', 'writes', 'sectors', 'length'] as const)
  const prefix = Math.floor(random() * (risky.length + 1))
  for (const one of data) {
    const place = risky.indexOf(one)
    const whole =
      place < 0 || way === 'all' || (way === 'prefix' && place < prefix) || (way === 'writes' && random() < 0.5)
    if (one.kind === 'truncate') {
      if (whole || (way === 'sectors' && random() < 0.5)) truncate(Math.min(one.size, longest))
    } else if (whole) write(one.at, one.bytes)
    else if (way === 'sectors' || (way === 'prefix' && place === prefix)) {
      // Sectors arrive each for itself, or, of the write that was under way, one after the other up to some place.
      const upTo = way === 'prefix' ? random() * one.bytes.length : Infinity
      for (const [from, to] of sectorsOf(one.at, one.bytes.length)) {
        if (from - one.at < upTo && (way === 'prefix' || random() < 0.5))
          write(from, one.bytes.subarray(from - one.at, to - one.at))
      }
    } else if (way === 'length') {
      // The file system kept the new length and lost the bytes.
      size = Math.max(size, one.at + one.bytes.length)
    }
  }
  return disk.subarray(0, size)
}

function* sectorsOf(at: number, length: number): Generator<[from: number, to: number]> {
  for (let from = at; from < at + length;) {
    const to = Math.min(at + length, (Math.floor(from / sector) + 1) * sector)
    yield [from, to]
    from = to
  }
}
