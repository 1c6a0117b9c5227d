import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getSchema } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { expect, test } from 'vitest'
import { readSample } from '../../electron/core/sample.ts'
import { earliest } from '../../shared/kernel/time.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const exhibits = join(resources, 'sample', 'exhibits')

const sample = await readSample(resources)

const handled = [
  sample.case.promote.report,
  ...sample.case.merge.map(({ report }) => report),
  ...sample.declined.map(({ report }) => report),
]

test('each report is named once, and each has one end at most', () => {
  const keys = sample.reports.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(handled).size).toBe(handled.length)
  expect(keys).toEqual(expect.arrayContaining(handled))
  expect(keys.length - handled.length, 'some stay in the queue').toBeGreaterThan(2)
})

test('it shows the breadth of what comes in', () => {
  const reports = sample.reports.map(({ report }) => report)
  const precisions = new Set(reports.map(({ occurredAt }) => occurredAt?.precision))
  const zones = new Set(reports.map(({ occurredAt }) => occurredAt?.zone))
  const channels = new Set(reports.map(({ channel }) => channel))
  const levels = new Set(reports.map(({ severity }) => severity?.level))
  expect(precisions).toEqual(new Set(['day', 'hour', 'minute', 'month', 'second', 'year']))
  expect([zones.size, channels.size, levels.size]).toEqual([4, 5, 4])
  expect(reports.some(({ reporter }) => reporter === null)).toBe(true)
})

test('nothing is received before it happened, and reports come in the order they were received', () => {
  const received = sample.reports.map(({ report }) => Date.parse(report.receivedAt))
  expect(received).toEqual([...received].sort((a, b) => a - b))
  for (const { key, report } of sample.reports) {
    if (report.occurredAt) expect(earliest(report.occurredAt), key).toBeLessThan(Date.parse(report.receivedAt))
  }
})

test('the exhibits are the files that lie there, each small enough to read at a glance', () => {
  expect(sample.case.exhibits.map(({ file }) => file).sort()).toEqual(readdirSync(exhibits).sort())
  for (const file of readdirSync(exhibits)) expect(statSync(join(exhibits, file)).size, file).toBeLessThan(300_000)
})

test('the notes are texts that the editor could have written', () => {
  const schema = getSchema([StarterKit])
  for (const { body } of sample.case.notes) schema.nodeFromJSON(body).check()
})

test('some reports are graded by what they say: each quote stands in its words, and somebody was told', () => {
  const words = new Map(sample.reports.map(({ key, report }) => [key, report.narrative]))
  for (const { report, answers } of sample.triaged)
    for (const { cites } of answers)
      for (const cite of cites) if (cite.kind === 'quote') expect(words.get(report)).toContain(cite.quote)
  expect(sample.triaged.length).toBeGreaterThan(2)
  expect(sample.triaged.filter(({ told }) => told)).toHaveLength(1)
  expect(sample.triaged.some(({ departs }) => departs)).toBe(true)
})
