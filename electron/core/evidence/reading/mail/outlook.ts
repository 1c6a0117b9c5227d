import { createRequire } from 'node:module'
import type { FieldsData, default as MsgReader } from '@kenjiuno/msgreader'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { fromRtf, linesOf, decompressRtf, readHeader } from '../../../imports/reading/mail.ts'
import { decodeLetters } from '../../../imports/reading/letters.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'
import { claimsOf, pathOf, rawFields } from './headers.ts'
import { openedMessage, type Message } from './opened.ts'
import { addFile, addText, memberOf, noParts, uniqueName } from './parts.ts'

const largest = 128 * 1024 * 1024
/** The name of a storage that each .msg has (MS-OXMSG, 2.2.3), as its directory writes it. */
const named = Buffer.from('__nameid_version1.0', 'utf16le')

/** Messages that Outlook saved (.msg, MS-OXMSG). */
export const outlook: Format = {
  reader: 'msgreader 1.28.0',
  takes: ({ mime, start }, source) => mime === 'application/x-cfb' && (has(start) || has(tailOf(source))),
  open: (source) => {
    if (source.size > largest)
      throw new Unreadable('It is a message of Outlook larger than 128 MiB, which is more than is read of one.')
    return openedMessage(readOutlook(wholeOf(source)))
  },
}

const has = (bytes: Uint8Array): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(named)

/** All of it that is not the start: its directory may stand anywhere. */
const tailOf = (source: Source): Uint8Array =>
  source.size <= largest ? wholeOf(source) : source.read(source.size - 1_048_576, 1_048_576)

function readerOf(bytes: Uint8Array): MsgReader {
  // Its module is CommonJS with the class under `default`.
  const { default: Reader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as { default: typeof MsgReader }
  return new Reader(new DataView(Uint8Array.from(bytes).buffer))
}

function readOutlook(bytes: Uint8Array): Message {
  let reader = readerOf(bytes)
  let fields = fieldsOf(reader)
  const page = fields.internetCodepage ?? fields.messageCodepage
  const ansi = page === undefined ? undefined : (pages[page] ?? `windows-${page}`)
  if (ansi !== undefined && ansi !== 'utf-8') {
    // What is not in Unicode is read by the code page that the message names.
    const second = readerOf(bytes)
    second.parserConfig = { ansiEncoding: ansi }
    try {
      fields = fieldsOf(second)
      reader = second
    } catch {
      // A code page that is not known: it stays as it was read first.
    }
  }
  return messageOf(reader, fields)
}

/** Encodings of Windows' code pages that go by a name of their own. */
const pages: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'cp949',
  950: 'big5',
  20127: 'windows-1252',
  20866: 'koi8-r',
  21866: 'koi8-u',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28595: 'iso-8859-5',
  28605: 'iso-8859-15',
  50220: 'shift_jis',
  51949: 'euc-kr',
  54936: 'gb18030',
  65001: 'utf-8',
}

function fieldsOf(reader: MsgReader): FieldsData {
  let fields: FieldsData
  try {
    fields = reader.getFileData()
  } catch {
    throw new Unreadable('It is a message of Outlook that is damaged or cut off.')
  }
  if (fields.error !== undefined) throw new Unreadable('It is a message of Outlook that is damaged or cut off.')
  return fields
}

function messageOf(reader: MsgReader, fields: FieldsData): Message {
  const parts = noParts()
  takeTexts(fields, parts)
  for (const [index, file] of (fields.attachments ?? []).entries()) {
    const inner = file.innerMsgContent === true
    const said = inner
      ? `${file.innerMsgContentFields?.subject ?? file.name ?? 'message'}.msg`
      : (file.fileName ?? file.name)
    const name = (said ?? `attachment-${index + 1}`).replaceAll('\0', '')
    const note = `attachment ${index + 1}${inner ? ', message' : ''}${file.attachmentHidden === true ? ', hidden' : ''}`
    const size = inner ? null : (file.contentLength ?? null)
    addFile(
      {
        part: String(parts.texts.length + index + 1),
        member: memberOf(uniqueName(name, parts), size, note),
        id: file.pidContentId,
        location: undefined,
        bytes: () => attachedBytes(reader, file, name),
      },
      parts,
    )
  }
  const head = headOf(fields)
  const transport = Buffer.from(fields.headers ?? '')
  const lines = linesOf(transport)
  const header = readHeader(lines, 0, transport.length, true)
  const facts: EvidenceFact[] = [
    ...head.map(({ name, value }) => ({ name, value, source: 'Outlook property' })),
    ...moreFacts(fields),
    ...claimsOf(header),
  ]
  if (transport.length === 0)
    parts.problems.push('It holds no headers of the way it took: it was not sent, or Outlook did not keep them.')
  return {
    ...parts,
    format: 'Outlook',
    head,
    path: pathOf(header),
    headers: rawFields(lines, 0, transport.length),
    facts,
  }
}

