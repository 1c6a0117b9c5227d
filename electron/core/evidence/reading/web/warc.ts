import type { EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import { memberOf, Paths } from '../archive/names.ts'
import type { Format, OpenedFile } from '../format.ts'
import { sourceOf, type Source } from '../source.ts'
import { unpackAt } from './blocks.ts'
import { contentOf } from './content.ts'
import { listRecords, valueOf, type WarcRecord } from './warc-records.ts'

const isArc = (text: string): boolean => /^filedesc:\S+ \S+ \d{14} /.test(text)

/** Web archives: WARC 1.0 and 1.1, also packed (.warc.gz), and ARC; each record with its address, time and answer, its content a member. */
export const warc: Format = {
  reader: 'web archive 1',
  takes: ({ start }) => {
    const packed = start[0] === 0x1f && start[1] === 0x8b
    const text = packed
      ? unpackAt(sourceOf('', start), 0)?.bytes.toString('latin1', 0, 200)
      : Buffer.from(start.subarray(0, 200)).toString('latin1')
    return text !== undefined && (/^WARC\/\d/.test(text) || isArc(text))
  },
  open(source) {
    const { records, problems } = listRecords(source)
    if (records.length === 0) throw new Unreadable('It begins like a web archive, and no record can be read in it.')
    return openedWarc(source, records, problems)
  },
}

const ofAnswer = 300
const mediaOf = (record: WarcRecord): string =>
  (record.http ? valueOf(record.http.headers, 'content-type') : valueOf(record.headers, 'content-type'))
    .split(';')[0]
    ?.trim() ?? ''

function openedWarc(source: Source, records: WarcRecord[], problems: string[]): OpenedFile {
  const paths = new Paths()
  const members: EvidenceMember[] = []
  const byPath = new Map<string, WarcRecord>()
  const pathOf = records.map((record, index) => {
    if (record.size === 0 || !/^(?:response|resource|conversion|metadata|request|warcinfo|arc file)$/.test(record.type))
      return null
    const { path, notes } = paths.shown({ name: nameOf(record, index), doubt: undefined })
    byPath.set(path, record)
    const said = [record.type, mediaOf(record), record.http?.status ?? '', ...record.problems].filter(
      (one) => one !== '',
    )
    members.push(
      memberOf({ path, size: record.size, encrypted: false, folder: false, modified: record.date }, [
        ...said,
        ...notes,
      ]),
    )
    return path
  })
  const counts = Map.groupBy(records, ({ type }) => type)
  const wrong = records.flatMap((record, index) => record.problems.map((problem) => `Record ${index + 1}: ${problem}.`))
  const shown = (
    record: WarcRecord,
    index: number,
  ): { at: string; title: string; fields: { name: string; value: string }[]; member: string | null } => ({
    at: `record ${index + 1}`,
    title: `${record.type}${record.target === '' ? '' : ` ${record.target.slice(0, 2000)}`}`,
    fields: [
      ...(record.http ? [{ name: 'Answer', value: record.http.status }] : []),
      ...record.headers,
      ...(record.http?.headers.map(({ name, value }) => ({ name: `HTTP ${name}`, value })) ?? []),
      ...record.problems.map((problem) => ({ name: 'Wrong with it', value: problem })),
    ],
    member: pathOf[index] ?? null,
  })
  return {
    view: { kind: 'records', format: 'Web archive', records: records.length, shapes: [] },
    facts: [
      { name: 'Records', value: String(records.length), source: 'WARC headers' },
      ...[...counts].map(([type, all]) => ({
        name: `Records “${type.slice(0, 60)}”`,
        value: String(all.length),
        source: 'WARC headers',
      })),
      ...timesOf(records),
    ],
    members,
    problems: [
      ...problems,
      ...wrong.slice(0, 100),
      ...(wrong.length > 100
        ? [`${wrong.length - 100} more of its records have something wrong, said with each.`]
        : []),
    ],
    member: (path) => {
      const record = byPath.get(path)
      if (!record) throw new Unreadable(`No record has the member “${path}”.`)
      return contentOf(source, record).bytes
    },
    text: (from) => ({
      units: records.slice(from, from + ofAnswer).map((record, index) => {
        const { at, title, fields } = shown(record, from + index)
        return { at, text: [title, ...fields.map(({ name, value }) => `${name}: ${value}`)].join('\n') }
      }),
      unread: [],
      next: from + ofAnswer < records.length ? from + ofAnswer : null,
    }),
    part: (ask) =>
      ask.ask === 'records'
        ? {
            ask: 'records',
            records: records
              .slice(ask.from, ask.from + ask.count)
              .map((record, index) => shown(record, ask.from + index)),
          }
        : undefined,
    derive: (at) => {
      const record = at.kind === 'item' && at.item === 'record' ? records[at.number - 1] : undefined
      if (!record || at.kind !== 'item')
        throw new Unreadable('Of a web archive a record is taken out (“record 3”), or a member.')
      const { bytes, notes } = contentOf(source, record)
      return {
        name: nameOf(record, at.number - 1),
        bytes,
        how: [`record ${at.number}`, record.target, ...notes].filter(Boolean).join(', '),
      }
    },
  }
}

const timesOf = (records: readonly WarcRecord[]): { name: string; value: string; source: string }[] => {
  const dates = records.flatMap(({ date }) => date ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const [first, last] = [dates[0], dates.at(-1)]
  return first === undefined || last === undefined
    ? []
    : [
        { name: 'First taken', value: first, source: 'WARC-Date' },
        { name: 'Last taken', value: last, source: 'WARC-Date' },
      ]
}

/** What a record is called: by its address, with its number, which is what nobody else made. */
function nameOf({ target, type }: WarcRecord, index: number): string {
  const own = target
    .replace(/^[a-z]{2,10}:\/\//i, '')
    .replaceAll(/[?#].*$/g, '')
    .replaceAll('/', '_')
    .slice(0, 200)
  return `${index + 1} ${type}${own === '' ? '' : ` ${own}`}`
}
