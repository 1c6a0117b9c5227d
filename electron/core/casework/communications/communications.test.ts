import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let number: string
beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
})
afterEach(() => t.end())

const at = (value: string) => ({ value, zone: 'America/New_York', precision: 'minute' as const })
const said = (changes: Partial<Input<'communication.log'>> = {}): Input<'communication.log'> => ({
  case: number,
  channel: 'call',
  direction: 'incoming',
  parties: [
    { name: 'Unknown caller', role: 'from', address: '+1 212 555 0142' },
    { name: 'Front desk', role: 'to' },
  ],
  sentAt: at('2026-11-23T06:42'),
  content: 'He said: I know which door she takes. Then he hung up.',
  quotes: ['I know which door she takes'],
  ...changes,
})
const list = async () => (await t.call('communication.list', { case: number })).items

test('communications stand in the order in which they took place, not in which they were written down', async () => {
  await t.call('communication.log', said())
  await t.call('communication.log', said({ sentAt: at('2026-11-22T22:10'), content: 'Silent call.', quotes: [] }))
  expect((await list()).map((row) => [row.number, row.sentAt.value, row.recordedBy])).toEqual([
    ['C-02', '2026-11-22T22:10', 'R. Okafor'],
    ['C-01', '2026-11-23T06:42', 'R. Okafor'],
  ])
})

test('quoted words must be in the content to the letter, or nothing is recorded', async () => {
  await expect(t.call('communication.log', said({ quotes: ['I know the door she takes'] }))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('the door she takes') as string,
  })
  expect(await list()).toEqual([])
})

test('a correction strikes the old words with a reason and puts the new ones in their place; both stay', async () => {
  await t.call('communication.log', said())
  const corrects = { communication: 'C-01', reason: 'the guard played the recording again' }
  await t.call('communication.log', said({ content: 'I know which gate she takes.', quotes: [], corrects }))
  const [first, second] = await list()
  expect(first).toMatchObject({
    number: 'C-01',
    content: 'He said: I know which door she takes. Then he hung up.',
    struck: { by: 'R. Okafor', reason: corrects.reason, replacedBy: 'C-02' },
  })
  expect(second).toMatchObject({ number: 'C-02', struck: null })
  await expect(
    t.call('communication.strike', { case: number, communication: '1', reason: 'again' }),
  ).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  await expect(t.call('communication.log', said({ corrects }))).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  expect(await list()).toHaveLength(2)
})

test('the message itself is an exhibit of the same case', async () => {
  const file = join(t.folder, 'voicemail.wav')
  writeFileSync(file, 'RIFF....WAVE')
  await t.call('exhibit.add', { case: number, files: [file] })
  await t.call('communication.log', said({ exhibit: 'E01' }))
  expect((await list())[0]?.exhibit).toBe(`${number}-E01`)
  await expect(t.call('communication.log', said({ exhibit: 'E02' }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the case’s timeline, history and an earlier moment show them', async () => {
  const { head } = await t.call('ledger.head', {})
  await t.call('communication.log', said())
  await t.call('communication.strike', { case: number, communication: 'C-01', reason: 'another case' })
  const { events } = await t.call('case.timeline', { case: number })
  expect(events.filter(({ kind }) => kind === 'communication')).toMatchObject([
    { title: 'C-01, incoming call, struck', who: 'Unknown caller, Front desk', happenedAt: at('2026-11-23T06:42') },
  ])
  const { rows } = await t.call('case.history', { case: number })
  expect(rows.map(({ type }) => type).slice(0, 2)).toEqual(['communication.struck', 'communication.logged'])
  const asOf = { entries: head.size + 1 }
  expect((await t.call('communication.list', { case: number, asOf })).items).toMatchObject([
    { number: 'C-01', struck: null },
  ])
  expect((await t.call('communication.list', { case: number, asOf: { entries: head.size } })).items).toEqual([])
})
