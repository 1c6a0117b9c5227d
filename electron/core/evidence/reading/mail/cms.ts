import { openCms } from '../../../imports/reading/cms.ts'
import { findMessage, linesOf } from '../../../imports/reading/mail.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format, OpenedFile } from '../format.ts'
import { wholeOf } from '../source.ts'
import { readMessage } from './message.ts'
import { openedMessage } from './opened.ts'
import { memberOf } from './parts.ts'

const largest = 64 * 1024 * 1024
/** Object identifiers of CMS (RFC 5652) and of compressed data (RFC 3274), as they are encoded. */
const oids = [Buffer.from('2a864886f70d0107', 'hex'), Buffer.from('2a864886f70d0109100109', 'hex')]

/** Wrappers of S/MIME that stand alone (.p7m): what is signed or compressed is opened, what is encrypted is named. */
export const cms: Format = {
  reader: 'pkijs 4.0.0',
  takes: ({ start }) => {
    const first = Buffer.from(start.subarray(0, 64))
    return (
      (first[0] === 0x30 && oids.some((oid) => first.subarray(0, 24).includes(oid))) ||
      /^-----BEGIN (?:PKCS ?#?7|CMS)\b/.test(first.toString('latin1'))
    )
  },
  async open(source) {
    if (source.size > largest) throw new Unreadable('It is larger than 64 MiB, which is more than is read of S/MIME.')
    const opened = openCms(Buffer.from(wholeOf(source)))
    if (opened.kind === 'encrypted') {
      const whom = opened.recipients.length === 0 ? '' : `, for ${opened.recipients.join('; ').slice(0, 1000)}`
      throw new Unreadable(`It is encrypted (S/MIME${whom}), and was not opened.`)
    }
    if (opened.kind === 'certificates')
      throw new Unreadable('It holds certificates or a signature of S/MIME, and no words.')
    if (opened.kind === 'unknown') throw new Unreadable('It begins like a wrapper of S/MIME, and could not be opened.')
    const by = opened.by.length === 0 ? '' : ` by ${opened.by.join('; ').slice(0, 300)}`
    const said =
      opened.kind === 'signed'
        ? `It is signed with S/MIME${by}; the signature was not checked.`
        : 'It was compressed (S/MIME).'
    const found = findMessage(opened.content, 0)
    const file = found
      ? openedMessage(await readMessage(linesOf(opened.content), found.at, found.end))
      : contentOf(opened.content)
    const fact = { name: 'Signature', value: `S/MIME${by}; not checked`, source: 'S/MIME' }
    return {
      ...file,
      facts: [...(opened.kind === 'signed' ? [fact] : []), ...file.facts],
      problems: [said, ...file.problems],
    }
  },
}

/** What is wrapped and no message. */
function contentOf(content: Buffer): OpenedFile {
  return {
    view: { kind: 'archive', format: 'S/MIME' },
    facts: [],
    members: [memberOf('content', content.length, 'what was signed')],
    problems: [],
    member: (path) => {
      if (path !== 'content') throw new Unreadable(`It holds no “${path}”.`)
      return Uint8Array.from(content)
    },
  }
}
