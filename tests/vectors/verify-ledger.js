// Checks an export of a Holdfast ledger, from docs/format-ledger.md alone: `node verify-ledger.js FILE`. It prints one line
// of JSON and ends with 0 when all of the file verifies, else with 1. It shares no code with Holdfast. In a browser:
// crypto.subtle.digest and crypto.subtle.verify({ name: 'Ed25519' }) in place of node:crypto, each awaited.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const requireThat = (condition, message) => {
  if (!condition) throw new Error(message)
}

// RFC 8785. JSON.stringify spells numbers and strings as the RFC asks; what it would spell but not keep is refused.
function spell(value) {
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') {
    requireThat(Number.isFinite(value), 'number out of range')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    requireThat(!/\p{Surrogate}/u.test(value), 'lone surrogate')
    return JSON.stringify(value)
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return '[' + value.map(spell).join(',') + ']'
  const names = Object.keys(value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return '{' + names.map((name) => spell(name) + ':' + spell(value[name])).join(',') + '}'
}

function readObject(text) {
  const value = JSON.parse(text)
  requireThat(value !== null && typeof value === 'object' && !Array.isArray(value), 'not an object')
  requireThat(spell(value) === text, 'not canonical')
  return value
}

function fieldsAre(object, ...names) {
  const own = Object.keys(object)
  return own.length === names.length && names.every((name) => Object.hasOwn(object, name))
}

const isHash = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
const isNatural = (number) => Number.isSafeInteger(number) && number >= 0

function isInstant(text) {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}

// Standard base64 with padding, one spelling for every value.
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

// RFC 6962, section 2.1, kept as the stack of perfect subtrees on the right edge.
class Tree {
  stack = []
  add(leaf) {
    let node = { height: 0, hash: sha256(Buffer.of(0), leaf) }
    while (this.stack.length > 0 && this.stack.at(-1).height === node.height) {
      const left = this.stack.pop()
      node = { height: node.height + 1, hash: sha256(Buffer.of(1), left.hash, node.hash) }
    }
    this.stack.push(node)
  }
  root() {
    if (this.stack.length === 0) return sha256()
    return this.stack.map((node) => node.hash).reduceRight((right, left) => sha256(Buffer.of(1), left, right))
  }
}

const spki = Buffer.from('302a300506032b6570032100', 'hex') // RFC 8410, in front of 32 raw bytes

function isSigned(key, text, signature) {
  const publicKey = createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' })
  return verify(null, Buffer.from(text, 'utf8'), publicKey, signature)
}

const entryFields = ['v', 'seq', 'prev', 'at', 'actor', 'device', 'type', 'subject', 'commit']
const reasons = new Set(['asked', 'case', 'role', 'gone'])
const aboutKeys = new Set([
  'vault.created',
  'member.added',
  'member.activated',
  'member.keys-renewed',
  'member.revoked',
  'vault.identified',
])

class Check {
  header = null
  entries = 0
  heads = 0
  disclosed = 0
  withheld = 0
  keys = new Map()
  members = new Set()
  tree = new Tree()
  previous = '0'.repeat(64)
  instant = null
  covered = 0
  actors = new Set()
  head = null
  done = false
  running = createHash('sha256')

  line(bytes) {
    requireThat(!this.done, 'something follows the trailer')
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const object = readObject(text)
    if (this.header === null) this.readHeader(object)
    else if (typeof object.entry === 'string') this.readEntry(object)
    else if (typeof object.head === 'string') this.readHead(object)
    else this.readTrailer(object)
    this.running.update(bytes).update('\n')
  }

  readHeader(object) {
    const isNewer = object.format === 'holdfast-ledger-export' && isNatural(object.version) && object.version > 2
    requireThat(!isNewer, 'header: made by a newer Holdfast, version ' + object.version)
    requireThat(fieldsAre(object, 'format', 'version', 'vault', 'origin', 'size', 'disclosure'), 'header: fields')
    requireThat(
      object.format === 'holdfast-ledger-export' && [1, 2].includes(object.version),
      'header: format or version',
    )
    requireThat(typeof object.vault === 'string' && object.origin === 'holdfast/' + object.vault, 'header: origin')
    requireThat(Number.isSafeInteger(object.size), 'header: size')
    const { disclosure } = object
    requireThat(Array.isArray(disclosure) && disclosure.every((one) => typeof one === 'string'), 'header: disclosure')
    this.header = object
  }

  readEntry(object) {
    const entry = readObject(object.entry)
    const names = Object.hasOwn(entry, 'case') ? [...entryFields, 'case'] : entryFields
    requireThat(fieldsAre(entry, ...names) && entry.v === 1, 'entry: fields')
    for (const name of ['actor', 'device', 'type', 'subject', 'prev', 'commit'])
      requireThat(typeof entry[name] === 'string', 'entry: ' + name)
    requireThat(entry.case === undefined || typeof entry.case === 'string', 'entry: case')
    requireThat(isHash(entry.prev) && isHash(entry.commit) && isInstant(entry.at), 'entry: form')
    requireThat(isNatural(entry.seq) && entry.seq === this.entries, 'entry: sequence number')
    requireThat(entry.prev === this.previous, 'entry: chain')
    // Entries of another instant begin a new transaction, and the one before it ended with a head.
    if (this.entries > 0 && entry.at !== this.instant)
      requireThat(this.covered === this.entries, 'entry: no head before it')
    requireThat((entry.type === 'vault.created') === (this.entries === 0), 'entry: vault.created is the first')
    if (this.entries > 0) requireThat(this.keys.has(entry.actor), 'entry: actor not in force')
    this.readPayload(object, entry)
    this.actors.add(entry.actor)
    const bytes = Buffer.from(object.entry, 'utf8')
    this.tree.add(bytes)
    this.previous = sha256(bytes).toString('hex')
    this.instant = entry.at
    this.entries += 1
  }

  readPayload(object, entry) {
    if (fieldsAre(object, 'entry', 'reason')) {
      requireThat(reasons.has(object.reason), 'entry: reason')
      requireThat(!aboutKeys.has(entry.type), 'entry: keys must be disclosed')
      this.withheld += 1
      return
    }
    requireThat(fieldsAre(object, 'entry', 'payload', 'salt'), 'entry: neither disclosed nor withheld')
    requireThat(typeof object.payload === 'string' && isHash(object.salt), 'entry: payload or salt')
    const commit = sha256(Buffer.from(object.salt, 'hex'), Buffer.from(object.payload, 'utf8')).toString('hex')
    requireThat(commit === entry.commit, 'entry: commitment')
    const payload = readObject(object.payload)
    if (entry.type === 'vault.created') {
      requireThat(payload.vault === this.header.vault, 'vault.created: other vault')
      this.identity = payload.identity?.sha256
      this.bring(payload.member?.id, payload.member?.ed25519)
    } else if (entry.type === 'vault.identified') {
      requireThat(isHash(payload.identity?.sha256), 'vault.identified: identity')
      this.identity = payload.identity.sha256
    } else if (entry.type === 'member.keys-renewed' || (entry.type === 'member.activated' && this.identity)) {
      this.renew(payload)
      this.bring(payload.member, payload.ed25519)
    } else if (entry.type === 'member.added' || entry.type === 'member.activated') {
      requireThat(entry.type !== 'member.added' || !this.members.has(payload.member), 'member.added: was there already')
      this.bring(payload.member, payload.ed25519)
    } else if (entry.type === 'member.revoked') {
      requireThat(typeof payload.member === 'string' && payload.member !== '', 'member: id')
      this.keys.delete(payload.member)
    }
    this.disclosed += 1
  }

  bring(member, key) {
    requireThat(typeof member === 'string' && member !== '', 'member: id')
    requireThat(isHash(key), 'member: key')
    this.keys.set(member, Buffer.from(key, 'hex'))
    this.members.add(member)
  }

  // The former key and the new one both signed the same text: canonical JSON, its names in order.
  renew({ member, ed25519, x25519, by, epoch, signature, own }) {
    requireThat([ed25519, x25519, by].every(isHash) && isNatural(epoch), 'renewal: form')
    requireThat(this.keys.get(member)?.toString('hex') === by, 'renewal: by another key than the former one')
    const { identity } = this
    const said = {
      by,
      ed25519,
      epoch,
      format: 'holdfast-admission/v1',
      identity,
      member,
      vault: this.header.vault,
      x25519,
    }
    for (const [key, hex] of [
      [by, signature],
      [ed25519, own],
    ]) {
      requireThat(typeof hex === 'string' && /^[0-9a-f]{128}$/.test(hex), 'renewal: signature form')
      requireThat(
        isSigned(Buffer.from(key, 'hex'), JSON.stringify(said), Buffer.from(hex, 'hex')),
        'renewal: signature',
      )
    }
  }

  readHead(object) {
    requireThat(fieldsAre(object, 'head'), 'head: fields')
    // Origin, size, root, one extension line; an empty line; one signature line.
    const parts = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]*)\nat ([^\n]+)\n\n\u2014 ([^ +\n]+) ([A-Za-z0-9+/=]+)\n$/.exec(
      object.head,
    )
    requireThat(parts !== null, 'head: form')
    const [, origin, size, root, at, name, encoded] = parts
    requireThat(origin === this.header.origin, 'head: origin')
    requireThat(Number(size) === this.entries && this.entries > this.covered, 'head: size')
    requireThat(isInstant(at), 'head: instant')
    requireThat(fromBase64(root)?.equals(this.tree.root()), 'head: root')
    const blob = fromBase64(encoded)
    requireThat(blob?.length === 68 && name.startsWith('member/'), 'head: signature form')
    const key = this.keys.get(name.slice('member/'.length))
    requireThat(key !== undefined, 'head: no key of this member is in force')
    const keyHash = sha256(Buffer.from(name + '\n\x01', 'utf8'), key).subarray(0, 4)
    requireThat(blob.subarray(0, 4).equals(keyHash), 'head: key hash')
    const text = object.head.slice(0, object.head.indexOf('\n\n') + 1)
    requireThat(isSigned(key, text, blob.subarray(4)), 'head: signature')
    for (const actor of this.actors) requireThat(name === 'member/' + actor, 'head: signer is not the actor')
    this.actors.clear()
    this.covered = this.entries
    this.head = { size: this.entries, root: this.tree.root().toString('hex'), at }
    this.heads += 1
  }

  readTrailer(object) {
    requireThat(fieldsAre(object, 'entries', 'heads', 'disclosed', 'withheld', 'sha256'), 'trailer: fields')
    requireThat(this.entries > 0 && this.covered === this.entries, 'trailer: no head covers the last entry')
    requireThat(this.header.size === this.entries, 'trailer: the header says another size')
    for (const name of ['entries', 'heads', 'disclosed', 'withheld'])
      requireThat(object[name] === this[name], 'trailer: ' + name)
    requireThat(object.sha256 === this.running.copy().digest('hex'), 'trailer: sha256')
    this.done = true
  }
}

/** The verdict on the bytes of an export. */
export function verifyLedger(bytes) {
  const check = new Check()
  let line = 0
  let message = null
  try {
    for (let start = 0; start < bytes.length;) {
      line += 1
      const end = bytes.indexOf(0x0a, start)
      requireThat(end >= 0, 'the last line has no line end')
      check.line(bytes.subarray(start, end))
      start = end + 1
    }
    requireThat(check.done, 'no trailer')
  } catch (thrown) {
    message = thrown.message
  }
  const { entries, heads, disclosed, withheld, head } = check
  const ok = message === null
  return {
    ok,
    vault: check.header?.vault ?? null,
    entries,
    heads,
    disclosed,
    withheld,
    head,
    problem: ok ? null : { line, message },
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const verdict = verifyLedger(readFileSync(process.argv[2]))
  process.stdout.write(JSON.stringify(verdict) + '\n')
  process.exitCode = verdict.ok ? 0 : 1
}
