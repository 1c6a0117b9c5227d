import { fromRtf, isTnef, readTnef, cutOff } from '../../../imports/reading/mail.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'
import { openedMessage, type Message } from './opened.ts'
import { addFile, addText, memberOf, noParts, uniqueName } from './parts.ts'

const largest = 128 * 1024 * 1024

/** What Outlook puts into winmail.dat (MS-OXTNEF). */
export const tnef: Format = {
  reader: 'tnef 1',
  takes: ({ start }) => isTnef(Buffer.from(start.subarray(0, 16))),
  open: (source) => openedMessage(read(source)),
}

function read(source: Source): Message {
  if (source.size > largest)
    throw new Unreadable('It is larger than 128 MiB, which is more than is read of a winmail.dat.')
  const found = readTnef(Buffer.from(wholeOf(source)))
  const parts = noParts()
  const add = (kind: 'text' | 'html', text: string): void =>
    addText({ part: String(parts.texts.length + 1), kind, source: text }, parts)
  if (found.text !== undefined && found.text.trim() !== '') add('text', found.text.replaceAll(/\r\n?/g, '\n'))
  const rtf = found.html === undefined ? found.rtf && fromRtf(found.rtf) : undefined
  if (found.html !== undefined) add('html', found.html)
  else if (rtf?.html === true) add('html', rtf.text)
  else if (rtf && parts.texts.length === 0 && rtf.text.trim() !== '') add('text', rtf.text.trim())
  if (!found.whole) parts.problems.push(`It ${cutOff}.`)
  for (const [index, { name, bytes, message }] of found.files.entries()) {
    const path = uniqueName(`${name.replaceAll('\0', '')}${message ? '.tnef' : ''}`, parts)
    const note = `attachment ${index + 1}${message ? ', message' : ''}`
    const part = String(parts.texts.length + index + 1)
    addFile(
      {
        part,
        member: memberOf(path, bytes.length, note),
        id: undefined,
        location: undefined,
        bytes: () => Uint8Array.from(bytes),
      },
      parts,
    )
  }
  const head = found.subject === undefined ? [] : [{ name: 'Subject', value: found.subject.trim() }]
  if (parts.texts.length === 0) parts.problems.push('No text could be found in it.')
  return {
    ...parts,
    format: 'TNEF',
    head,
    path: [],
    headers: [],
    facts: head.map((one) => ({ ...one, source: 'TNEF property' })),
  }
}
