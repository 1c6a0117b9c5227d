import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { parseItinerary } from '../../electron/core/imports/itinerary/parse.ts'
import { Records } from '../../electron/core/imports/table/records.ts'
import { filesUnder, isThere } from '../real/real.ts'
import { times } from './measure.ts'

// Python’s own csv and icalendar as referees: what they read, ours reads alike.

const folder = mkdtempSync(join(tmpdir(), 'referee-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function python(program: string, input: unknown): unknown {
  const file = join(folder, 'input.json')
  writeFileSync(file, JSON.stringify(input))
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}
const has = (module: string): boolean => spawnSync('python3', ['-c', `import ${module}`]).status === 0

const rowsOf = (text: string, delimiter: string): string[][] => {
  const found: string[][] = []
  const records = new Records(delimiter, (one) => found.push('cells' in one ? one.cells : ['?', one.fault]))
  records.push(text)
  records.end()
  return found
}

describe.skipIf(!has('csv'))('Python’s csv', () => {
  test('what it writes in any dialect that doubles quotation marks is read as it reads it', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.constantFrom('', ' ', '"', '""', ',', ';', '\n', '\r\n', '\r', 'a"b', 'tab\there'),
    )
    const table = fc.array(
      fc.array(
        cell.filter((text) => text.isWellFormed() && !text.includes('\0')),
        { minLength: 2, maxLength: 6 },
      ),
      { minLength: 1, maxLength: 6 },
    )
    const cases = fc.sample(
      fc.tuple(table, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\r\n', '\n'), fc.constantFrom(0, 1)),
      { seed: 20261129, numRuns: times(4000, 400) },
    )
    const written = python(
      'import csv,io,json,sys\nout=[]\nfor rows,d,end,q in json.load(open(sys.argv[1])):\n  f=io.StringIO(newline="")\n  csv.writer(f,delimiter=d,lineterminator=end,quoting=q).writerows(rows)\n  text=f.getvalue()\n  out.append([text,[r for r in csv.reader(io.StringIO(text,newline=""),delimiter=d) if r]])\nprint(json.dumps(out))',
      cases,
    ) as [text: string, rows: string[][]][]
    for (const [index, [, delimiter]] of cases.entries()) {
      const [text, theirs] = written[index] ?? ['', []]
      expect(rowsOf(text, delimiter)).toEqual(theirs)
    }
  })
  test.skipIf(!isThere('incidents'))('every row of the real incidents is the same', () => {
    const file = filesUnder('incidents').find((one) => one.endsWith('.csv')) ?? ''
    const theirs = python(
      'import csv,json,sys\nprint(json.dumps(list(csv.reader(open(json.load(open(sys.argv[1])),encoding="utf-8-sig",newline="")))))',
      file,
    )
    expect(rowsOf(readFileSync(file, 'utf8').replace(/^\ufeff/, ''), ',')).toEqual(theirs)
  })
})

describe.skipIf(!has('icalendar'))('Python’s icalendar', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']
  const two = (n: number): string => String(n).padStart(2, '0')
  const one = fc.record({
    summary: fc.string({ unit: 'grapheme', maxLength: 90 }).filter(
      (text) =>
        text.trim() === text &&
        text !== '' &&
        text.isWellFormed() &&
        // oxlint-disable-next-line no-control-regex -- a line of a calendar holds none
        !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text),
    ),
    zone: fc.constantFrom(...zones, 'UTC', ''),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    hour: fc.integer({ min: 4, max: 22 }),
    minutes: fc.integer({ min: 1, max: 600 }),
    duration: fc.boolean(),
  })
  test('what it writes is read as it was: text in any letters, zones, ends and durations', () => {
    const events = fc.sample(one, { seed: 20261129, numRuns: times(2000, 200) })
    const text = python(
      [
        'import json,sys,datetime as d,zoneinfo,icalendar as i',
        'c=i.Calendar()',
        'c.add("version","2.0")',
        'for n,e in enumerate(json.load(open(sys.argv[1]))):',
        '  v=i.Event(); v.add("uid",str(n)); v.add("summary",e["summary"])',
        '  if e["zone"]=="":',
        '    s=d.date(2026,e["month"],e["day"]); v.add("dtstart",s); v.add("dtend",s+d.timedelta(days=1+e["minutes"]%5))',
        '  else:',
        '    s=d.datetime(2026,e["month"],e["day"],e["hour"],30,tzinfo=zoneinfo.ZoneInfo(e["zone"])); v.add("dtstart",s)',
        '    t=d.timedelta(minutes=e["minutes"])',
        '    v.add("duration",t) if e["duration"] else v.add("dtend",(s.astimezone(d.timezone.utc)+t).astimezone(s.tzinfo))',
        '  c.add_component(v)',
        'try: c.add_missing_timezones()',
        'except Exception: pass',
        'print(json.dumps(c.to_ical().decode()))',
      ].join('\n'),
      events,
    ) as string
    const read = parseItinerary(Buffer.from(text), Date.UTC(2026, 10, 30))
    expect(read.problems).toEqual([])
    expect(read.events).toHaveLength(events.length)
    for (const event of read.events) {
      const given = events[Number(event.uid)]
      if (!given) continue
      const { summary, zone, month, day, hour, minutes } = given
      expect(event.summary).toBe(summary)
      const date = `2026-${two(month)}-${two(day)}`
      if (zone === '') {
        const last = new Date(Date.UTC(2026, month - 1, day + (minutes % 5))).toISOString().slice(0, 10)
        expect([event.start?.when?.value, event.end?.when?.value]).toEqual([date, last])
      } else {
        expect(event.start?.when).toEqual({ value: `${date}T${two(hour)}:30`, zone, precision: 'minute' })
        expect(event.end?.when?.zone).toBe(zone)
      }
    }
  })
})
