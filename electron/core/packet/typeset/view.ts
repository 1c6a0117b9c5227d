import type { PacketContent } from '../content.ts'
import { blocksOf, type Block } from './rich.ts'
import type { ExhibitPlace } from './port.ts'
import type { Plate } from './plates.ts'
import type { Printable } from './printable.ts'

/** What the template reads as `/packet.json`: every string printable, every number already in words. */
export function viewOf(content: PacketContent, places: ExhibitPlace[], plates: Plate[], show: Printable): object {
  const { exhibits, notes, manifest: _, ...rest } = content
  const at = new Date(content.packet.preparedAt)
  const view = {
    ...rest,
    date: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), ...clock(at) },
    preparedAt: instant(content.packet.preparedAt),
    rootFingerprint: grouped(content.ledger.vaultRootFingerprint),
    ledgerRoot: grouped(content.ledger.root),
    exhibits: exhibits.map((exhibit, i) =>
      Object.assign({}, exhibit, places[i], { size: bytes(exhibit.size), sha256: grouped(exhibit.sha256) }),
    ),
    counts: counts(places),
    notes: notes.map(({ body, ...note }) => ({ ...note, blocks: blocksOf(body) satisfies Block[] })),
    plates: plates.map(({ image, ...plate }) => ({
      ...plate,
      path: image?.path ?? null,
      description: exhibits[plate.exhibit]?.description ?? '',
      fileName: exhibits[plate.exhibit]?.fileName ?? '',
      number: exhibits[plate.exhibit]?.number ?? '',
    })),
  }
  return mapped(view, show)
}

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
  return { all: places.length, attached: of('attached'), beside: of('beside'), noted: of('noted') }
}

/** Every string of plain data through `show`; keys are ours and stay. */
function mapped(value: object, show: Printable): object
function mapped(value: unknown, show: Printable): unknown
function mapped(value: unknown, show: Printable): unknown {
  if (typeof value === 'string') return show(value)
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, show))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, show)]))
}
