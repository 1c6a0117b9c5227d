import { cut, line, type ReadPart } from '../reading/reading.ts'
import { parseItinerary } from '../itinerary/parse.ts'
import { itineraryReport } from '../itinerary/report.ts'
import { decodeLetters } from '../reading/letters.ts'
import { charsetBeside, collect } from './collect.ts'
import type { Collected, Open, Place, Words } from './collected.ts'
import { cutMessage } from './cut.ts'
import { htmlToText } from './html-text.ts'
import { sourceOf } from './lines.ts'
import { summaryOf } from './nested.ts'
import { fromRtf } from './rtf.ts'
import { openCms } from './smime.ts'
import { isTnef, readTnef, type Tnef } from './tnef.ts'
import { cutOff } from './transfer.ts'

// Parts that hold others: opened where that needs no key, else named. The part itself is always kept.

/** Wrappers inside of wrappers are opened so far; deeper ones stay as they are. */
const deepest = 5

export const openWrapper: Open = (entity, type, part, place, into) => {
  const { parameters } = entity.type
  if (type === 'message/rfc822' || type === 'message/global') return message(part, place, into)
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type) || /\.p7m$/i.test(part.name)) return cms(part, place, into)
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(type) || isTnef(Buffer.from(part.bytes)))
    return Promise.resolve(tnef(part, into))
  if (type === 'text/calendar')
    return Promise.resolve(
      entity.disposition.value === 'attachment' ? [] : calendar(part, parameters.get('method'), into),
    )
  if (/^message\/(?:delivery-status|disposition-notification|global-delivery-status|feedback-report)$/.test(type)) {
    const { text } = decodeLetters(part.bytes, { utf8: true })
    into.fields.push([reportName(type, into), cut(text.replaceAll('\r\n', '\n').trim(), 50_000)])
  } else if (type === 'message/partial') {
    const [number = '?', total = '?'] = [parameters.get('number'), parameters.get('total')]
    into.wrapped.push(`It is piece ${number} of ${total} of a message; the others are needed to read it.`)
  } else if (type === 'message/external-body') {
    const where =
      parameters.get('url') ??
      [parameters.get('site'), parameters.get('directory'), parameters.get('name')].filter(Boolean).join('/')
    into.problems.push(
      `A part of it lies elsewhere and was not fetched${where === '' ? '' : `: ${line(where, 300) ?? ''}`}.`,
    )
  } else if (type === 'application/pgp-encrypted') {
    into.fields.push(['Encryption', 'PGP'])
  }
  return Promise.resolve([])
}

const reportName = (type: string, into: Collected): string =>
  numbered(
    type === 'message/disposition-notification'
      ? 'Reading receipt'
      : type === 'message/feedback-report'
        ? 'Complaint'
        : 'Delivery report',
    into,
  )

/** A name for one more field of its kind: the first has it alone, the others are counted. */
function numbered(name: string, { counts }: Collected): string {
  const now = (counts.get(name) ?? 0) + 1
  counts.set(name, now)
  return now === 1 ? name : `${name} ${now}`
}

async function message(part: ReadPart, place: Place, into: Collected): Promise<Words[]> {
  // Only the outermost is told; what is inside of it stays in its bytes.
  if (place.depth >= 10) return []
  const { title, text } = await summaryOf(Buffer.from(part.bytes), place)
  if (/^attached-message-\d+\.eml$/.test(part.name)) part.name = `${cut(title, 200)}.eml`
  into.fields.push([numbered('Attached message', into), text])
  into.problems.push(`It carries another message, “${cut(title, 100)}”, which is kept and shown as its attachment.`)
  return []
}

async function cms(part: ReadPart, place: Place, into: Collected): Promise<Words[]> {
  const opened = openCms(Buffer.from(part.bytes))
  if (opened.kind === 'encrypted') {
    const count = opened.recipients.length
    const whom =
      count === 0
        ? ''
        : `, for ${count} ${count === 1 ? 'recipient' : 'recipients'}: ${cut(opened.recipients.join('; '), 1000)}`
    into.wrapped.push(`Its words are in ${part.name}, which is encrypted (S/MIME${whom}), and were not opened.`)
    return []
  }
  if (opened.kind === 'certificates') {
    into.problems.push(`${part.name} holds certificates or a signature of S/MIME, and no words.`)
    return []
  }
  if (opened.kind === 'unknown' || place.depth % 10 >= deepest) {
    into.wrapped.push(`Its words are in ${part.name} (S/MIME), which could not be opened.`)
    return []
  }
  const by = opened.by.length === 0 ? '' : ` by ${cut(opened.by.join('; '), 300)}`
  if (opened.kind === 'signed') into.fields.push(['Signature', `S/MIME${by}; it was not checked`])
  into.problems.push(
    `Its words were in ${part.name} (S/MIME, ${opened.kind}); ${opened.kind === 'signed' ? 'the signature was not checked' : 'they were taken out'}.`,
  )
  const source = sourceOf(opened.content)
  const entity = cutMessage(source, 0, opened.content.length)
  return collect(entity, { ...place, source, beside: charsetBeside(entity), depth: place.depth + 1 }, into)
}

function tnef(part: ReadPart, into: Collected): Words[] {
  const bytes = Buffer.from(part.bytes)
  if (!isTnef(bytes)) {
    into.problems.push(`${part.name} says that it is Outlook’s TNEF, and is not.`)
    return []
  }
  const read = readTnef(bytes)
  const text = wordsOf(read, into.problems)
  if (!read.whole) into.problems.push(`${part.name} ${cutOff}.`)
  if (text.trim() === '' && read.files.length === 0) {
    into.wrapped.push(`Its words may be in ${part.name} (Outlook’s TNEF), in which none could be found.`)
    return []
  }
  const files = read.files.length === 1 ? '1 file was' : `${read.files.length} files were`
  into.problems.push(`It has a wrapper of Outlook’s (${part.name}, TNEF), which was opened: ${files} in it.`)
  for (const { name, bytes: content, message: nested } of read.files)
    into.parts.push({
      name: `${line(name, 250) ?? 'attachment'}${nested ? '.tnef' : ''}`,
      claimed: 'not said',
      bytes: content,
      how: `taken out of ${part.name}`,
    })
  return [{ from: 'again', text }]
}

function wordsOf({ text, html, rtf }: Tnef, problems: string[]): string {
  if (text !== undefined && text.trim() !== '') return text
  const wrapped = rtf && fromRtf(rtf)
  const markup = html ?? (wrapped?.html ? wrapped.text : undefined)
  if (markup === undefined) return wrapped?.text ?? ''
  const read = htmlToText(markup)
  problems.push(...read.problems)
  return read.text
}

function calendar(part: ReadPart, method: string | undefined, into: Collected): Words[] {
  const kind = method === undefined ? 'a calendar entry' : `a calendar entry (${cut(method.toLowerCase(), 30)})`
  try {
    const { report, problems } = itineraryReport(parseItinerary(part.bytes))
    into.problems.push(
      `It carries ${kind}, which is kept as ${part.name}.`,
      ...problems.map((one) => `${part.name}: ${one}`),
    )
    return [{ from: 'other', text: report.narrative }]
  } catch {
    into.problems.push(`It carries ${kind} that cannot be read; it is kept as ${part.name}.`)
    return []
  }
}
