import { describe, expect, it } from 'vitest'
import { openFile } from '../../electron/core/imports/reading/file.ts'
import { Unreadable } from '../../electron/core/imports/reading/reading.ts'
import { alerts } from './alerts.ts'
import { calendars } from './calendars.ts'
import { mails } from './mails.ts'
import type { Made } from './made.ts'
import { photos } from './photos.ts'
import { withFiles } from './referee.ts'
import { tables } from './tables.ts'
import { tracks } from './tracks.ts'

// What the reader makes of each input, whole: kind, words, times, parts and every problem that it names. A change of any
// rule shows here; `vitest run tests/makers -u` writes what it says now, to be read before it is kept.

const now = Date.parse('2026-11-23T12:00:00Z')

async function readingOf(input: Made): Promise<unknown> {
  const order = { zone: 'Europe/Vienna', now }
  const opening = withFiles([input], (paths) => openFile({ path: paths.get(input.name) ?? '', ...order }))
  const opened = await opening.catch((thrown: unknown) => {
    if (thrown instanceof Unreadable) return thrown.message
    throw thrown
  })
  if (typeof opened === 'string') return { refused: opened }
  const { kind, table, legs, problems } = opened.head(null)
  const items = opened
    .items({ from: 0, narrative: 5000 })
    .map(({ title, report, parts, proposals, problems: odd }) => ({
      title,
      by: report.reporter?.name ?? null,
      receivedAt: report.receivedAt,
      narrative: report.narrative.split('\n'),
      fields: report.fields,
      parts: parts.map(({ name, claimed, size }) => `${name} (${claimed}, ${size})`),
      proposals: proposals.map(({ says, sets }) => [says, sets.occurredAt ?? sets.place ?? sets.fields]),
      problems: odd,
    }))
  return {
    kind,
    problems,
    ...(table ? { table } : {}),
    ...(legs.length > 0 ? { legs: legs.map(({ says, departure, arrival }) => [says, departure, arrival]) } : {}),
    items,
  }
}

describe.each([
  ['mails', mails],
  ['calendars', calendars],
  ['tables', tables],
  ['alerts', alerts],
  ['tracks', tracks],
  ['photos', photos],
])('%s as their makers write them', (_, inputs) => {
  it.each(inputs)('$name', async (input) => {
    expect(await readingOf(input)).toMatchSnapshot()
  })
})
