import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sniff } from '../sniff.ts'
import { sourceOf } from '../source.ts'
import { page } from './page.ts'
import { warc } from './warc.ts'

const record = (type: string, block: Buffer, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(
      `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Date: 2026-10-14T06:00:00Z\r\n${more}Content-Length: ${block.length}\r\n\r\n`,
    ),
    block,
    Buffer.from('\r\n\r\n'),
  ])
const answer = (header: string, body: Buffer): Buffer =>
  record(
    'response',
    Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`), body]),
    'WARC-Target-URI: https://x.example/a?b\r\nContent-Type: application/http; msgtype=response\r\n',
  )
const html = Buffer.from(
  '<!doctype html><title>T</title><p>Hello <img src="http://x.example/i.png"></p><script>x()</script>',
)
const packed = gzipSync(html)
const chunks = Buffer.concat([
  Buffer.from(`5\r\n`),
  packed.subarray(0, 5),
  Buffer.from(`\r\n${(packed.length - 5).toString(16)};x\r\n`),
  packed.subarray(5),
  Buffer.from('\r\n0\r\n\r\n'),
])
const records = [
  record('warcinfo', Buffer.from('software: x')),
  answer('Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip', chunks),
  answer('Content-Type: text/html\r\nContent-Encoding: gzip', Buffer.from('not packed')),
]
const whole = Buffer.concat(records)
const each = Buffer.concat(records.map((one) => gzipSync(one)))

const open = async (bytes: Uint8Array): Promise<OpenedFile> => {
  const source = sourceOf('a', bytes)
  expect(warc.takes(await sniff(source), source)).toBe(true)
  const file = await openBy(warc, source)
  for (const { at } of (await file.text?.(0))?.units ?? [])
    expect(parseAt(at)).toMatchObject({ kind: 'item', item: 'record' })
  return file
}

describe('web archives', () => {
  it.each([
    ['plain', whole],
    ['packed record by record', each],
  ])('%s list records with address, time and answer, and give what was answered', async (_, bytes) => {
    const file = await open(bytes)
    expect(file.view).toMatchObject({ kind: 'records', format: 'Web archive', records: 3 })
    const [, page1, page2] = file.members
    expect(page1).toMatchObject({
      path: '2 response x.example_a',
      modified: '2026-10-14T06:00:00Z',
      note: 'response; text/html; HTTP/1.1 200 OK',
    })
    expect(Buffer.from((await file.member?.(page1?.path ?? '')) ?? []).toString()).toBe(html.toString())
    expect(Buffer.from((await file.member?.(page2?.path ?? '')) ?? []).toString()).toBe('not packed')
    expect((await file.derive?.({ kind: 'item', item: 'record', number: 3 }))?.how).toContain(
      'cannot be unpacked: left as it is',
    )
  })

  it('read on behind damage, say where they end too early, and never fail for it', async () => {
    const broken = Buffer.concat([
      records[0] ?? Buffer.alloc(0),
      Buffer.from('junk\r\n'),
      records[1] ?? Buffer.alloc(0),
    ])
    const file = await open(broken)
    expect(file.view).toMatchObject({ records: 2 })
    expect(file.problems.join(' ')).toContain('is no record: it was read on at byte')
    for (const bytes of [whole, each])
      for (let cut = 120; cut < bytes.length; cut += 97) {
        const part = await open(bytes.subarray(0, cut)).catch((thrown: unknown) => thrown as Error)
        expect(part instanceof Error ? part.constructor.name : part.view.kind).toMatch(/^(?:Unreadable|records)$/)
      }
  })

  it('with a record that grows beyond what is read end there, in time', async () => {
    const bomb = gzipSync(Buffer.concat([record('resource', Buffer.alloc(150 * 1024 * 1024))]))
    const file = await open(Buffer.concat([gzipSync(records[0] ?? Buffer.alloc(0)), bomb]))
    expect(file.view).toMatchObject({ records: 1 })
    expect(file.problems.join(' ')).toContain('nothing after it was read')
  })
})

describe('web pages', () => {
  it('are words and reduced HTML; what they would run and fetch is named', async () => {
    const source = sourceOf('a', html)
    expect(page.takes(await sniff(source), source)).toBe(true)
    const file = await openBy(page, source)
    expect(file.view).toMatchObject({ kind: 'message', format: 'HTML', head: [{ name: 'Title', value: 'T' }] })
    const shown = await file.part?.({ ask: 'message-text', part: '1' })
    expect(shown).toMatchObject({ html: expect.not.stringMatching(/script|http:/) as string })
    expect(file.facts.map(({ name }) => name)).toEqual(expect.arrayContaining(['Script', 'Remote picture']))
    expect(await file.part?.({ ask: 'lines', from: 0, count: 1 })).toMatchObject({ lines: [{ text: html.toString() }] })
  })
})
