import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { newVault, passphrase, testApp, type TestApp } from './app.ts'
import { anchorsView } from '../../electron/core/record/anchors/index.ts'
import type { Transaction } from '../../electron/core/record/ledger/index.ts'
import type { Session } from '../../electron/core/session.ts'
import { commitmentTo, sha256, sha256Hex, signText } from '../../electron/core/record/vault/index.ts'
import { canonical, type Json } from '../../shared/kernel/canonical.ts'
import { entryText, type Entry } from '../../shared/ledger/entry.ts'
import { checkpointText, formatNote, keyHash } from '../../shared/ledger/note.ts'

// A vault whose members have tools of their own.

export const theirs = 'seven lanterns over quiet water'
export const counsels = 'four ferries under one bridge'

/** A vault of an administrator, C. Hale (an investigator, with a certificate) and D. Roe (counsel). */
export interface Insiders {
  dir: string
  /** Works on a copy of it, on a computer that never saw it. */
  inCopy<T>(work: (t: TestApp, copy: string) => Promise<T>): Promise<T>
  end(): Promise<void>
}

export async function insiders(): Promise<Insiders> {
  const base = testApp()
  const { dir } = await newVault(base)
  await base.call('member.add', { name: 'C. Hale', roles: ['investigator'], passphrase: theirs })
  await base.call('member.add', { name: 'D. Roe', roles: ['counsel'], passphrase: counsels })
  for (const by of [theirs, passphrase, theirs]) await base.call('vault.unlock', { dir, passphrase: by })
  await base.call('vault.lock', {})
  return { dir, inCopy: (work) => inCopyOf(dir, work), end: () => base.end() }
}

async function inCopyOf<T>(dir: string, work: (t: TestApp, copy: string) => Promise<T>): Promise<T> {
  const t = testApp()
  try {
    const copy = join(t.folder, 'V.holdfast')
    cpSync(dir, copy, { recursive: true })
    return await work(t, copy)
  } finally {
    await t.end()
  }
}

export const hale = (session: Session): string =>
  session.workspace.db.get<{ id: string }>(`select id from member where name = 'C. Hale'`)?.id ?? ''

export const report = {
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  occurredAt: null,
  place: null,
  category: 'threat',
  narrative: 'A man by the gate.',
  immediateDanger: false,
  severity: null,
} as const
export const someCase = '0'.repeat(26)

export const record = ({ workspace }: Session, write: (t: Transaction) => void): void =>
  workspace.ledger.transact(write)

/** An entry in whatever form, chained and signed as it should be, which no table is made of. Nothing is recorded in the session after it. */
export const recordLoosely = (session: Session, type: string, payload: Json, about: About = {}): void =>
  recordText(session, type, canonical(payload), about)

interface About {
  subject?: string
  case?: string
}

/** The same of whatever text. */
export function recordText(
  { workspace }: Session,
  type: string,
  body: string,
  { subject = someCase, case: caseId }: About = {},
): void {
  const { vault, ledger } = workspace
  const { store, keys } = vault
  const last = store.get<{ seq: number; bytes: string }>('select seq, bytes from entry order by seq desc limit 1')
  if (!last) throw new Error('a vault has an entry')
  const { device } = JSON.parse(last.bytes) as Entry
  const [seq, at, salt] = [last.seq + 1, new Date().toISOString(), vault.random(32)]
  const entry = {
    v: 1,
    seq,
    prev: sha256Hex(last.bytes),
    at,
    actor: keys.member,
    device,
    type,
    case: caseId,
    subject,
  } as const
  store.transaction(() => {
    const text = entryText({ ...entry, commit: commitmentTo(salt, body) })
    store.run('insert into entry (seq, bytes) values (?, ?)', seq, text)
    store.run('insert into payload (seq, salt, body) values (?, ?, ?)', seq, salt, body)
    const [size, name] = [seq + 1, `member/${keys.member}`]
    const root = Uint8Array.from(Buffer.from(ledger.rootAt(size), 'hex'))
    const checkpoint = checkpointText({ origin: ledger.origin, size, root, at })
    const hash = keyHash(sha256, name, Uint8Array.from(keys.signingPublic))
    const note = formatNote(checkpoint, name, hash, Uint8Array.from(signText(keys.signing, checkpoint)))
    store.run('insert into head (size, note) values (?, ?)', size, note)
  })
}

export const leaveBehind = (session: Session, known: string[]): void =>
  record(session, ({ append }) => {
    const left = { size: 1, first: 1, last: 9, types: {}, untyped: 9, known, reason: 'x' }
    append(anchorsView, 'ledger.superseded', { subject: session.workspace.vault.header.id }, left)
  })
