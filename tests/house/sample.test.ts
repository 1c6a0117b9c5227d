import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getSchema } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { expect, test } from 'vitest'
import { contract, type Call, type Input } from '../../shared/contract/contract.ts'
import { readSample } from '../../electron/core/sample.ts'
import { earliest } from '../../shared/kernel/time.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const exhibits = join(resources, 'sample', 'exhibits')

const sample = await readSample(resources)

const made = <K extends Call>(call: K): Input<K>[] =>
  sample.steps.filter((step) => step.call === call).map(({ input }) => input as Input<K>)
const reports = sample.steps
  .filter(({ call }) => call === 'report.add')
  .map(({ at, input, keep }) => ({
    at,
    key: `{${Object.keys(keep ?? {})[0] ?? ''}}`,
    report: contract['report.add'].input.parse(input),
  }))
const handled = [
  ...made('report.promote').map(({ report }) => report),
  ...made('report.merge').map(({ report }) => report),
  ...made('report.decline').map(({ report }) => report),
]

test('each report is named once, and each has one end at most', () => {
  const keys = reports.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(handled).size).toBe(handled.length)
  expect(keys).toEqual(expect.arrayContaining(handled))
  expect(keys.length - handled.length, 'some stay in the queue').toBeGreaterThan(2)
})

test('it shows the breadth of what comes in', () => {
  const precisions = new Set(reports.map(({ report }) => report.occurredAt?.precision))
  const zones = new Set(reports.map(({ report }) => report.occurredAt?.zone))
  const channels = new Set(reports.map(({ report }) => report.channel))
  const levels = new Set(reports.flatMap(({ report }) => report.severity?.level ?? []))
  expect(precisions).toEqual(new Set(['day', 'hour', 'minute', 'month', 'second', 'year']))
  expect([zones.size, channels.size, levels.size]).toEqual([4, 6, 4])
  expect(reports.some(({ report }) => report.reporter === null)).toBe(true)
})

test('nothing is received before it happened, or recorded before it was received', () => {
  const received = reports.map(({ report }) => Date.parse(report.receivedAt))
  expect(received).toEqual([...received].sort((a, b) => a - b))
  for (const { at, key, report } of reports) {
    if (report.occurredAt) expect(earliest(report.occurredAt), key).toBeLessThan(Date.parse(report.receivedAt))
    expect(Date.parse(report.receivedAt), key).toBeLessThan(Date.parse(at))
  }
})

test('nothing that went on or was collected is recorded before it did', () => {
  const recorded = sample.steps.map(({ at, call, input }) => ({
    at: Date.parse(at),
    call,
    input: JSON.stringify(input),
  }))
  for (const { at, call, input } of recorded) {
    const past = ['communication.log', 'travel.report', 'travel.deviate', 'exhibit.add', 'note.save']
    if (!past.includes(call)) continue
    for (const [, day = ''] of input.matchAll(/"(?:value|collectedAt)":"(2026-11-\d\d)/g))
      expect(Date.parse(`${day}T00:00:00-05:00`), input).toBeLessThanOrEqual(at)
  }
})

test('the exhibits are the files that lie there, each small enough to read at a glance', () => {
  const files = made('exhibit.add').flatMap((input) => input.files ?? [])
  expect(files.sort()).toEqual(readdirSync(exhibits).map((file) => `{exhibits}/${file}`))
  for (const file of readdirSync(exhibits)) expect(statSync(join(exhibits, file)).size, file).toBeLessThan(300_000)
})

test('the notes are texts that the editor could have written', () => {
  const schema = getSchema([StarterKit])
  for (const { body } of made('note.save')) schema.nodeFromJSON(body).check()
})

test('some reports are graded by what they say: each quote stands in its words, and others were told', () => {
  const words = new Map(reports.map(({ key, report }) => [key, report.narrative]))
  const triaged = made('report.triage')
  for (const { report, answers } of triaged)
    for (const { cites } of answers)
      for (const cite of cites ?? []) if (cite.kind === 'quote') expect(words.get(report)).toContain(cite.quote)
  expect(triaged.length).toBeGreaterThan(2)
  expect(made('notification.acknowledge').length).toBeGreaterThan(2)
  expect(triaged.some(({ departs }) => departs)).toBe(true)
})
