import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/contract.ts'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../tests/support/app.ts'
import { unlockSession, type Session } from '../session.ts'
import { join } from 'node:path'
import { receiveReport } from './commands.ts'
import { forgetWords, mayHold, warmWords } from './find-words.ts'
import { listReports } from './queries.ts'
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
    const words = [
      'van',
      'north GATE',
      'an',
      'eiß',
      'özgür',
      'Özgür',
      '男が門',
      '100%',
      'sure_',
      '\\',
      'R-0002',
      'threat',
      'none of it',
    ]
    const read = words.map(find)
    expect(mayHold(db, ['gate'])).toBeUndefined()
    await warmWords(db)
    expect(mayHold(db, ['red', 'van'])).toEqual([1, 5])
    expect(mayHold(db, ['an'])).toBeUndefined()
    expect(words.map(find)).toEqual(read)
    // What came since is found too, and nothing is known any more once the vault is locked.
    file(['A second red van.'])
    expect(find('red van')).toEqual(['R-0006', 'R-0005', 'R-0001'])
    forgetWords(db)
    expect(mayHold(db, ['red'])).toBeUndefined()
  })
})

const folded = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 60 })

it('leaves out no text that holds the word, wherever the word is taken from', () => {
  const property = fc.property(
    texts,
    fc.nat(),
    fc.nat(),
    fc.integer({ min: 3, max: 9 }),
    (all, which, from, length) => {
      const index = new WordIndex()
      for (const [place, text] of all.entries()) index.add(place * 577, text)
      const source = all[which % all.length] ?? ''
      const start = from % Math.max(1, source.length)
      const word = source.slice(start, start + length).toUpperCase()
      const found = index.candidates([word], Infinity)
      if (word.length < 3) return found === undefined
      const holding = all.flatMap((text, place) => (folded(text).includes(folded(word)) ? [place * 577] : []))
      return holding.every((place) => found?.includes(place))
    },
  )
  fc.assert(property, { numRuns: 300 })
})
