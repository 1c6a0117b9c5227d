import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReadItem } from '../reading/reading.ts'
import { readMail } from './mail.ts'

// Messages as the programs of their makers write them, written here after those habits.

const now = Date.parse('2026-11-23T12:00:00Z')
const folder = join(import.meta.dirname, '../../../../tests/inputs/mail')
const read = async (name: string): Promise<ReadItem> => {
  const mail = await readMail(readFileSync(join(folder, name)), now)
  expect(mail).toMatchObject({ kind: 'message', problems: [] })
  return mail?.items[0] ?? expect.fail('no message')
}
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
const partsOf = ({ parts }: ReadItem): [string, string][] => parts.map(({ name, bytes }) => [name, sha256(bytes)])
const png = sha256(Buffer.from('iVBORw0KGgo=', 'base64'))

describe('a message of', () => {
  it('Gmail: both versions, the picture in them, an attachment', async () => {
    const item = await read('gmail.eml')
    expect(item.title).toBe('Weiter: „Wir sehen dich“ am Tor 3')
    expect(item.report).toMatchObject({
      reporter: { name: 'Zoë Núñez', contact: 'zoe@example.com' },
      receivedAt: '2026-10-14T15:12:44+02:00',
      narrative: 'Er stand um 06:10 am Tor 3 und sagte: „Wir sehen dich“. Das Foto:\n[image: tor.png]',
    })
    expect(partsOf(item)).toEqual([
      ['tor.png', png],
      ['Übersicht.csv', sha256('Zeit;Wer\r\n06:10;Müller\r\n')],
    ])
    expect(item.problems).toEqual([])
  })
  it('Outlook: Windows-1252, a table whose struck words only HTML has, an invitation', async () => {
    const item = await read('outlook.eml')
    expect(item.report.narrative).toContain('He said “I’ll be back”.\n')
    expect(item.report.narrative).toContain('06:10 | Gate 3\n | Gate [struck out: 4] 5')
    expect(item.report.narrative).toContain('Talk about the badge')
    expect(item.parts).toMatchObject([{ name: 'attachment-1.ics', claimed: 'text/calendar' }])
    expect(item.problems.join('\n')).toMatch(/HTML version has words .*Gate 3/)
    expect(item.problems.join('\n')).toContain('It carries a calendar entry (request)')
  })
  it('Apple Mail: words before and after a picture, which has a name in pieces', async () => {
    const item = await read('apple.eml')
    expect(item.report.narrative).toBe('Before the picture.\nAfter the picture.')
    expect(item.parts).toMatchObject([{ name: 'Bild vom Tor – Kopie.jpg', how: 'inline part' }])
    expect(item.problems).toEqual([])
  })
  it('Thunderbird: flowed text, another message by its own bytes, a text file in eight bits', async () => {
    const item = await read('thunderbird.eml')
    expect(item.report.narrative).toBe(
      'This came this morning, and I do not know what to make of it since nobody here knows him.\n\n> old words that were quoted\n\n-- \nRolf',
    )
    const whole = readFileSync(join(folder, 'thunderbird.eml'))
    const from = whole.indexOf('From: nobody')
    const inner = whole.subarray(from, whole.indexOf('--in--\r\n', from) + 8)
    expect(partsOf(item)).toEqual([
      ['You will regret it.eml', sha256(inner)],
      ['notes.txt', sha256(Buffer.from('caf\xe9 \x96 gate\r\nlast line', 'latin1'))],
    ])
    expect(item.report.fields?.['Attached message']).toMatch(
      /^From: nobody@example.com\n[\s\S]*I know where you park\.$/,
    )
    expect(item.report.fields?.['Attached message']).toContain('Attachments that stay inside it: car.png')
  })
  it('Yahoo: a threat for readers of HTML only, words nobody sees, a link and senders that are others', async () => {
    const item = await read('yahoo.eml')
    expect(item.report.narrative).toContain('[Only in its HTML version:]')
    expect(item.report.narrative).toContain('[struck out: Monday] we come for you 🔫')
    const problems = item.problems.join('\n')
    expect(problems).toMatch(/words that its reader does not see.*“seen by nobody”/)
    expect(problems).toContain('A link shows example.org and leads to evil.example.')
    expect(problems).toContain(
      'holds another address (security@example.org) than the one it came from (x1@free.example)',
    )
    expect(problems).toContain(
      'Answers go to another address than its sender’s: security@example.org <x2@free.example>.',
    )
  })
  it('a mailing list: ISO-2022-JP cut in a letter, a footer below base64, a date of long ago’s form', async () => {
    const item = await read('list.eml')
    expect(item.title).toBe('[talk] 脅迫状')
    expect(item.report).toMatchObject({ narrative: '田中です。', receivedAt: '2026-10-14T09:12:00-04:00' })
    expect(item.report.fields).toMatchObject({ Sender: 'talk <talk-bounces@lists.example>' })
    expect(item.problems.join('\n')).toContain('words after the end of its base64')
  })
  it('Exchange’s journal: the message itself, to the byte, and its words', async () => {
    const item = await read('journal.eml')
    const whole = readFileSync(join(folder, 'journal.eml'))
    const from = whole.indexOf('From: Rolf')
    expect(partsOf(item)).toEqual([
      ['You will regret it.eml', sha256(whole.subarray(from, whole.indexOf('\r\n\r\n--j_--') + 2))],
    ])
    expect(item.report.narrative).toBe('Sender: rolf@example.com\nRecipient: dana@example.org')
    expect(item.report.fields?.['Attached message']).toContain('I know where your kids go to school – Müllerstraße.')
  })
})
