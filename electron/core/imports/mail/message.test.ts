import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ReadItem } from '../reading/reading.ts'
import { readMail } from './mail.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const date = 'Date: Wed, 14 Oct 2026 09:12:44 -0400'
const head = `From: Dana <dana@example.org>\n${date}\nSubject: s\nMIME-Version: 1.0\n`

async function read(text: string | Uint8Array): Promise<ReadItem> {
  const mail = await readMail(
    typeof text === 'string' ? Buffer.from(text.replaceAll('\n', '\r\n')) : Buffer.from(text),
    now,
  )
  expect(mail?.kind).toBe('message')
  return mail?.items[0] ?? expect.fail('no message')
}
const multi = (type: string, ...parts: string[]): string =>
  `${head}Content-Type: multipart/${type}; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const problems = async (text: string | Uint8Array): Promise<string> => (await read(text)).problems.join('\n')

describe('what is a mail', () => {
  it.each([
    ['a mark', `\ufeff${head}\nhi\n`],
    ['empty lines', `\n\n${head}\nhi\n`],
    ['a line of Outlook’s', `Microsoft Mail Internet Headers Version 2.0\n${head}\nhi\n`],
    ['a quoted border', `>From dana@example.org Wed Oct 14 09:12:44 2026\n${head}\nhi\n`],
    ['a border', `From dana@example.org Wed Oct 14 09:12:44 2026\n${head}\nhi\n`],
  ])('begins after %s', async (_, text) => {
    expect((await read(text)).report).toMatchObject({ receivedAt: '2026-10-14T09:12:44-04:00', narrative: 'hi' })
  })
  it('may have LF or CR alone for line ends, or be saved in UTF-16', async () => {
    const part = 'Content-Disposition: attachment; filename=a\n\nx\ny'
    for (const end of ['\n', '\r']) {
      const { parts } = await read(Buffer.from(multi('mixed', '\nwords', part).replaceAll('\n', end)))
      expect(parts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([`x${end}y`])
    }
    const wide = await read(Buffer.from(`\ufeff${head}\nZoë\n`, 'utf16le'))
    expect(wide.report.narrative).toBe('Zoë')
    expect(wide.problems.join()).toContain('saved in UTF-16')
  })
  it('is what Apple Mail keeps, without what it adds', async () => {
    const text = `${head}\nhi\n`.replaceAll('\n', '\r\n')
    const { report } = await read(Buffer.from(`${text.length}  \n${text}<?xml version="1.0"?>\n<plist/>\n`))
    expect(report.narrative).toBe('hi')
  })
  it.each([
    ['a calendar', 'BEGIN:VCALENDAR\nX-WR-CALNAME:a\nFROM:b\nDATE:c\n'],
    ['a card', 'BEGIN:VCARD\nX-A:b\nEND:VCARD\n'],
    ['armour of PGP', '-----BEGIN PGP MESSAGE-----\nComment: a\n\nx\n'],
    ['a log', 'date: 2026-10-14\nx-level: info\nsubject: a\n\nx\n'],
    ['settings', '---\ntitle: x\ndate: 2026-10-14\nfrom: me\n'],
    ['JSON', '{"From: a@b": "Date: 1 Oct"}\n'],
    ['a table', 'From,To\na@b,c@d\n'],
    ['a letter', 'Dear all,\nplease read this.\n\nFrom: the desk\n'],
  ])('is not %s', async (_, text) => expect(await readMail(Buffer.from(text), now)).toBeUndefined())
})

describe('a part', () => {
  const content = 'a \xe9\r\n\r\nb\r\n'
  it.each([
    ['8bit', content],
    ['binary', content],
    ['quoted-printable', 'a =E9\r\n\r\n=\r\nb  \r\n'],
    ['base64', Buffer.from(content, 'latin1').toString('base64')],
    ['x-uuencode', 'begin 644 x\r\n*82#I#0H-"F(-"@``\r\n`\r\nend\r\n'],
  ])('in %s has the bytes that were sent', async (encoding, body) => {
    const text = `${head.replaceAll('\n', '\r\n')}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/csv; charset=utf-8; name=x\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b--\r\n`
    const { parts } = await read(Buffer.from(text, 'latin1'))
    expect(parts.map(({ name, bytes }) => [name, sha256(bytes)])).toEqual([
      ['x', sha256(Buffer.from(content, 'latin1'))],
    ])
  })
  it('that is cut off is named', async () => {
    const whole = multi(
      'mixed',
      '\nwords',
      'Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjcKJVBERi0xLjc=',
    )
    const said = await problems(whole.slice(0, whole.indexOf('LjcKJVBE') + 6))
    expect(said).toContain('The border that ends its parts is missing')
    expect(said).toContain('The attachment “a.pdf” is cut off')
    expect(await problems(whole)).toBe('')
  })
  it('has the name that it says, in every way of saying it', async () => {
    const named = (line: string): string =>
      `Content-Type: application/pdf\nContent-Disposition: attachment; ${line}\n\nx`
    const item = await read(
      multi(
        'mixed',
        named('filename="a \\"b\\".pdf"'),
        named("filename*=utf-8'de'M%C3%BCller.pdf; filename=M_ller.pdf"),
        named("filename*1=b.pdf; filename*0*=iso-8859-1''%E9"),
        named('filename="=?utf-8?Q?M=C3?= =?utf-8?Q?=BCller.pdf?="'),
        named('filename=two words.pdf; size=1'),
        named('filename="C:\\temp\\new.pdf"'),
        named('filename="a\u202efdp.exe"'),
        'Content-Type: image/png; name=a.png\nContent-Disposition: attachment; filename=a.exe\n\nx',
      ),
    )
    expect(item.parts.map(({ name }) => name)).toEqual([
      'a "b".pdf',
      'Müller.pdf',
      'éb.pdf',
      'Müller.pdf',
      'two words.pdf',
      'C:\\temp\\new.pdf',
      'a\u202efdp.exe',
      'a.exe',
    ])
    const said = item.problems.join('\n')
    expect(said).toContain('has parts of a path')
    expect(said).toContain('change the direction of writing')
    expect(said).toContain('is another one by its type: “a.png”')
  })
  it('between others is among the words, whatever comes before it', async () => {
    const file = 'Content-Type: image/png; name=a.png\n\nx'
    expect((await read(multi('mixed', '\none', file, '\ntwo'))).report.narrative).toBe('one\n\ntwo')
  })
  it('uuencoded among the words is taken out', async () => {
    const item = await read(`${head}\nhere\nbegin 644 plan.txt\n#9V%T\n\`\nend\nbye\n`)
    expect(item.report.narrative).toBe('here\nbye')
    expect(item.parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['plan.txt', 'gat']])
  })
})

