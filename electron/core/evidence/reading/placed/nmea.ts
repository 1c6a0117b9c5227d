import type { Position, Track } from './track.ts'

const sentence = /^\$(?:G[A-Z]|BD|QZ)(RMC|GGA),/

/** Whether a text begins with sentences of a receiver (NMEA 0183). */
export const isNmea = (start: Uint8Array): boolean =>
  Buffer.from(start.subarray(0, 4096))
    .toString('latin1')
    .split(/\r?\n/)
    .slice(0, 20)
    .filter((line) => /^\$(?:G[A-Z]|BD|QZ)[A-Z]{3},[^*]{0,120}\*[0-9A-F]{2}\s*$/i.test(line)).length >= 2

/** Degrees out of `4807.038` and `N`. */
function degrees(text = '', side = ''): number | undefined {
  const [, whole, minutes] = /^(\d{2,3})(\d{2}\.\d{1,10})$/.exec(text) ?? []
  if (whole === undefined || minutes === undefined || !/^[NSEW]$/.test(side)) return undefined
  const value = Number(whole) + Number(minutes) / 60
  return side === 'S' || side === 'W' ? -value : value
}

const sumOf = (body: string): number => [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 0)

/** A track out of sentences RMC (position, time and date) and GGA (height of the same second); one whose sum is wrong is left out and counted. */
export function readNmea(bytes: Uint8Array): Track {
  const found: Position[] = []
  const heights = new Map<string, number>()
  let [wrong, empty, dateless] = [0, 0, 0]
  for (const line of Buffer.from(bytes).toString('latin1').split(/\r?\n/)) {
    const kind = sentence.exec(line)?.[1]
    if (kind === undefined) continue
    const [, body = '', sum = ''] = /^\$([^*]*)\*([0-9A-F]{2})\s*$/i.exec(line) ?? []
    if (body === '' || sumOf(body) !== Number.parseInt(sum, 16)) {
      wrong += 1
      continue
    }
    const part = body.split(',')
    if (kind === 'GGA') {
      if (part[9] !== undefined && part[9] !== '' && Number.isFinite(Number(part[9])))
        heights.set(part[1] ?? '', Number(part[9]))
      continue
    }
    const [latitude, longitude] = [degrees(part[3], part[4]), degrees(part[5], part[6])]
    if (part[2] !== 'A' || latitude === undefined || longitude === undefined) {
      empty += 1
      continue
    }
    const clock = /^(\d\d)(\d\d)(\d\d)(\.\d{1,3})?/.exec(part[1] ?? '')
    const day = /^(\d\d)(\d\d)(\d\d)$/.exec(part[9] ?? '')
    // Two figures of a year: receivers count from 1980.
    const year = Number(day?.[3]) >= 80 ? '19' : '20'
    const ms =
      clock && day
        ? Date.parse(`${year}${day[3]}-${day[2]}-${day[1]}T${clock[1]}:${clock[2]}:${clock[3]}${clock[4] ?? ''}Z`)
        : Number.NaN
    if (Number.isNaN(ms)) dateless += 1
    found.push({
      latitude,
      longitude,
      ms: Number.isNaN(ms) ? undefined : ms,
      written: `${part[9] ?? ''} ${part[1] ?? ''}`.trim(),
      height: heights.get(part[1] ?? '') ?? null,
      words: '',
    })
  }
  const say = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : [])
  return {
    format: 'NMEA 0183',
    lines: [{ name: 'positions of the receiver', kind: 'line', segments: [found] }],
    facts: [],
    problems: [
      ...say(wrong, 'of its sentences have another sum than they say, and are left out.'),
      ...say(empty, 'of its sentences say that there was no position, and are left out.'),
      ...say(dateless, 'of its positions say no date.'),
      'Years have two figures in it: from 80 on they are taken for 19xx, else for 20xx.',
    ],
  }
}
