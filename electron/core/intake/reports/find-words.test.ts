import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../../../shared/contract/contract.ts'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../../tests/support/app.ts'
import { unlockSession, type Session } from '../../session.ts'
import { join } from 'node:path'
import { receiveReport } from './commands.ts'
import { forgetWords, knownHolding, warmWords } from './find-words.ts'
import { listReports } from './list.ts'
import { findReport } from './queries.ts'
import { intakeView } from './view.ts'
import { WordIndex } from './word-index.ts'

const report = {
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  occurredAt: null,
  place: null,
  category: 'threat',
  immediateDanger: false,
  severity: null,
} as const

describe('a search', () => {
  let t: TestApp
  let session: Session
  beforeEach(async () => {
    t = testApp()
    await newVault(t)
    await t.call('vault.lock', {})
    const dir = join(t.folder, 'V.holdfast')
    session = await unlockSession(testPorts(t.folder), { dir, passphrase }, () => undefined)
  })
  afterEach(async () => {
    await session.workspace.vault.close()
    await t.end()
  })
  const file = (narratives: string[]): void =>
    session.workspace.ledger.transact((transaction) => {
      for (const narrative of narratives) receiveReport(session.workspace, transaction, { ...report, narrative })
    })
  const find = (filter: string): string[] => {
    const asked = contract['report.list'].input.parse({ filter, disposition: 'all', order: 'newest' })
    return listReports(session.workspace, asked).items.map(({ number }) => number)
  }

  it('finds by the index what it finds by reading everything', async () => {
    const { db } = session.workspace
    file([
      'A man with a red van waited by the NORTH gate.',
      'Der Fahrer heißt Özgür; „Straße“ stand darauf.',
      '不明な男が門の前に立っていた。',
      '100% sure_thing \\ back',
      'the north gate again, a Red Van',
    ])
    session.workspace.ledger.transact((transaction) =>
      receiveReport(session.workspace, transaction, {
        ...report,
        narrative: 'A car.',
        fields: { 'Number plate': 'KV-482-B' },
      }),
    )
    const found: [string, string[]][] = [
      ['van', ['R-0005', 'R-0001']],
      ['north GATE', ['R-0005', 'R-0001']],
      ['an', ['R-0005', 'R-0002', 'R-0001']],
      ['eiß', ['R-0002']],
      ['ÖZGÜR', ['R-0002']],
      ['ozgur', ['R-0002']],
      ['strasse', ['R-0002']],
      ['男が門', ['R-0003']],
      ['100%', ['R-0004']],
      ['sure_', ['R-0004']],
      ['\\', ['R-0004']],
      ['R-0002', ['R-0002']],
      ['482', ['R-0006']],
      ['number', []],
      ['threat', ['R-0006', 'R-0005', 'R-0004', 'R-0003', 'R-0002', 'R-0001']],
      ['none of it', []],
    ]
    for (const [words, numbers] of found) expect(find(words), words).toEqual(numbers)
    expect(knownHolding(db, ['gate'])).toBeUndefined()
    await warmWords(db)
    expect(knownHolding(db, ['red', 'van'])).toEqual({ flags: Uint8Array.of(0, 1, 0, 0, 0, 1, 0), count: 2 })
    for (const [words, numbers] of found) expect(find(words), words).toEqual(numbers)
    // What came since is found too, and nothing is known any more once the vault is locked.
    file(['A second red van.'])
    expect(find('red van')).toEqual(['R-0007', 'R-0005', 'R-0001'])
    forgetWords(db)
    expect(knownHolding(db, ['red'])).toBeUndefined()
  })

  it('gives the same pages and totals of many that hold a word as of few', async () => {
    const { db, ledger } = session.workspace
    const all = Array.from({ length: 6000 }, (_, i) => (i % 2 === 0 ? `A van, the ${i}th.` : `Nothing, ${i}.`))
    file(all)
    ledger.transact((transaction) => {
      for (const serial of [1, 3, 5, 2, 4]) {
        const { id } = findReport(db, String(serial))
        transaction.append(intakeView, 'report.declined', { subject: id }, { reason: 'A test of the door.' })
      }
    })
    const asked = (more: object): { total: number; first: string | undefined; last: string | undefined } => {
      const input = contract['report.list'].input.parse({ filter: 'van', limit: 10, ...more })
      const { total, items } = listReports(session.workspace, input)
      return { total, first: items[0]?.number, last: items.at(-1)?.number }
    }
    const [open, end] = [
      { total: 2997, first: 'R-0007', last: 'R-0025' },
      { total: 2997, first: 'R-5991', last: 'R-5999' },
    ]
    const look = (): void => {
      expect(asked({})).toEqual(open)
      expect(asked({ offset: 2992 })).toEqual(end)
      expect(asked({ order: 'newest' })).toEqual({ total: 2997, first: 'R-5999', last: 'R-5981' })
      expect(asked({ disposition: 'declined' })).toEqual({ total: 3, first: 'R-0005', last: 'R-0001' })
      expect(asked({ disposition: 'all' })).toMatchObject({ total: 3000 })
      expect(asked({ filter: 'van 1th' })).toMatchObject({ total: 0 })
      expect(asked({ filter: '10th' })).toMatchObject({ total: 60, first: 'R-0011' })
    }
    look()
    await warmWords(db)
    look()
  })
})

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 60 })

it('names exactly the texts that hold the words, wherever these are taken from', () => {
  const property = fc.property(
    texts,
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
    (all, takes) => {
      const index = new WordIndex()
      // Far apart, so that they fall into several parts.
      for (const [place, text] of all.entries()) index.add(place * 577, text)
      const words = takes.flatMap(([which, from, length]) => {
        const source = all[which % all.length] ?? ''
        const start = from % Math.max(1, source.length)
        return source
          .slice(start, start + length)
          .toWellFormed()
          .split(/\s+/u)
          .filter((word) => word !== '')
      })
      const holding = all.flatMap((text, place) => (words.every((word) => text.includes(word)) ? [place * 577] : []))
      const { flags, count } = index.holding(words)
      const found = [...flags.entries()].flatMap(([place, flag]) => (flag === 1 ? [place] : []))
      return words.length === 0 || (count === holding.length && found.join() === holding.join())
    },
  )
  fc.assert(property, { numRuns: 300 })
})
