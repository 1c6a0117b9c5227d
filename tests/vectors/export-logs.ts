import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { entryText, noPrevious } from '../../shared/ledger/entry.ts'
import { entryLine, headerLine, headLine, trailerLine } from '../../shared/ledger/export.ts'
import { checkpointText, formatNote, keyHash } from '../../shared/ledger/note.ts'
import { Frontier, leafHash, type Sha256 } from '../../shared/ledger/tree.ts'

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** A source of whole numbers below `n` that gives the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

interface Pair {
  secret: KeyObject
  raw: Buffer
}
/** A few key pairs for all logs: making one costs more than a log. */
const pairs: Pair[] = Array.from({ length: 6 }, () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { secret: privateKey, raw: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32) }
})
const pair = (n: number): Pair => pairs[n % pairs.length] ?? neverEmpty()
const neverEmpty = (): never => {
  throw new Error('a list that is never empty was empty')
}

const words = ['Ada', 'é', 'e\u0301', '𝔘', '\u2028', '"', '\\', '\u0007', '€', 'ﬁ', '\ufeff', '']

export interface Twist {
  /** The transaction (from 0) whose head is signed with a key that is no member's. */
  foreignKeyAt?: number
  /** The head after a revocation is signed by the revoked member. */
  revokedSigns?: boolean
  /** The last transaction adds a member who is there already, with other keys, by which it is signed. */
  addedAgain?: boolean
  /** The transaction that gets no head. */
  noHeadAt?: number
  /** The transaction whose head states another root. */
  wrongRootAt?: number
  /** The entry whose payload is another than the one it committed to. */
  wrongCommitAt?: number
}

/**
 * A whole log as the lines of its export, valid but for the twist: `transactions` of one to four entries, members who
 * come, replace their keys and go, payloads withheld.
 */
export function makeLog(random: (n: number) => number, transactions: number, twist: Twist = {}): string[] {
  const vault = `vault${random(1e6)}`
  const frontier = new Frontier(sha256)
  const keys = new Map<string, Pair>()
  const lines: string[] = []
  const counts = { entries: 0, heads: 0, disclosed: 0, withheld: 0 }
  let prev = noPrevious
  let time = Date.UTC(2026, 0, 1) + random(1e9)

  const record = (actor: string, type: string, payload: Record<string, unknown>, mayHide: boolean): void => {
    const body = JSON.stringify(Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))))
    const salt = Buffer.alloc(32, random(256))
    const seq = counts.entries++
    const committed = twist.wrongCommitAt === seq ? `${body} ` : body
    const commit = createHash('sha256').update(salt).update(committed).digest('hex')
    const ofCase = random(3) === 0 ? undefined : `case${random(3)}`
    const at = new Date(time).toISOString()
    const text = entryText({ v: 1, seq, prev, at, actor, device: 'd', type, case: ofCase, subject: 's', commit })
    const hide = mayHide && twist.wrongCommitAt !== seq && random(4) === 0
    counts[hide ? 'withheld' : 'disclosed']++
    lines.push(entryLine(text, hide ? { reason: 'asked' } : { salt: salt.toString('hex'), payload: body }))
    frontier.append(leafHash(sha256, Buffer.from(text)))
    prev = createHash('sha256').update(text).digest('hex')
  }
  const signHead = (member: string, key: Pair, root = frontier.root()): void => {
    const name = `member/${member}`
    const text = checkpointText({
      origin: `holdfast/${vault}`,
      size: counts.entries,
      root,
      at: new Date(time).toISOString(),
    })
    counts.heads++
    lines.push(
      headLine(formatNote(text, name, keyHash(sha256, name, key.raw), sign(null, Buffer.from(text), key.secret))),
    )
  }

  for (let n = 0; n < transactions; n++) {
    const revoking = twist.revokedSigns === true && n === transactions - 1
    const members = [...keys.keys()]
    let actor = members[random(Math.max(1, members.length))] ?? 'm0'
    let key = keys.get(actor) ?? pair(0)
    if (n === 0) {
      keys.set('m0', pair(0))
      record('m0', 'vault.created', { vault, member: { ed25519: pair(0).raw.toString('hex'), id: 'm0' } }, false)
    } else if (twist.addedAgain === true && n === transactions - 1) {
      key = pair(pairs.indexOf(key) + 1)
      record(actor, 'member.added', { member: actor, ed25519: key.raw.toString('hex') }, false)
    } else if (revoking) {
      record(actor, 'member.revoked', { member: actor }, false)
    } else {
      for (let more = random(4); more >= 0; more--) {
        const what = random(12)
        const fresh = pair(random(pairs.length))
        if (what === 0 && keys.size < 5) {
          const id = `m${n}x${more}`
          record(actor, 'member.added', { member: id, ed25519: fresh.raw.toString('hex') }, false)
          keys.set(id, fresh)
        } else if (what === 1) {
          record(actor, 'member.activated', { member: actor, ed25519: fresh.raw.toString('hex') }, false)
          keys.set(actor, (key = fresh))
        } else if (what === 2 && keys.size > 1) {
          const gone = [...keys.keys()].find((id) => id !== actor) ?? actor
          record(actor, 'member.revoked', { member: gone }, false)
          keys.delete(gone)
        } else {
          record(actor, 'note.written', { text: words[random(words.length)] ?? '', n: random(1e9) / 8 }, true)
        }
      }
    }
    if (twist.foreignKeyAt === n) key = pair(pairs.indexOf(key) + 1)
    if (twist.noHeadAt !== n) signHead(actor, key, twist.wrongRootAt === n ? sha256(Buffer.from('x')) : undefined)
    time += 1 + random(1e6)
  }
  const all = [headerLine({ vault, size: counts.entries, disclosure: ['Made for a test.'] }), ...lines]
  return [...all, trailerLine(counts, createHash('sha256').update(all.join('')).digest('hex'))]
}

/** The same lines with a last line that counts and hashes what is there now, as a forger would write it. */
export function reseal(lines: readonly string[]): string[] {
  const counts = { entries: 0, heads: 0, disclosed: 0, withheld: 0 }
  for (const line of lines.slice(1)) {
    if (line.startsWith('{"head":')) counts.heads++
    if (!line.startsWith('{"entry":')) continue
    counts.entries++
    counts[line.includes('","reason":"') ? 'withheld' : 'disclosed']++
  }
  const first = (lines[0] ?? '').replace(/"size":\d+/, `"size":${counts.entries}`)
  const all = [first, ...lines.slice(1)]
  return [...all, trailerLine(counts, createHash('sha256').update(all.join('')).digest('hex'))]
}