describe('what a mail program did', () => {
  it('to a message is named: not sent, deleted and still there, its labels', async () => {
    expect(await problems(`X-Unsent: 1\nTo: a@example.org\nSubject: s\n\nx\n`)).toContain('marks it as not sent')
    expect(await problems(`X-Mozilla-Status: 0009\n${head}\nx\n`)).toContain('It was deleted in its mail program')
    expect(await problems(`X-Mozilla-Status: 0001\n${head}\nx\n`)).toBe('')
    expect(await problems(`X-Status: AD\n${head}\nx\n`)).toContain('marked as deleted')
    const labelled = await read(`X-Gmail-Labels: =?UTF-8?Q?Papierkorb,Ge=C3=B6ffnet?=\n${head}\nx\n`)
    expect(labelled.report.fields).toMatchObject({ Labels: 'Papierkorb,Geöffnet' })
  })
  it('to a file in it is named, since another stands in its place', async () => {
    const altered = (what: string): string =>
      multi(
        'mixed',
        '\nwords',
        `Content-Type: text/plain; name=a.pdf\nX-Mozilla-Altered: ${what}; date="Wed Oct 14 2026"\n\nYou deleted it.`,
      )
    expect(await problems(altered('AttachmentDeleted'))).toContain(
      '“a.pdf” is not the file that came: its mail program deleted that on Wed Oct 14 2026',
    )
  })
  it('before the parts, for readers of old, is no words of anybody', async () => {
    for (const text of [
      'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)',
      'This is a MIME-encapsulated message.',
    ])
      expect(await problems(multi('mixed', '\nx').replace('\n\n--b', `\n\n${text}\n--b`))).toBe('')
    expect(
      await problems(multi('mixed', '\nx').replace('\n\n--b', '\n\nThis is a MIME message. I will burn it down.\n--b')),
    ).toContain('burn it down')
  })
})

