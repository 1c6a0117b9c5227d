import { doneInWords } from '../../../shared/contract/custody-words.ts'
import { fileKind } from '../../../shared/kernel/file-kind.ts'
import { capital, spoken } from '../../../shared/kernel/show.ts'
import type { PacketContent } from './content.ts'
import type { Engine } from './engine.ts'
import { blocksOf, type Block } from './rich.ts'
import type { ExhibitPlace } from './port.ts'
import type { Plate } from './plates.ts'
import type { Printable } from './printable.ts'

/** What the template reads as `/packet.json`: every string printable, every number already in words. */
export function viewOf(
  content: PacketContent,
  places: ExhibitPlace[],
  plates: Plate[],
  setBy: Pick<Engine, 'name' | 'conformance'>,
  show: Printable,
): object {
  const { exhibits, notes, manifest: _, ...rest } = content
  const at = new Date(content.packet.preparedAt)
  const view = {
    ...rest,
    chronology: content.chronology.map(({ text, ...row }) => Object.assign(row, { what: text })),
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), ...clock(at) },
    preparedAt: instant(content.packet.preparedAt),
    rootFingerprint: grouped(content.ledger.vaultRootFingerprint),
    ledgerRoot: grouped(content.ledger.root),
    exhibits: exhibits.map((exhibit, i) =>
      Object.assign({}, exhibit, places[i], {
        kind: fileKind(exhibit.mediaType),
        size: bytes(exhibit.size),
        sha256: grouped(exhibit.sha256),
        custody: exhibit.custody.map(stepInWords),
      }),
    ),
    items: content.items.map((item) => ({ ...item, custody: item.custody.map(stepInWords) })),
    counts: counts(places),
    setBy: { engine: setBy.name, conformance: setBy.conformance },
    notes: notes.map(({ body, ...note }) => Object.assign(note, { blocks: blocksOf(body) satisfies Block[] })),
    plates: plates.map(({ image, caption, alt, exhibit }) => ({
      caption,
      alt,
      path: image?.path ?? null,
      description: exhibits[exhibit]?.description ?? '',
      fileName: exhibits[exhibit]?.fileName ?? '',
      number: exhibits[exhibit]?.number ?? '',
    })),
  }
  // Hexadecimal by the schema; shown without places to break, so that it can be copied and searched.
  return { ...mapped(view, show), rootHex: content.ledger.vaultRootFingerprint }
}

/** A step of custody with what was done in words; a word that is none of ours stays as it is. */
const stepInWords = <T extends { action: string }>(step: T): T => ({
  ...step,
  action: capital((doneInWords as Partial<Record<string, string>>)[step.action] ?? spoken(step.action)),
})

const clock = (at: Date): object => ({
  hour: at.getUTCHours(),
  minute: at.getUTCMinutes(),
  second: at.getUTCSeconds(),
})

/** Eight groups of eight digits of a SHA-256. */
export const grouped = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash

/** A size as people compare it: exact bytes, with thousands apart. */
export const bytes = (size: number): string => `${size.toLocaleString('en-US').replaceAll(',', '\u00a0')} bytes`

const months = 'January February March April May June July August September October November December'.split(' ')

/** `23 November 2026, 08:51 (UTC-05:00)`, from an ISO instant, in its own offset. */
export function instant(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d).*?(Z|[+-]\d\d:\d\d)$/.exec(iso)
  if (!parts) return iso
  const [, year, month, day, time, offset] = parts
  return `${Number(day)} ${months[Number(month) - 1]} ${year}, ${time} (UTC${offset === 'Z' ? '' : offset})`
}

function counts(places: ExhibitPlace[]): object {
  const of = (which: ExhibitPlace['disposition']): number => places.filter((p) => p.disposition === which).length
  return {
    all: places.length,
    attached: of('attached'),
    beside: of('beside'),
    noted: of('noted'),
    withheld: of('withheld'),
  }
}

/**
 * The most characters that a page shows of one text, by the name of its field; the rest stands in manifest.json and the
 * page says so. Reports' and notes' own words are never cut. A table's cell of thousands of lines would be unreadable,
 * and takes the engine minutes.
 */
const mostShown = new Map([
  ['narrative', Infinity],
  ['text', Infinity],
  ['rationale', Infinity],
  ['basis', 20_000],
  ['content', 8000],
  ['signedNote', Infinity],
  ['value', 20_000],
  ['title', 400],
])
const mostOfOthers = 2000

function cut(text: string, key: string): string {
  const most = mostShown.get(key) ?? mostOfOthers
  if (text.length <= most) return text
  const rest = (text.length - most).toLocaleString('en-US')
  return `${text.slice(0, most)} [cut here; ${rest} characters more stand in manifest.json]`
}

/** Every string of plain data, cut to what a page shows and made printable; keys are ours and stay. */
export function mapped(value: object, show: Printable): object
export function mapped(value: unknown, show: Printable, key?: string): unknown
export function mapped(value: unknown, show: Printable, key = ''): unknown {
  if (typeof value === 'string') return show(cut(value, key))
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, show, key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapped(member, show, name)]))
}
