import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../../../../shared/contract/evidence/chat.ts'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import { zipOf } from '../archive/made-zip.fixture.ts'
import type { OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sniff } from '../sniff.ts'
import { sourceOf } from '../source.ts'
import { chat, chatArchive } from './chat.ts'
import { processorTime } from '../../../../../tests/support/processor-time.ts'

const takes = async (text: string): Promise<boolean> => {
  const source = sourceOf('a', Buffer.from(text))
  return chat.takes(await sniff(source), source)
}
const open = async (text: string): Promise<OpenedFile> => {
  expect(await takes(text)).toBe(true)
  return openBy(chat, sourceOf('a', Buffer.from(text)))
}
const messagesOf = async (file: OpenedFile): Promise<ChatMessage[]> => {
  const answer = await file.part?.({ ask: 'chat', from: 0, count: 1000 })
  expect(answer?.ask).toBe('chat')
  const { units } = (await file.text?.(0)) ?? { units: [] }
  for (const { at } of units) expect(parseAt(at)).toMatchObject({ kind: 'message' })
  return answer?.ask === 'chat' ? answer.messages : []
}
const viewOf = ({ view }: OpenedFile): { dates: string; undecided: boolean } =>
  view.kind === 'chat' ? view : { dates: '', undecided: false }

describe('the order of day and month in a conversation', () => {
  it('is decided by a date that proves it alone, which is named by its line', async () => {
    const file = await open(
      '05/04/21, 10:05 - Ann: one\nand more\n31/04/21, 10:05 - Ann: no such day\n13/04/21, 10:06 - Ben: two',
    )
    expect(viewOf(file)).toMatchObject({ undecided: false })
    expect(viewOf(file).dates).toContain('no month is 31 (31/04/21 in line 3)')
    expect((await messagesOf(file)).map(({ readings, line }) => [line, readings])).toEqual([
      [1, ['2021-04-05T10:05']],
      [3, []],
      [4, ['2021-04-13T10:06']],
    ])
    // The least day that is no month proves it.
    expect(viewOf(await open('13/04/21, 10:06 - Ben: two')).undecided).toBe(false)
    expect(viewOf(await open('12/04/21, 10:06 - Ben: two')).undecided).toBe(true)
    expect(viewOf(await open('4/13/21, 1:05 PM - Ann: one\n4/14/21, 12:05 AM - Ann: two')).dates).toContain(
      'The month comes first',
    )
  })

  it('is left open where nothing proves it: both readings stand', async () => {
    const file = await open(
      '[03.04.21, 21:41:05] Ann: one\r\n[05.04.21, 21:41:06] Ben: two\r\n[06.06.21, 21:41:06] Ben: three',
    )
    expect(viewOf(file)).toMatchObject({ undecided: true })
    expect((await messagesOf(file)).map(({ readings }) => readings)).toEqual([
      ['2021-04-03T21:41:05', '2021-03-04T21:41:05'],
      ['2021-04-05T21:41:06', '2021-05-04T21:41:06'],
      ['2021-06-06T21:41:06'],
    ])
  })

  it('is not decided by the order of time, which is told; a file that contradicts itself says so', async () => {
    expect(viewOf(await open('02/01/21, 10:00 - A: x\n01/02/21, 10:00 - A: y')).dates).toContain(
      'Only with the day first its messages follow each other',
    )
    const both = await open('31/01/21, 10:00 - A: x\n01/31/21, 10:00 - A: y\n02/03/21, 10:00 - A: z')
    expect(viewOf(both).undecided).toBe(true)
    expect(both.problems.join(' ')).toContain('contradict each other')
    expect((await messagesOf(both)).map(({ readings }) => readings.length)).toEqual([1, 1, 2])
  })
})

