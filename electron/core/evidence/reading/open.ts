import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { EvidenceAnswer, EvidenceAsk } from '../../../../shared/contract/evidence/asks.ts'
import { showAt, parseAt, type At } from '../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../readers/index.ts'
import { openPlainBlob } from '../../record/vault/blobs/plain.ts'
import { findIn } from './find.ts'
import { Locked, type Derived, type Format, type OpenedFile, type Sniffed } from './format.ts'
import { formats } from './formats.ts'
import type { EvidenceAsked, EvidenceOrder, OpenedReading, Within } from './job.ts'
import { sniff } from './sniff.ts'
import { sourceOf, type Source } from './source.ts'

interface Standing {
  source: Source
  format: Format
  sniffed: Sniffed
  file: OpenedFile
}

/** Files inside of files that stay open beside the exhibit itself. */
const standingMost = 4

/** Loads every format, and what they draw by, in a reader that waits; no further once there is something to open. */
export async function readyForEvidence(isWanted: () => boolean): Promise<void> {
  const draws = [async () => (await import('./pdf/pdfium.ts')).pdfium(), () => import('sharp')]
  for (const load of [() => sniff(sourceOf('', new Uint8Array(0))), ...draws, ...formats]) {
    if (isWanted()) return
    await load()
    // A message that came meanwhile is heard.
    await setImmediate()
  }
}

/** Opens one exhibit, and whatever lies in it, for a person who looks at it. */
export async function openEvidence(order: EvidenceOrder): Promise<EvidenceAsked> {
  const blob = openPlainBlob(order.path, order.key, order.size)
  const root: Source = { name: order.name, size: blob.size, read: blob.read }
  const standing = new Map<string, Promise<Standing>>()
  const open = ({ within, password, encoding }: Within): Promise<Standing> => {
    const key = JSON.stringify(
      encoding === undefined ? [within, password ?? null] : [within, password ?? null, encoding],
    )
    const found = standing.get(key)
    if (found) return found
    const opening = (async () => {
      const last = within.at(-1)
      if (last === undefined) return openSource(root, password, encoding)
      const outer = await open({ within: within.slice(0, -1), password })
      const name = last.slice(last.lastIndexOf('/') + 1) || last
      try {
        const bytes = await memberOf(outer.file, last)
        return await openSource(sourceOf(name, bytes), password, encoding)
      } catch (thrown) {
        if (!(thrown instanceof Locked)) throw thrown
        return { ...outer, source: sourceOf(name, thrown.stored), sniffed: unknown, file: locked(password) }
      }
    })()
    standing.set(key, opening)
    opening.catch(() => standing.delete(key))
    const [first, second] = standing.keys()
    if (standing.size > standingMost) standing.delete((first === '[[],null]' ? second : first) ?? '')
    return opening
  }
  let derived: Derived | undefined
  return {
    opened: async (which) => {
      const opened = await open(which)
      return describe(opened, which.within.length > 0)
    },
    picture: async ({ page, width, ...which }) => {
      const { file } = await open(which)
      if (!file.picture) throw new Unreadable('It has no pages that are shown as pictures.')
      return file.picture(page, width)
    },
    thumbnail: async () => (await import('./thumbnail.ts')).thumbnailOf((await open({ within: [] })).file),
    part: async ({ part, ...which }) => answer(await open(which), part),
    text: async ({ from, twice, ...which }) => {
      const { file } = await open(which)
      return file.text ? file.text(from, twice) : { units: [], unread: [], next: null }
    },
    bytes: async ({ at, length, ...which }) => {
      const { source } = await open(which)
      return Uint8Array.from(source.read(at, length))
    },
    span: async ({ from, to, ...which }) => {
      const { file } = await open(which)
      if (!file.span) throw new Unreadable('It has no sound that is taken out by spans.')
      return file.span(from, to)
    },
    derive: async ({ at, ...which }) => {
      derived = await derive(await open(which), at)
      const { bytes, ...said } = derived
      return { ...said, size: bytes.length }
    },
    derived: ({ at, length }) => Uint8Array.from(derived?.bytes.subarray(at, at + length) ?? []),
  }
}

