import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Json } from '../../../../shared/kernel/canonical.ts'
import { passphrase } from '../../../../tests/support/app.ts'
import { insiders, recordLoosely, report, theirs, type Insiders } from '../../../../tests/support/insiders.ts'
import { unlockSession } from '../../session.ts'

// A member with tools of their own writes entries about exhibits and reports that there are not: the case is packed all the same.

let world: Insiders
beforeAll(async () => void (world = await insiders()), 60_000)
afterAll(() => world.end())

type Payload = Record<string, Json>
interface Written {
  what: string
  type: string
  payload: Json
  /** Shown in the register, as withheld or as it is; or left out with its entry. */
  fate: 'withheld' | 'shown' | 'left out'
}

const number = (serial: number): string => `2026-001-E${String(serial).padStart(2, '0')}`

/** What is written about a case with one exhibit, whose own entry is `own`; numbers and serials are all different. */
function writtenBeside(own: Payload, exhibit: string): Written[] {
  let serial = 1
  const added = (what: string, fate: Written['fate'], change: Payload = {}): Written => {
    serial++
    const plain = { ...own, number: number(serial), serial, blob: '2'.repeat(32), sha256: '1'.repeat(64) }
    return { what, type: 'exhibit.added', payload: { ...plain, ...change }, fate }
  }
  const { blob = '', sha256 = '', size = 0 } = own
  const step = { number: number(1), action: 'access', custodyAt: '2026-11-23T06:42:00-05:00' }
  const unsaid = { from: null, to: null, place: null, method: null, purpose: null, sha256: null }
  return [
    added('bytes that there are not', 'withheld'),
    added('large bytes that there are not', 'withheld', { size: 30_000_000 }),
    added('an empty file that is none', 'withheld', { size: 0 }),
    added('another hash than its bytes have', 'withheld', { blob, size }),
    added('another size than its bytes have', 'withheld', { blob, sha256, size: 3 }),
    added('the number of another case', 'shown', { blob, sha256, size, caseNumber: '2025-009' }),
    added('a serial that says others were left out', 'shown', { blob, sha256, size, serial: 99 }),
    added('a negative size', 'left out', { size: -5 }),
    added('a hash that is none', 'left out', { sha256: 'x' }),
    added('a time that is none', 'left out', { collectedAt: 'then' }),
    added('a blob that is a path', 'left out', { blob: '../../x' }),
    added('the serial of the true one', 'left out', { serial: 1 }),
    added('the number of the true one', 'left out', { number: number(1) }),
    added('a report that there is not', 'left out', { report: { id: '0'.repeat(26), number: 'R-0009' } }),
    { what: 'no form', type: 'exhibit.added', payload: {}, fate: 'left out' },
    { what: 'a step without a form', type: 'custody.recorded', payload: { exhibit }, fate: 'left out' },
    {
      what: 'a step at no time',
      type: 'custody.recorded',
      payload: { ...step, ...unsaid, custodyAt: 'then' },
      fate: 'left out',
    },
    { what: 'a report without a form', type: 'report.received', payload: {}, fate: 'left out' },
  ]
}

test('entries that no exhibit stands behind keep no case from being packed, and are named', async () => {
  await world.inCopy(async (t, copy) => {
    await t.call('vault.unlock', { dir: copy, passphrase })
    const { report: received } = await t.call('report.add', report)
    const { case: ofCase } = await t.call('report.promote', { report: received, title: 'T', owner: 'R. Okafor' })
    const file = join(t.folder, 'true.txt')
    writeFileSync(file, 'It is so.')
    await t.call('exhibit.add', { case: ofCase, files: [file] })
    const { id } = await t.call('case.get', { case: ofCase })
    await t.call('vault.lock', {})

    const session = await unlockSession(t.ports, { dir: copy, passphrase: theirs }, () => undefined)
    const { db, vault, ledger } = session.workspace
    const own = db.get<{ id: string; body: string }>(
      'select e.id, p.body from exhibit e join payload p on p.seq = e.seq',
    )
    const first = ledger.size
    const written = writtenBeside(JSON.parse(own?.body ?? '{}') as Payload, own?.id ?? '')
    for (const [at, { type, payload }] of written.entries()) {
      const subject = type === 'custody.recorded' ? (own?.id ?? '') : String(at).padStart(26, '0')
      recordLoosely(session, type, payload, { subject, case: id })
    }
    vault.store.run(`update view_version set version = '' where name = 'all'`)
    await vault.close()

    await t.call('vault.unlock', { dir: copy, passphrase })
    const out = join(t.folder, 'p.pdf')
    const built: Output<'packet.build'> = await t.call('packet.build', {
      case: ofCase,
      recipient: 'Counsel',
      purpose: 'Advice',
      out,
    })
    const count = (fate: Written['fate']): number => written.filter((one) => one.fate === fate).length
    expect(built.exhibits).toBe(1 + count('withheld') + count('shown'))
    for (const [at, { what, fate }] of written.entries()) {
      const says = fate === 'withheld' ? `Exhibit ${number(at + 2)} is named as withheld. ` : `Entry ${first + at} (`
      const said = built.remarks.filter((one) => one.startsWith(says))
      expect(said, what).toHaveLength(fate === 'shown' ? 0 : 1)
    }
    expect(built.remarks).toHaveLength(count('withheld') + count('left out'))

    // What it shows is what a stranger finds in it.
    const { intact, problems, exhibits } = await t.call('packet.verify', { file: out })
    expect({ intact, problems }).toEqual({ intact: true, problems: [] })
    expect(exhibits.map((one) => [one.number, one.ok])).toEqual([
      [number(1), true],
      [number(7), true],
      [number(8), true],
    ])
    // The audit sees that they are not as they should be.
    const audit = await t.call('ledger.audit', {})
    expect(audit.ok).toBe(false)
  })
})
