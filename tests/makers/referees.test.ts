import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readAlert } from '../../electron/core/imports/alert/alert.ts'
import { parseItinerary } from '../../electron/core/imports/itinerary/parse.ts'
import { readMail } from '../../electron/core/imports/mail/mail.ts'
import { readPhoto } from '../../electron/core/imports/photo/photo.ts'
import { decoderOf } from '../../electron/core/imports/reading/decoders.ts'
import { Records } from '../../electron/core/imports/table/records.ts'
import { sampleIn } from '../../electron/core/imports/table/sample.ts'
import { shapeOf } from '../../electron/core/imports/table/shape.ts'
import { readTrack } from '../../electron/core/imports/track/track.ts'
import { earliest } from '../../shared/kernel/time.ts'
import { alerts } from './alerts.ts'
import { calendars } from './calendars.ts'
import { mails } from './mails.ts'
import type { Made } from './made.ts'
import { photos } from './photos.ts'
import { askReferee, hasPython, withFiles } from './referee.ts'
import { tables } from './tables.ts'
import { tracks } from './tracks.ts'

// Other people's parsers over the same inputs. Where they say something else it stands in `explained` with the reason, and
// the test holds it to be so: a difference that goes away is taken out.

const now = Date.parse('2026-11-23T12:00:00Z')

/** Inputs on which the two differ, each with why ours is kept. */
const explained: Record<string, string> = {
  'exchange-cp1252-as-latin1.eml': 'says ISO-8859-1 and has letters of Windows-1252: Python gives control characters',
  'exchange-undeliverable.eml': 'Python reads a delivery report as messages without a body; ours keeps its bytes',
  'outlook-nested-messages.eml': 'Python does not undo base64 of a message in a message; ours keeps it and names it',
  'apple-mail-export.mbox': 'Python takes every line “From ” for a border; ours asks for a header after it',
  'encoded-words.eml': 'Python replaces the letter of “unknown-8bit”; ours reads it as Windows-1252, and says so',
  'attachment-names.eml':
    'Python keeps a space after an encoded word, takes filename before filename*, and keeps the line end of a folded name',
  'transfer-encodings-misspelled.eml': 'Python leaves base64 with a comment behind its name as it stands',
  'dates-of-long-ago.mbox':
    'Python guesses: letters of the alphabet as military zones, no zone and foreign months as if they were said',
  'exchange-customized-zone.ics': 'icalendar gives up addresses as zones (tzone://Microsoft/Utc)',
  'series-changed.ics': 'icalendar lists an older version too, which ours names and passes over',
  'zones-that-are-none.ics':
    'icalendar takes EST for −5, and the zone for a time that says Z; it gives up offsets, which are clear',
  'zone-in-small-letters.ics': 'icalendar does not know a zone in small letters',
  'blank-before-colons.eml': 'Python takes no field with a blank before its colon (RFC 5322, 4.5.1)',
  'mark-after-blank-lines.eml': 'Python takes empty lines before a header for the end of one',
  'enriched.eml': 'Python’s list of what is no text has a part of text/enriched; ours shows its words',
  'guard-log.csv': 'Python keeps a blank before a quotation mark, and cuts the cell that it opens',
  'outlook-2003.vcs': 'icalendar does not read version 1.0: no quoted-printable',
  'folded-in-a-letter.ics': 'icalendar decodes before it unfolds, and loses the letter',
  'gpslogger-local-times.gpx': 'gpxpy begins at a time of 1980 and counts a point at 0, 0',
}