describe('alternatives', () => {
  const both = (plain: string, html: string): string =>
    multi('alternative', `\n${plain}`, `Content-Type: text/html\n\n${html}`)
  it('that say the same are shown once', async () => {
    const item = await read(
      both(
        'Dear *Dana*,\nsee you on\nMonday <https://example.org/>.',
        '<p>Dear <b>Dana</b>,</p><p>see you on <a href="https://example.org">Monday</a>.</p>',
      ),
    )
    expect(item.report.narrative).toBe('Dear *Dana*,\nsee you on\nMonday <https://example.org/>.')
    expect(item.problems).toEqual([])
  })
  it('for AMP are compared too, and what hides all until its script has run hides nothing', async () => {
    const amp =
      '<html amp4email><head><style amp4email-boilerplate>body{visibility:hidden}</style></head><body>See you on Monday. Or else.</body></html>'
    const item = await read(multi('alternative', '\nSee you on Monday.', `Content-Type: text/x-amp-html\n\n${amp}`))
    expect(item.report.narrative).toContain('[Only in its AMP version:]\nSee you on Monday. Or else.')
    expect(item.problems.join()).not.toContain('does not see')
  })
  it('are all told, however many there are and however deep they lie', async () => {
    const html = (words: string): string => `Content-Type: text/html\n\n<p>${words}</p>`
    const threats = Array.from({ length: 30 }, (_, n) => html(`threat${n}`))
    const many = await read(multi('alternative', '\nSee you.', ...threats))
    expect(many.report.narrative.match(/threat\d+/g)).toHaveLength(30)
    expect(many.problems).toContain('It has 31 versions of its text; those after the first 10 are taken as one.')
    const within = (depth: number): string =>
      depth === 0
        ? html('threat')
        : `Content-Type: multipart/alternative; boundary=b${depth}\n\n--b${depth}\n\nSee you.\n--b${depth}\n${within(depth - 1)}\n--b${depth}--`
    const deep = await read(`${head}${within(12)}\n`)
    expect(deep.report.narrative).toMatch(/^See you\.[^]*\nthreat$/)
    expect(deep.problems.join('\n')).toContain('too deep to be compared; all of them are shown')
  })
  it('that do not are both told', async () => {
    const item = await read(both('See you on Monday.', '<p>See you on Monday.</p><p>I will burn it down.</p>'))
    expect(item.report.narrative).toBe('See you on Monday.\n\n[Only in its HTML version:]\nI will burn it down.')
    expect(item.problems.join()).toContain('“I will burn it down.”')
    expect(await problems(both('I know where you live', '<p>I know</p>'))).toContain(
      'lacks words of the one that is shown: “I know where you live”',
    )
  })
})

