import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passphrase } from '../../../tests/support/app.ts'
import type { Role } from '../../../shared/contract/permissions.ts'
import { receiveReport } from '../intake/reports/index.ts'
import type { Transaction } from '../record/ledger/index.ts'
import { add } from '../record/members/commands.ts'
import { membersView } from '../record/members/index.ts'
import { certificatesView } from '../sign/certificates/view.ts'
import { openRoot } from '../sign/certificates/root.ts'
import { dropKey } from '../sign/certificates/keys.ts'
import { settleCertificates } from '../sign/index.ts'
import { certificatesOf, requestOf } from '../sign/certificates/state.ts'
import { issueLeaf } from '../sign/authority.ts'
import { unlockSession, type Session } from '../session.ts'
import { retentionView } from '../release/retention/view.ts'
import { keepSteps } from './kept.ts'
import {
  counsels,
  hale,
  insiders,
  leaveBehind,
  record,
  recordLoosely,
  recordText,
  report,
  someCase,
  theirs,
  type Insiders,
} from '../../../tests/support/insiders.ts'

// Members with tools of their own write entries that this program would not: signed, chained and projected as they should be.

let world: Insiders
beforeAll(async () => void (world = await insiders()), 60_000)
afterAll(() => world.end())

/** What the audit says after somebody worked on a copy. */
const auditAfter = (by: string, work: (session: Session) => void | Promise<void>): Promise<string> =>
  world.inCopy(async (t, copy) => {
    const session = await unlockSession(t.ports, { dir: copy, passphrase: by }, () => undefined)
    try {
      await work(session)
    } finally {
      await session.workspace.vault.close()
    }
    await t.call('vault.unlock', { dir: copy, passphrase })
    const { problems } = await t.call('ledger.audit', {})
    return problems.map(({ code, where, message }) => `${code} ${where}: ${message}`).join('\n')
  })

/** A certificate for C. Hale's own key that an administrator makes with tools of their own. */
async function issued(session: Session, change: { name?: string; at?: string; serial?: Uint8Array } = {}) {
  const { workspace } = session
  const root = openRoot(workspace)
  const member = hale(session)
  const publicKey = requestOf(workspace.db, member)?.publicKey ?? ''
  if (!root) throw new Error('an administrator opens the root')
  const name = change.name ?? 'C. Hale'
  const der = await issueLeaf(root, {
    vaultName: 'Test vault',
    memberName: name,
    roles: ['investigator'],
    publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64')),
    at: change.at ?? new Date().toISOString(),
    serial: change.serial ?? workspace.ports.random(16),
  })
  const read = new X509Certificate(der)
  return {
    member,
    name,
    roles: ['investigator' as const],
    serial: read.serialNumber.toLowerCase(),
    sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
    publicKey,
    certificate: read.raw.toString('base64'),
    notBefore: new Date(read.validFrom).toISOString(),
    notAfter: new Date(read.validTo).toISOString(),
  }
}
const keys = { ed25519: '11'.repeat(32), x25519: '22'.repeat(32) }

/** The hash of the header that counts: what changes members names it. */
const headerHash = (session: Session): string =>
  session.workspace.db.get<{ hash: string }>('select header_hash as hash from vault')?.hash ?? ''

test('nothing where nobody did anything', async () => {
  expect(await auditAfter(theirs, () => undefined)).toBe('')
})