function differs(inputs: readonly Made[], ours: (input: Made) => unknown, theirs: (input: Made) => unknown): void {
  const found = inputs
    .filter((input) => JSON.stringify(ours(input)) !== JSON.stringify(theirs(input)))
    .map(({ name }) => name)
  const unexplained = new Set(found.filter((name) => explained[name] === undefined))
  for (const input of inputs.filter(({ name }) => unexplained.has(name)))
    expect([input.name, ours(input)]).toEqual([input.name, theirs(input)])
  const gone = inputs.filter(({ name }) => explained[name] !== undefined && !found.includes(name))
  expect(gone.map(({ name }) => name)).toEqual([])
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Message {
  subject: string | null
  from: [name: string, address: string][]
  date: number | null
  parts: [type: string, name: string | null, sha256: string | null][]
}
/** Parts that are words to us, or no part of ours. */
const isPart = ([type, name]: Message['parts'][number]): boolean =>
  name !== null || !/^text\/(?:plain|html|x-amp-html)$/.test(type)

describe.skipIf(!hasPython())('Python (email, mailbox, csv, xml.etree)', () => {
  it('finds the same messages, senders, times and bytes in mails', async () => {
    const told = await askReferee('mail', mails)
    const read = new Map<string, unknown>()
    for (const { name, bytes } of mails) {
      const found = await readMail(bytes, now)
      read.set(
        name,
        found?.items.map(({ title, report, parts }) => ({
          subject: title === '(no subject)' ? '' : title,
          from: report.reporter ? (report.reporter.contact ?? report.reporter.name) : null,
          date: report.receivedAt === null ? null : Date.parse(report.receivedAt) / 1000,
          parts: parts.map((part) => [part.claimed, part.claimed === 'message/rfc822' ? null : sha256(part.bytes)]),
          names: parts.filter(({ name: said }) => !/^attach(?:ment|ed-message)-\d/.test(said)).map((part) => part.name),
        })),
      )
    }
    const theirs = ({ name }: Made): unknown =>
      (told.get(name) as Message[]).map(({ subject, from, date, parts }) => ({
        subject: subject?.trim() ?? '',
        from: from[0]?.[1] ?? null,
        date,
        parts: parts.filter(isPart).map(([type, , hash]) => [type, hash]),
        names: parts.filter(isPart).flatMap(([, said]) => said ?? []),
      }))
    differs(mails, ({ name }) => read.get(name), theirs)
  })
  it('finds the same cells in tables', async () => {
    const shapes = new Map(tables.map((input) => [input.name, shapeOf(sampleIn(input.bytes), input.name)]))
    const codecs: Record<string, string> = {
      'utf-8': 'utf-8-sig',
      'utf-16le': 'utf-16',
      shift_jis: 'cp932',
      'windows-1252': 'cp1252',
      'windows-1255': 'cp1255',
      'windows-1256': 'cp1256',
      macintosh: 'mac_roman',
    }
    const told = await askReferee('table', tables, ({ name }) => {
      const { encoding = '', delimiter = ',' } = shapes.get(name) ?? {}
      return [codecs[encoding] ?? encoding, delimiter]
    })
    const ours = ({ name, bytes }: Made): unknown => {
      const { encoding = '', delimiter = ',' } = shapes.get(name) ?? {}
      const rows: unknown[] = []
      const records = new Records(delimiter, (one) => void rows.push('cells' in one ? one.cells : one.fault))
      const decoder = decoderOf(encoding)
      records.push(decoder.write(bytes) + decoder.end())
      records.end()
      return rows
    }
    differs(tables, ours, ({ name }) => told.get(name))
  })
  it('counts the same information, grades and areas in alerts', async () => {
    const whole = alerts.filter(({ name }) => !name.includes('feed'))
    const told = await askReferee('alert', whole)
    const ours = ({ bytes }: Made): unknown => {
      const { report } = readAlert(bytes.toString('utf8'), { now })
      const fields = report.fields ?? {}
      return {
        infos: report.narrative.split('\n———\n').length,
        severities: [...new Set(fields['Severity']?.split('\n').map((one) => one.replace(/^.*: /, '')))].sort(),
        areas: [...new Set(fields['Area']?.split('\n').map((one) => one.replace(/^.*: /, '')))],
        identifier: report.externalId?.split(',').at(-1),
      }
    }
    differs(whole, ours, ({ name }) => {
      const said = told.get(name) as { areas: string[] }
      return { ...said, areas: [...new Set(said.areas)] }
    })
  })
})

describe.skipIf(!hasPython('icalendar'))('icalendar', () => {
  it('finds the same events, texts and beginnings in calendars', async () => {
    const told = await askReferee('calendar', calendars)
    const ours = ({ bytes }: Made): unknown =>
      parseItinerary(bytes, now).events.map(({ summary, location, start, organizer }) => ({
        summary: summary ?? null,
        location: location ?? null,
        start: !start?.when ? null : start.when.precision === 'day' ? start.when.value : earliest(start.when) / 1000,
        organizer: organizer?.replace(/ <.*$/, '') ?? null,
      }))
    const theirs = ({ name }: Made): unknown =>
      (told.get(name) as { summary: string; location: string; start: unknown; organizer: string }[]).map(
        ({ summary, location, start, organizer }) => ({
          summary,
          location,
          // A time without a zone is nowhere.
          start: typeof start === 'string' && start.includes('T') ? null : start,
          organizer,
        }),
      )
    differs(calendars, ours, theirs)
  })
})

describe.skipIf(!hasPython('gpxpy'))('gpxpy', () => {
  it('counts the same points, and the same beginning and end, in tracks', async () => {
    const told = await askReferee('track', tracks)
    const second = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text) / 1000)
    differs(
      tracks,
      ({ bytes }) => {
        const fields = readTrack(bytes.toString('utf8').replace(/^\ufeff/, ''), { now }).report.fields ?? {}
        return { points: Number(fields['Points']), start: second(fields['Start']), end: second(fields['End']) }
      },
      ({ name }) => told.get(name),
    )
  })
})