function attachedBytes(reader: MsgReader, file: FieldsData, name: string): Uint8Array {
  try {
    return Uint8Array.from(reader.getAttachment(file).content)
  } catch {
    throw new Unreadable(`“${name}” cannot be taken out of it: the message is damaged or cut off.`)
  }
}

/** The text, and the HTML, which mostly stands in compressed RTF alone. */
function takeTexts(fields: FieldsData, parts: ReturnType<typeof noParts>): void {
  const { body, bodyHtml, html, compressedRtf } = fields
  const add = (kind: 'text' | 'html', source: string): void =>
    addText({ part: String(parts.texts.length + 1), kind, source }, parts)
  if (body !== undefined && body.trim() !== '') add('text', body.replaceAll(/\r\n?/g, '\n').replaceAll('\0', ''))
  const page = fields.internetCodepage
  if (bodyHtml !== undefined && bodyHtml.trim() !== '') return add('html', bodyHtml)
  if (html !== undefined && html.length > 0)
    return add(
      'html',
      decodeLetters(html, page === undefined ? {} : { charset: pages[page] ?? `windows-${page}` }).text,
    )
  const rtf = compressedRtf && decompressRtf(Buffer.from(compressedRtf))
  if (rtf === undefined) {
    if (compressedRtf) parts.problems.push('Its formatted text (compressed RTF) cannot be read.')
    return
  }
  const read = fromRtf(rtf)
  if (read.html) return add('html', read.text)
  if (parts.texts.length === 0 && read.text.trim() !== '') add('text', read.text.trim())
}

function headOf(fields: FieldsData): Message['head'] {
  const person = (name: string | undefined, ...addresses: (string | undefined)[]): string => {
    const address = addresses.find((one) => one !== undefined && one.includes('@')) ?? addresses.find(Boolean)
    if (address === undefined || address === name) return name ?? ''
    return name === undefined || name === '' ? address : `${name} <${address}>`
  }
  const to = (type: string): string =>
    (fields.recipients ?? [])
      .filter(({ recipType }) => recipType === type)
      .map(({ name, smtpAddress, email }) => person(name, smtpAddress, email))
      .join(', ')
  const rows: [string, string | undefined][] = [
    ['From', person(fields.senderName, fields.senderSmtpAddress, fields.creatorSMTPAddress, fields.senderEmail)],
    ['To', to('to')],
    ['Cc', to('cc')],
    ['Bcc', to('bcc')],
    ['Date', fields.clientSubmitTime ?? fields.messageDeliveryTime],
    ['Subject', fields.subject],
  ]
  return rows.flatMap(([name, value = '']) => {
    const plain = value.replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim().toWellFormed()
    return plain === '' ? [] : [{ name, value: plain }]
  })
}

function moreFacts(fields: FieldsData): EvidenceFact[] {
  const rows: [string, string | undefined][] = [
    ['Message class', fields.messageClass],
    ['Message-ID', fields.messageId],
    ['Sent', fields.clientSubmitTime],
    ['Received', fields.messageDeliveryTime],
    ['Created', fields.creationTime],
    ['Last modified', fields.lastModificationTime],
    ['Last modified by', fields.lastModifierName],
    ['Conversation', fields.conversationTopic],
  ]
  return rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: value.toWellFormed(), source: 'Outlook property' }],
  )
}
