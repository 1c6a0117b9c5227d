import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { openRegular } from '../../record/vault/regular.ts'
import { steadily } from '../../record/vault/steady.ts'
import { readAlert } from '../alert/alert.ts'
import { proposeLegs } from '../itinerary/legs.ts'
import { parseItinerary } from '../itinerary/parse.ts'
import { itineraryReport } from '../itinerary/report.ts'
import { readMail } from '../mail/mail.ts'
import { photoTypes, readPhoto } from '../photo/photo.ts'
import { readTable } from '../table/preview.ts'
import { readTrack } from '../track/track.ts'
import type { FileAsked, FoundItem } from './jobs.ts'
import { decodeLetters } from './letters.ts'
import { cut, Unreadable, type FileReading, type ReadItem, type ReadOrder } from './reading.ts'
import { decodeXml, refuseDoctype, rootOf } from './xml.ts'

/** Larger files are not read whole: they can be kept as exhibits all the same. */
const largest = 128 * 1024 * 1024
/** No alert, itinerary or track of a person is larger; a tree of one takes many times its size. */
const largestText = 32 * 1024 * 1024

/** Characters and bytes of items that one answer holds, roughly. */
const together = 2_000_000

/** Reads one file whole and answers what it is and holds. Fails with Unreadable, or with the system's error. */
export async function openFile(order: ReadOrder): Promise<FileAsked> {
  const bytes = await readWhole(order.path)
  const { items, ...found } = await recognise(bytes, order)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const head = { ...found, size: bytes.length, sha256, count: items.length }
  return {
    head: () => head,
    items: ({ from, narrative }) => {
      const shown: FoundItem[] = []
      let size = 0
      for (let index = from; index < items.length && size < together; index++) {
        const item = items[index]
        if (!item) break
        const one = withoutBytes(item)
        one.report = { ...one.report, narrative: cut(one.report.narrative, narrative) }
        shown.push(one)
        size += sizeOf(one)
      }
      return shown
    },
    item: ({ index }) => {
      const item = items[index]
      return item ? withoutBytes(item) : null
    },
    bytes: ({ index, part, at, length }) => {
      const item = items[index]
      const whole = part === null ? item?.message?.bytes : item?.parts[part]?.bytes
      // A copy: a view would take the whole file with it across the channel.
      return Uint8Array.from(whole?.subarray(at, at + length) ?? [])
    },
  }
}

const withoutBytes = ({ message, parts, ...item }: ReadItem): FoundItem => ({
  ...item,
  message: message && { name: message.name, size: message.bytes.length, sha256: message.sha256 },
  parts: parts.map(({ bytes, ...part }) => ({ ...part, size: bytes.length })),
})

const sizeOf = ({ title, report, parts, problems, proposals }: FoundItem): number =>
  500 +
  title.length +
  report.narrative.length +
  Object.entries(report.fields ?? {}).reduce((sum, [name, value]) => sum + name.length + value.length, 0) +
  parts.length * 500 +
  problems.join('').length +
  proposals.length * 500

async function readWhole(path: string): Promise<Buffer> {
  const refuse = (): HoldfastError =>
    new HoldfastError('INVALID_INPUT', 'This is not a file.', 'Choose files; a folder can be watched.')
  const file = await openRegular(path, { links: true, refuse })
  try {
    const { size, requireUnchanged } = await steadily(file, path)
    if (size > largest)
      throw new Unreadable('The file is larger than 128 MiB.', 'Keep it as an exhibit of a report instead.')
    const bytes = await file.readFile()
    await requireUnchanged(bytes.length)
    return bytes
  } finally {
    await file.close()
  }
}

type Found = Omit<FileReading, 'size' | 'sha256'>

/** What a file is, by its bytes alone: its name may say anything. */
async function recognise(bytes: Buffer, order: ReadOrder): Promise<Found> {
  if (bytes.length === 0) throw new Unreadable('The file is empty.')
  const type = await fileTypeFromBuffer(bytes.subarray(0, 65_536)).catch(() => undefined)
  if (type && photoTypes.has(type.mime)) return one('photo', await readPhoto(bytes, order))
  // Also of a text that was saved in UTF-16.
  const start = decodeLetters(bytes.subarray(0, 4096), { utf8: true }).text.replace(/^\uFEFF/, '')
  if (/^\s*BEGIN:VCALENDAR/i.test(start)) {
    requireSmall(bytes)
    const itinerary = parseItinerary(bytes, order.now)
    return { ...one('itinerary', itineraryReport(itinerary)), legs: proposeLegs(itinerary) }
  }
  // What says itself what it is was looked at before: a mail is told by its header alone.
  const mail = /^\s*</.test(start) ? undefined : await readMail(bytes, order.now)
  if (mail) return { ...many(mail.kind), items: mail.items, problems: mail.problems }
  if (/^\s*</.test(start) || type?.mime === 'application/xml') {
    requireSmall(bytes)
    const text = decodeXml(bytes)
    refuseDoctype(text)
    const root = rootOf(text)
    if (root === 'gpx') return one('track', readTrack(text, order))
    // An alert may also come inside of a feed or an envelope.
    return one('alert', readAlert(text, order))
  }
  if (type === undefined) {
    const found = readTable(bytes, order)
    if (found) return { ...many('table'), ...found }
  }
  if (type?.mime === 'application/x-cfb' && bytes.includes(outlook))
    throw new Unreadable('It is a message that Outlook saved (.msg).', 'Save it in Outlook as .eml, and import that.')
  throw new Unreadable(
    type === undefined
      ? 'Its content is none of the kinds that can be imported.'
      : `It is a file of type ${type.mime}, which is no report by itself.`,
  )
}

/** The name of a storage that each .msg has (MS-OXMSG, 2.2.3), as its directory writes it. */
const outlook = Buffer.from('__nameid_version1.0', 'utf16le')

function requireSmall(bytes: Buffer): void {
  if (bytes.length > largestText)
    throw new Unreadable('It is larger than 32 MiB, which no alert, track or itinerary is.')
}

const one = (kind: Found['kind'], item: Found['items'][number]): Found => ({ ...many(kind), items: [item] })
const many = (kind: Found['kind']): Found => ({ kind, items: [], table: null, legs: [], problems: [] })