describe('a conversation of WhatsApp', () => {
  it.each([
    ['‎[2021-04-03, 9:41:05 PM] Ann: x', '2021-04-03T21:41:05'],
    ['13.04.2021, 21.41 - Ann: x', '2021-04-13T21:41'],
    ['13/4/2021, 9:41 p. m. - Ann: x', '2021-04-13T21:41'],
    ['2021/4/13 下午9:41 - Ann: x', '2021-04-13T21:41'],
    ['2021. 4. 13. 오후 9:41 - Ann: x', '2021-04-13T21:41'],
    ['[١٣/٠٤/٢٠٢١, ٠٩:٤١:٠٥ م] عمر: x', '2021-04-13T21:41:05'],
    ['13/04/2021, 12:05 am - Ann: x', '2021-04-13T00:05'],
  ])('is read as phones of many places write it: %s', async (text, reading) => {
    const [message] = await messagesOf(await open(text))
    expect(message).toMatchObject({ readings: [reading], text: 'x' })
  })

  it('tells who wrote what: parties, the program, files, and what was deleted, edited or left out', async () => {
    const file = await open(
      [
        '13/04/21, 10:00 - Messages and calls are end-to-end encrypted.',
        '13/04/21, 10:01 - Ann: see: this',
        '13/04/21, 10:02 - Ben: IMG-1.jpg (file attached)',
        'the gate',
        '13/04/21, 10:03 - Ann: This message was deleted',
        '13/04/21, 10:04 - Ann: <Media omitted>',
        '13/04/21, 10:05 - Ben: at nine <This message was edited>',
        '',
      ].join('\n'),
    )
    const told = (await messagesOf(file)).map(({ from, text, marks, files }) => [from, text, marks, files])
    expect(told).toEqual([
      [null, 'Messages and calls are end-to-end encrypted.', [], []],
      ['Ann', 'see: this', [], []],
      ['Ben', 'the gate', [], [{ name: 'IMG-1.jpg', path: null }]],
      ['Ann', 'This message was deleted', ['deleted'], []],
      ['Ann', '<Media omitted>', ['a file that was left out of the export'], []],
      ['Ben', 'at nine', ['edited'], []],
    ])
    expect(file.view).toMatchObject({
      parties: [
        { name: 'Ann', messages: 3 },
        { name: 'Ben', messages: 2 },
      ],
    })
    expect(file.problems.join(' ')).toContain('1 file is named in it that does not lie in it')
    expect(Buffer.from((await file.derive?.({ kind: 'message', message: 2 }))?.bytes ?? []).toString()).toContain(
      'Ann: see: this',
    )
  })

  it('opens files from the message that names them where they lie in the same archive', async () => {
    const bytes = zipOf([
      { name: 'WhatsApp Chat with Ann.txt', bytes: Buffer.from('13/04/21, 10:02 - Ben: IMG-1.jpg (file attached)\n') },
      { name: 'IMG-1.jpg', bytes: Buffer.from('not a picture') },
    ])
    const source = sourceOf('a.zip', bytes)
    expect(chatArchive.takes(await sniff(source), source)).toBe(true)
    const file = await openBy(chatArchive, source)
    expect((await messagesOf(file))[0]?.files).toEqual([{ name: 'IMG-1.jpg', path: 'IMG-1.jpg' }])
    expect(Buffer.from((await file.member?.('IMG-1.jpg')) ?? []).toString()).toBe('not a picture')
    const other = await openBy(
      chatArchive,
      sourceOf('b.zip', zipOf([{ name: 'WhatsApp.txt', bytes: Buffer.from('no chat') }])),
    )
    expect(other.view.kind).toBe('archive')
  })

  it('is not what a log or a list is, and costs no more for odd lines', async () => {
    for (const text of [
      '[2021-04-13 10:00:00] ERROR: x\n[2021-04-13 10:00:01] ERROR: y',
      '2021-04-13 10:00:00 - x',
      '1.2.3, 4:5 - x',
      '',
    ])
      expect(await takes(text), text).toBe(false)
    const odd = `13/04/21, 10:02 - Ann: ${':'.repeat(100_000)}\n${'13/04/21, 10:02 '.repeat(50_000)}\n${' - '.repeat(200_000)}\n13/04/21, 10:03 - Ann: a${' '.repeat(300_000)}b`
    expect(await processorTime(() => open(odd))).toBeLessThan(5000)
  })
})

describe('messages of other programs', () => {
  it('of Telegram keep moments of the world, edits, links that lead elsewhere, and what else they say', async () => {
    const file = await open(
      JSON.stringify(
        {
          name: 'Gate',
          type: 'private_group',
          id: 7,
          messages: [
            {
              id: 1,
              type: 'service',
              date: '2021-04-13T12:00:00',
              date_unixtime: '1618308000',
              actor: 'Ann',
              action: 'create_group',
              text: '',
            },
            {
              id: 2,
              type: 'message',
              date: '2021-04-13T12:01:00',
              date_unixtime: '1618308060',
              edited: '2021-04-13T12:02:00',
              edited_unixtime: '1618308120',
              from: 'Ben',
              from_id: 'user9',
              photo: 'photos/p.jpg',
              text: ['see ', { type: 'text_link', text: 'here', href: 'http://x.example' }],
              poll: { question: 'When?' },
            },
          ],
        },
        null,
        1,
      ),
    )
    const [first, second] = await messagesOf(file)
    expect(first).toMatchObject({ from: null, text: 'Ann: create group', readings: ['2021-04-13T10:00:00Z'] })
    expect(second).toMatchObject({
      from: 'Ben',
      readings: ['2021-04-13T10:01:00Z'],
      marks: ['edited at 2021-04-13T10:02:00Z'],
      files: [{ name: 'photos/p.jpg', path: null }],
    })
    expect(second?.text).toBe('see here [link: http://x.example]\n[poll: {"question":"When?"}]')
    await expect(openBy(chat, sourceOf('a', Buffer.from('{"messages": [{"from_id": 1,')))).rejects.toThrow(
      'cut off or damaged',
    )
  })

  it('of SMS backups keep letters that the program writes as halves, files as members, and say how many are missing', async () => {
    const file = await open(
      '<?xml version="1.0"?><smses count="3"><sms address="+431" date="1618308000000" type="1" body="hi &#55357;&#56832;" contact_name="Ann" read="0"/>' +
        '<mms address="+431~+432" date="1618308060000" msg_box="2" contact_name="null"><parts><part ct="text/plain" text="look"/><part ct="image/png" cl="a.png" data="AAEC"/><part ct="image/png" cl="a.png" data="AwQ="/></parts></mms></smses>',
    )
    const [first, second] = await messagesOf(file)
    expect(first).toMatchObject({
      from: 'Ann, +431',
      text: 'hi 😀',
      readings: ['2021-04-13T10:00:00.000Z'],
      marks: ['not read'],
    })
    expect(second).toMatchObject({
      text: 'look',
      marks: ['to +431, +432'],
      files: [
        { name: 'a.png', path: 'a.png' },
        { name: 'a.png (2)', path: 'a.png (2)' },
      ],
    })
    expect(await file.member?.('a.png (2)')).toEqual(Uint8Array.from([3, 4]))
    expect(file.problems.join(' ')).toContain('It states 3 messages and holds 2')
    // Entities could make it grow: it stays the text that it is made of.
    expect(await takes('<!DOCTYPE smses [<!ENTITY a "b">]><smses><sms body="&a;"/></smses>')).toBe(false)
  })
})