describe('a header', () => {
  it('with several senders, others to answer and names that hold addresses is named', async () => {
    const said = await problems(
      `From: a@example.org\nFrom: "boss@example.org" <b@evil.example>\nSender: c@example.org\nReply-To: d@example.org\nResent-From: e@example.org\n${date}\nSubject: one\nSubject: two\n\nx\n`,
    )
    for (const words of [
      'It has 2 From lines; all are shown',
      'It has 2 Subject lines; the first counts: “one”, “two”',
      'It names 2 senders',
      'holds another address (boss@example.org) than the one it came from (b@evil.example)',
      'Answers go to another address than its sender’s: d@example.org',
      'It was sent by another than it is from: c@example.org',
      'It was sent on by e@example.org',
    ])
      expect(said).toContain(words)
  })
  it('keeps commas in names, groups, comments, and letters in eight bits', async () => {
    const { report } = await read(
      `From: =?utf-8?Q?Marsh=2C_L=C3=A9na?= <l@example.org>\nTo: Team: a@example.org, "B, C" <b@example.org>;, d@example.org (Dee), undisclosed-recipients:;\nSubject: señor 威胁\n${date}\n\nx\n`,
    )
    expect(report.reporter).toEqual({ name: 'Marsh, Léna', contact: 'l@example.org' })
    expect(report.fields?.['To']).toBe(
      'a@example.org (of the group Team), B, C <b@example.org> (of the group Team), Dee <d@example.org>, undisclosed-recipients (a group that names nobody)',
    )
    expect(report.fields?.['Subject']).toBe('señor 威胁')
  })
  it.each([
    ['of 2099', 'Date: Wed, 14 Oct 2099 09:12:44 +0000', 'is after the import'],
    ['of 3609', 'Date: Wed, 14 Oct 3609 09:12:44 +0000', 'is after the import'],
    ['of 1970', 'Date: Thu, 01 Jan 1970 00:00:00 +0000', 'is of 1970 or before'],
    ['that is none', 'Date: yesterday', 'cannot be read as a time (“yesterday”)'],
    ['that is missing', 'X-A: b', 'It has no date'],
  ])('with a date %s takes that of the server, and says so', async (_, line, words) => {
    const received = 'Received: from a by b; Wed, 14 Oct 2026 13:12:50 +0000'
    const item = await read(`${received}\nFrom: a@example.org\n${line}\n\nx\n`)
    expect(item.report.receivedAt).toBe('2026-10-14T13:12:50Z')
    expect(item.problems.join()).toContain(words)
    const alone = await read(`From: a@example.org\nSubject: s\n${line}\n\nx\n`)
    expect(alone.report.receivedAt).toBeNull()
    expect(alone.problems.join()).toContain('the time of the import is proposed instead')
  })
  it('whose date is days from the servers’ is named', async () => {
    const received = 'Received: from a by b; Wed, 14 Oct 2026 13:12:50 +0000'
    expect(await problems(`${received}\nFrom: a@example.org\nDate: Thu, 1 Oct 2026 09:12:44 +0000\n\nx\n`)).toContain(
      'is days before the first server took it',
    )
    expect(await problems(`${received}\nFrom: a@example.org\nDate: Mon, 19 Oct 2026 09:12:44 +0000\n\nx\n`)).toContain(
      'is after the newest server took it',
    )
  })
  it('with a stray line or no end is read all the same, and it is said', async () => {
    expect(await problems(`From: a@example.org\nthis is no field\n${date}\n\nx\n`)).toContain(
      'is no field and was passed over: “this is no field”',
    )
    const item = await read(`From: a@example.org\n${date}\nHello there\n`)
    expect(item.report.narrative).toBe('Hello there')
    expect(item.problems.join()).toContain('No empty line stands between its header and its body')
  })
})

describe('a wrapper', () => {
  it('of PGP is named, and never said to have no text', async () => {
    const said = await problems(
      `${head}Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=e.asc\n\nx\n--b--\n`,
    )
    expect(said).toContain('Its words are encrypted (PGP)')
    expect(said).not.toContain('no text')
    expect(await problems(`${head}\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----\n`)).toContain(
      'encrypted with PGP',
    )
  })
  it('of a report of delivery, a piece, a place elsewhere is told', async () => {
    const item = await read(
      multi(
        'report',
        '\nNot delivered.',
        'Content-Type: message/delivery-status\n\nStatus: 5.1.1\n',
        'Content-Type: message/rfc822\n\nFrom: q@example.org\nSubject: orig\n\nthe words',
      ),
    )
    expect(item.report.fields).toMatchObject({
      'Delivery report': 'Status: 5.1.1',
      'Attached message': 'From: q@example.org\nSubject: orig\n\nthe words',
    })
    expect(item.parts.map(({ name }) => name)).toEqual(['attachment-1.txt', 'orig.eml'])
    expect(await problems(`${head}Content-Type: message/partial; number=2; total=3\n\nx\n`)).toContain('piece 2 of 3')
    expect(
      await problems(
        multi('mixed', 'Content-Type: message/external-body; access-type=URL; URL="https://example.org/a"\n\nx'),
      ),
    ).toContain('lies elsewhere and was not fetched: https://example.org/a')
  })
  it('that is an invitation alone is opened', async () => {
    const { report, parts } = await read(
      `${head}Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261014T090000Z\nSUMMARY:Meet at the gate\nEND:VEVENT\nEND:VCALENDAR\n`,
    )
    expect(report.narrative).toContain('Meet at the gate')
    expect(parts).toHaveLength(1)
  })
  it('shows words around the parts, which mail programs do not', async () => {
    const said = await problems(
      multi('mixed', '\nx').replace('\n\n--b', '\n\nread this first\n--b') + 'and this last\n',
    )
    expect(said).toContain('“read this first”')
    expect(said).toContain('“and this last”')
  })
})