const unknown: Sniffed = { mime: undefined, start: new Uint8Array(0) }

const locked = (password: string | undefined): OpenedFile => ({
  view: { kind: 'locked', wrong: password !== undefined },
  facts: [],
  members: [],
  problems: [],
})

async function openSource(source: Source, password: string | undefined, encoding?: string): Promise<Standing> {
  const sniffed = { ...(await sniff(source)), encoding }
  const problems: string[] = []
  for (const load of formats) {
    const format = await load()
    if (!format.takes(sniffed, source)) continue
    try {
      const file = await format.open(source, password, sniffed)
      return { source, format, sniffed, file: { ...file, problems: [...problems, ...file.problems] } }
    } catch (thrown) {
      if (thrown instanceof Locked) {
        return { source, format, sniffed, file: locked(password) }
      }
      // What is not what it begins like is shown as what it is: the next format that takes it, bytes at last.
      problems.push(thrown instanceof Unreadable ? thrown.message : 'It does not have the form that it begins with.')
    }
  }
  throw new Unreadable(problems.at(-1) ?? 'Nothing reads it.')
}

/** `hashed`: the SHA-256 of an exhibit itself stands in the register; only of what lies in it nobody has taken it yet. */
function describe({ source, format, sniffed, file }: Standing, hashed: boolean): OpenedReading {
  return {
    name: source.name,
    sha256: hashed ? hashOf(source) : '',
    size: source.size,
    mediaType: sniffed.mime ?? (file.view.kind === 'lines' ? 'text/plain' : 'application/octet-stream'),
    reader: format.reader,
    view: file.view,
    facts: file.facts,
    members: file.members,
    problems: file.problems,
  }
}

const hashes = new WeakMap<Source, string>()
/** Bytes above which nobody waits for a hash: an exhibit's own stands in the register, and no member is as large. */
const hashMost = 256 * 1024 * 1024

function hashOf(source: Source): string {
  const known = hashes.get(source)
  if (known !== undefined || source.size > hashMost) return known ?? ''
  const digest = createHash('sha256')
  for (let at = 0; at < source.size; at += 1 << 20) digest.update(source.read(at, 1 << 20))
  const hash = digest.digest('hex')
  hashes.set(source, hash)
  return hash
}

async function memberOf(file: OpenedFile, path: string): Promise<Uint8Array> {
  if (!file.member) throw new Unreadable('Nothing lies in it that could be opened.')
  return file.member(path)
}

async function answer({ source, file }: Standing, part: EvidenceAsk): Promise<EvidenceAnswer> {
  const own = await file.part?.(part)
  if (own) return own
  // Whatever a file is, its bytes can be looked at.
  if (part.ask === 'bytes')
    return { ask: 'bytes', hex: Buffer.from(source.read(part.from, part.length)).toString('hex') }
  if (part.ask === 'strings') return (await import('./bytes/strings.ts')).stringsIn(source, part.from)
  if (part.ask === 'find') return findIn(file, part)
  throw new Unreadable('What is shown of it has no such part.')
}

/** A member whole, or what a format makes of a place of its own. */
async function derive({ file }: Standing, written: string): Promise<Derived> {
  const at = parseAt(written)
  if (!at) throw new Unreadable(`“${written}” is no place in an exhibit.`)
  try {
    return await deriveAt(file, at)
  } catch (thrown) {
    if (!(thrown instanceof Locked)) throw thrown
    throw new Unreadable('It is encrypted, and no password was given that opens it.', 'Give its password.')
  }
}

async function deriveAt(file: OpenedFile, at: At): Promise<Derived> {
  if (at.kind === 'member') {
    const bytes = await memberOf(file, at.path)
    const name = at.path.slice(at.path.lastIndexOf('/') + 1) || at.path
    if (at.at === undefined) return { name, bytes, how: showAt(at) }
    const inner = await openSource(sourceOf(name, bytes), undefined)
    const made = await deriveAt(inner.file, at.at)
    return { ...made, how: `${showAt({ kind: 'member', path: at.path })}, ${made.how}` }
  }
  if (!file.derive) throw new Unreadable(`Nothing can be taken out of it at “${showAt(at)}”.`)
  return file.derive(at)
}
