import { describe, expect, it } from 'vitest'
import { readMail } from './mail.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const from = 'From dana@example.org Wed Oct 14 09:12:44 2026\n'
const mail = (id: string, body: string, more = ''): string =>
  `From: ${id} <${id}@example.org>\nDate: Wed, 14 Oct 2026 09:12:44 -0400\nSubject: ${id}\n${more}\n${body}\n`

async function items(box: string): Promise<{ title: string; words: string; bytes: string; problems: string }[]> {
  const read = await readMail(Buffer.from(box), now)
  expect(read?.kind).toBe('mailbox')
  return (read?.items ?? []).map(({ title, report, message, problems }) => ({
    title,
    words: report.narrative,
    bytes: Buffer.from(message?.bytes ?? []).toString(),
    problems: problems.join('\n'),
  }))
}

describe('a mailbox', () => {
  it.each([
    ['with dates', from, ''],
    ['with bare lines', 'From \n', ''],
    ['with an address alone', 'From dana@example.org\n', ''],
    ['of Thunderbird', 'From - Wed Oct 14 09:12:44 2026\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n', ''],
    ['of Gmail', 'From 1790000000000000000@xxx Wed Oct 14 13:12:44 +0000 2026\nX-GM-THRID: 1790000000000000000\n', ''],
    ['after a mark and empty lines', from, '\ufeff\n\n'],
  ])('%s is cut at its borders', async (_, border, before) => {
    const found = await items(
      `${before}${border}${mail('a', 'From now on\nall is well')}\n${border}${mail('b', 'two')}`,
    )
    expect(found.map(({ title, words, problems }) => [title, words, problems])).toEqual([
      ['a', 'From now on\nall is well', ''],
      ['b', 'two', ''],
    ])
  })
  it('with CR LF keeps each message to the byte', async () => {
    const one = mail('a', 'x').replaceAll('\n', '\r\n')
    const [first] = await items(`${from}${mail('a', 'x')}\n${from}${mail('b', 'y')}`.replaceAll('\n', '\r\n'))
    expect(first?.bytes).toBe(`${one}\r\n`)
  })
  it('without an empty line before a border is cut there, and it is said', async () => {
    const found = await items(`${from}${mail('a', 'one')}${from}${mail('b', 'two')}`)
    expect(found.map(({ words }) => words)).toEqual(['one', 'two'])
    expect(found[1]?.problems).toContain('No empty line stands before')
  })
  it('keeps a line of the form of a border where no header follows, and says so', async () => {
    const found = await items(
      `${from}${mail('a', `one\n\n${from}is what he wrote\n\n>From is kept`)}\n${from}${mail('b', 'two')}`,
    )
    expect(found).toHaveLength(2)
    expect(found[0]?.words).toContain('is what he wrote\n\n>From is kept')
    expect(found[0]?.problems).toContain('was left in it, since no header comes after it')
  })
  it('believes a length that fits: what lies within is neither border nor quoted', async () => {
    const body = `one\n\n${from}Subject: inside\n\n>From x\n`
    const found = await items(`${from}${mail('a', body, `Content-Length: ${body.length}\n`)}${from}${mail('b', 'two')}`)
    expect(found.map(({ title }) => title)).toEqual(['a', 'b'])
    expect(found[0]?.words).toContain('Subject: inside\n\n>From x')
    const wrong = await items(`${from}${mail('a', 'one', 'Content-Length: 2\n')}\n${from}${mail('b', 'two')}`)
    expect(wrong.map(({ words }) => words)).toEqual(['one', 'two'])
  })
  it('shows what was quoted as it was written, and keeps the bytes', async () => {
    const [found] = await items(
      `${from}${mail('a', '>From one\n>>From two\n> From three')}\n${from}${mail('b', 'two')}`,
    )
    expect(found?.words).toBe('From one\n>From two\n> From three')
    expect(found?.bytes).toContain('\n>From one\n>>From two')
    expect(found?.problems).toContain('2 lines of it begin with “>From ”')
  })
})

it('a mailbox whose messages stand between lines of bytes 01 is cut at them', async () => {
  const sign = '\x01\x01\x01\x01\n'
  for (const end of ['\n', '\r\n']) {
    const box = `${sign}${mail('a', 'one')}${sign}${sign}${mail('b', 'two')}${sign}`.replaceAll('\n', end)
    const found = await items(box)
    expect(found.map(({ title, words, bytes }) => [title, words, bytes])).toEqual([
      ['a', 'one', mail('a', 'one').replaceAll('\n', end)],
      ['b', 'two', mail('b', 'two').replaceAll('\n', end)],
    ])
  }
})

it('a message with the border of another in it says so', async () => {
  const read = await readMail(Buffer.from(`${mail('a', 'one')}\n${from}${mail('b', 'two')}`), now)
  expect(read?.kind).toBe('message')
  expect(read?.items[0]?.problems.join()).toContain('looks like the beginning of another message')
})

it('a mark that stands twice, or as letters, is passed over', async () => {
  for (const mark of ['\ufeff\ufeff', '\u00ef\u00bb\u00bf', '\ufeff\u00ef\u00bb\u00bf']) {
    const read = await readMail(Buffer.from(`${mark}${mail('a', 'one')}`), now)
    expect(read?.items[0]?.report.reporter).toEqual({ name: 'a', contact: 'a@example.org' })
  }
})

it('settings and logs with the names of fields are no mail', async () => {
  for (const text of [
    'from: gate-3\ndate: 2026-10-14\nsubject: van seen\nto: desk\n\nbody: hello\n',
    '2026-10-14 09:12:44 INFO start\ndate: 2026-10-14\nfrom: gate\nsubject: van\n',
  ])
    expect(await readMail(Buffer.from(text), now)).toBeUndefined()
})