describe.skipIf(spawnSync('exiftool', ['-ver']).status !== 0)('exiftool', () => {
  it('reads the same clock, position and camera in photos', async () => {
    const tags = ['DateTimeOriginal', 'OffsetTimeOriginal', 'Make', 'Model'].map((name) => `-EXIF:${name}`)
    const { stdout } = await withFiles(photos, (paths) =>
      spawnSync(
        'exiftool',
        ['-j', '-n', ...tags, '-Composite:GPSLatitude', '-Composite:GPSLongitude', ...paths.values()],
        { encoding: 'utf8' },
      ),
    )
    type Said = Record<string, string | number | undefined>
    const told = new Map(
      (JSON.parse(stdout) as Said[]).map((one) => [String(one['SourceFile']).replace(/^.*\//, ''), one]),
    )
    for (const { name, bytes } of photos) {
      const { proposals } = await readPhoto(bytes, { zone: 'Europe/Vienna', now })
      const said = told.get(name) ?? {}
      const of = (id: string) => proposals.find((one) => one.id === id)
      const taken = String(said['DateTimeOriginal'] ?? '')
      // A blank clock gives way to the satellites'.
      if (/[1-9]/.test(taken)) {
        expect([name, of('occurred')?.sets.occurredAt?.value]).toEqual([
          name,
          taken.replace(/^(\d+):(\d+):(\d+) /, '$1-$2-$3T'),
        ])
        const offset = said['OffsetTimeOriginal']
        if (offset !== undefined) expect([name, of('occurred')?.sets.occurredAt?.zone]).toEqual([name, offset])
      }
      const place = of('place')?.sets.place
      expect([name, place?.latitude?.toFixed(5), place?.longitude?.toFixed(5)]).toEqual([
        name,
        said['GPSLatitude'] === undefined ? undefined : Number(said['GPSLatitude']).toFixed(5),
        said['GPSLongitude'] === undefined ? undefined : Number(said['GPSLongitude']).toFixed(5),
      ])
      const model = said['Model']
      if (model !== undefined) expect(of('camera')?.says).toContain(model)
    }
  })
})