describe('the audit names', () => {
  const issue =
    (about: { case?: string }, change: Parameters<typeof issued>[1]) =>
    async (session: Session): Promise<void> => {
      const forged = await issued(session, change)
      record(session, ({ append }) =>
        append(certificatesView, 'certificate.issued', { subject: forged.member, ...about }, forged),
      )
    }
  const serialOf = ({ workspace }: Session): Uint8Array =>
    Uint8Array.from(Buffer.from(certificatesOf(workspace.db, workspace.member.id)[0]?.serial ?? '', 'hex'))
  /** Destroys the payload of an entry, under an order that the same member gave just before (`by`: its subject), or none. */
  const destroy =
    (of: (session: Session, transaction: Transaction) => number, by?: string) =>
    (session: Session): void =>
      record(session, (transaction) => {
        const { append, destroy: gone } = transaction
        const seq = of(session, transaction)
        if (by !== undefined)
          append(
            retentionView,
            'destruction.ordered',
            { subject: by, case: someCase },
            { caseNumber: '2026-009', authority: 'x', reason: 'x', size: seq },
          )
        const what = { entries: [seq], blobs: [] }
        const entry = append(
          retentionView,
          'record.destroyed',
          { subject: someCase, case: someCase },
          {
            order: by ?? someCase,
            orderedBy: hale(session),
            authority: 'x',
            case: { id: someCase, number: '2026-009', year: 2026, serial: 9 },
            reports: [],
            ...what,
            counts: { reports: 0, entries: 1, notes: 0, exhibits: 0, bytes: 0, packets: 0 },
          },
        )
        gone(entry, what)
      })
  const aReport = ({ workspace }: Session, transaction: Transaction): number => {
    receiveReport(workspace, transaction, report)
    return workspace.db.get<{ seq: number }>('select max(seq) as seq from entry')?.seq ?? -1
  }
  const destroyCertificate =
    (by?: string) =>
    async (session: Session): Promise<void> => {
      const forged = await issued(session, { name: 'Chief Counsel' })
      destroy(
        (_session, { append }) =>
          append(certificatesView, 'certificate.issued', { subject: forged.member }, forged).seq,
        by,
      )(session)
    }
  const attacks: [what: string, by: string, work: (session: Session) => void | Promise<void>, words: RegExp][] = [
    [
      'a certificate as if of a case',
      passphrase,
      issue({ case: someCase }, { name: 'Chief' }),
      /as if it were of a case/,
    ],
    [
      'another member’s keys as if of a case',
      theirs,
      (session) => {
        const [own] = session.workspace.vault.header.members
        record(session, ({ append }) =>
          append(
            membersView,
            'member.keys-renewed',
            { subject: own?.id ?? '', case: someCase },
            {
              member: own?.id ?? '',
              ...keys,
              by: own?.ed25519 ?? '',
              epoch: 1,
              signature: '0'.repeat(128),
              own: '0'.repeat(128),
              reason: 'rekeyed',
              sheet: 'none',
              headerHash: headerHash(session),
            },
          ),
        )
      },
      /as if it were of a case/,
    ],
    [
      'roles that a member gave themselves',
      theirs,
      (session) =>
        record(session, ({ append }) =>
          append(
            membersView,
            'member.roles-changed',
            { subject: hale(session) },
            { member: hale(session), from: ['investigator'], to: ['administrator'] },
          ),
        ),
      /no administrator then[^]*changed their own part/,
    ],
    [
      'a member whom no administrator added',
      theirs,
      (session) =>
        record(session, ({ append }) =>
          append(
            membersView,
            'member.added',
            { subject: someCase },
            {
              member: someCase,
              name: 'Chief Counsel',
              roles: ['counsel'],
              ...keys,
              invited: false,
              headerHash: headerHash(session),
            },
          ),
        ),
      /no administrator then/,
    ],
    [
      'a certificate that was destroyed without an order',
      passphrase,
      destroyCertificate(),
      /is gone[^]*No entry .* orders/,
    ],
    [
      'a certificate that was destroyed under one’s own order',
      passphrase,
      destroyCertificate('1'.repeat(26)),
      /is gone/,
    ],
    ['a report that was destroyed without an order', theirs, destroy(aReport), /is gone/],
    ['a report that was destroyed under one’s own order', theirs, destroy(aReport, '1'.repeat(26)), /is gone/],
    [
      'two certificates of one number',
      passphrase,
      (session) => issue({}, { serial: serialOf(session) })(session),
      /serial number of another/,
    ],
    [
      'a certificate that is older than its entry',
      passphrase,
      issue({}, { at: '2020-01-01T00:00:00Z' }),
      /another time/,
    ],
    [
      'a key for signing packets that is gone',
      passphrase,
      (session) => dropKey(session.workspace.vault, { key: 'leaf', member: hale(session) }),
      /SIGNING_KEY_CHANGED packet\.leaf-key/,
    ],
    [
      'a table, whatever steps of an audit they put there as carried out',
      theirs,
      (session) => {
        const { vault, ledger } = session.workspace
        vault.store.run(`update member set name = 'Chief Counsel' where name = 'C. Hale'`)
        const steps = ['pages', 'entries', 'rows', 'tree', 'definitions', 'structure', 'tables'] as const
        const done = steps.map((step) => ({
          step: { step, what: step, checked: '', result: 'ok' as const, problems: 0, remark: null, at: '', took: 0 },
          problems: [],
          count: ledger.size,
        }))
        keepSteps(session.workspace, ledger.head(), done)
      },
      /TABLE_CHANGED table member/,
    ],
    [
      'an entry of a type that nobody knows',
      theirs,
      (session) => recordLoosely(session, 'hocus.pocus', {}),
      /ENTRY_UNSOUND entry \d+: It is of a type that this Holdfast does not know/,
    ],
    [
      'an entry that no table can be made of, and what else is wrong after it',
      theirs,
      (session) => {
        recordLoosely(session, 'report.received', { nothing: 1 })
        recordLoosely(session, 'member.keys-renewed', { member: 7 })
        session.workspace.vault.store.run(`update vault set name = 'x'`)
      },
      /ENTRY_UNSOUND entry \d+: What it recorded does not have the form[^]*ENTRY_UNSOUND entry \d+: What it[^]*TABLE_CHANGED table vault/,
    ],
    [
      'entries from which no table is made, in another form, in two spellings and in none, and what is wrong after them',
      theirs,
      (session) => {
        record(session, ({ append }) =>
          append(
            membersView,
            'member.roles-changed',
            { subject: hale(session) },
            { member: hale(session), from: ['investigator'], to: ['administrator'] },
          ),
        )
        recordLoosely(session, 'access.refused', { call: 7 })
        recordLoosely(session, 'certificate.issued', null)
        recordLoosely(session, 'vault.fingerprint-accepted', 'x')
        recordText(session, 'access.refused', '{"permission":"case.read","call":"x"}')
        recordText(session, 'ledger.exported', 'no JSON')
        recordText(session, 'record.destroyed', '{"a":1,"a":2}')
      },
      /(?:ENTRY_UNSOUND entry \d+: What it recorded does not have the form[^]*){6}changed their own part/,
    ],
    [
      'what is done in the name of somebody who has not accepted yet',
      passphrase,
      async (session) => {
        const { workspace } = session
        const { invitation } = await add(workspace, { name: 'I. Vited', roles: ['supervisor'], passphrase: undefined })
        const { dir } = workspace.vault
        await workspace.vault.close()
        const ports = { ...workspace.ports }
        const invited = await unlockSession(ports, { dir, passphrase: invitation ?? '' }, () => undefined)
        leaveBehind(invited, [])
        await invited.workspace.vault.close()
      },
      /ENTRY_UNSOUND entry \d+: A newer state was left behind/,
    ],
    [
      'a newer state that was left behind by who may not decide that',
      counsels,
      (session) => leaveBehind(session, []),
      /ENTRY_UNSOUND entry \d+: A newer state was left behind/,
    ],
  ]
  test.each(attacks)('%s', async (_, by, work, words) => {
    expect(await auditAfter(by, work)).toMatch(words)
  })
})

test('what others record while certificates are made is looked at before they are issued', async () => {
  const found = await auditAfter(passphrase, async (session) => {
    const { workspace } = session
    const give = (from: Role[], to: Role[]): void =>
      record(session, ({ append }) =>
        append(membersView, 'member.roles-changed', { subject: hale(session) }, { member: hale(session), from, to }),
      )
    give(['investigator'], ['counsel'])
    let once = false
    const ports = {
      ...workspace.ports,
      // Asked for while a certificate is being made.
      random: (bytes: number) => {
        if (!once) queueMicrotask(() => give(['counsel'], ['supervisor']))
        once = true
        return workspace.ports.random(bytes)
      },
    }
    await settleCertificates({ ...workspace, ports }, { certificate: true })
    expect(once).toBe(true)
  })
  expect(found).toBe('')
})
