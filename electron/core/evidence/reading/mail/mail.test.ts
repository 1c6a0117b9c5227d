import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { EvidenceAnswer, EvidenceAsk } from '../../../../../shared/contract/evidence/asks.ts'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { Format, OpenedFile } from '../format.ts'
import { sourceOf, type Source } from '../source.ts'
import { mailbox } from './mailbox.ts'
import { message } from './message.ts'

const wrap = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n')

async function open(format: Format, source: Source): Promise<OpenedFile> {
  const start = source.read(0, 65_536)
  expect(format.takes({ mime: undefined, start }, source)).toBe(true)
  return format.open(source, undefined, { mime: undefined, start })
}
const openMail = (text: string): Promise<OpenedFile> => open(message, sourceOf('a.eml', Buffer.from(text, 'latin1')))

async function ask<K extends EvidenceAsk['ask']>(
  file: OpenedFile,
  asked: Extract<EvidenceAsk, { ask: K }>,
): Promise<Extract<EvidenceAnswer, { ask: K }>> {
  const answer = await file.part?.(asked)
  if (answer?.ask !== asked.ask) throw new Error('no answer')
  return answer as Extract<EvidenceAnswer, { ask: K }>
}

const head = (type: string, more = ''): string =>
  `Received: from gate.example (gate.example [192.0.2.7]) by mx.example with ESMTP id 7; Mon, 2 Nov 2026 09:00:05 +0100\r\n` +
  `Authentication-Results: mx.example; dkim=pass header.d=example.org; spf=fail (not listed; see list) smtp.mailfrom=a@example.org\r\n` +
  `From: =?utf-8?q?Ren=C3=A9?= <rene@example.org>\r\nTo: Desk <desk@example.com>\r\nBcc: quiet@example.com\r\n` +
  `Date: Mon, 2 Nov 2026 08:59:58 +0100\r\nSubject: The gate\r\nMessage-ID: <1@example.org>\r\nIn-Reply-To: <0@example.com>\r\n${more}` +
  `MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`

const mixed = (...parts: string[]): string =>
  `${head('multipart/mixed; boundary=b')}${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`

const html = (text: string): string => mixed(`Content-Type: text/html; charset=utf-8\r\n\r\n${text}`)

describe('a message as evidence', () => {
  it('shows its headers, its path and its parts by their places, and takes no claim for more', async () => {
    const inner = `From: x@example.net\r\nSubject: Inside\r\nContent-Type: text/plain\r\n\r\nfirst`
    const file = await openMail(
      mixed(
        'Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nplain words\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>marked words</p>\r\n--c--',
        'Content-Type: text/csv; name="list.csv"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nYSxiCg==',
        'Content-Type: text/csv; name="list.csv"\r\nContent-Disposition: attachment\r\n\r\nother',
        `Content-Type: message/rfc822\r\n\r\n${inner}`,
      ),
    )
    expect(file.view).toMatchObject({
      kind: 'message',
      format: 'RFC 5322',
      head: [
        { name: 'From', value: 'René <rene@example.org>' },
        { name: 'To', value: 'Desk <desk@example.com>' },
        { name: 'Bcc', value: 'quiet@example.com' },
        { name: 'Date', value: 'Mon, 2 Nov 2026 08:59:58 +0100' },
        { name: 'Subject', value: 'The gate' },
      ],
      texts: [
        { part: '1.1', kind: 'text' },
        { part: '1.2', kind: 'html' },
      ],
      path: [
        {
          from: 'gate.example (gate.example [192.0.2.7])',
          by: 'mx.example',
          with: 'ESMTP',
          at: '2026-11-02T09:00:05+01:00',
        },
      ],
    })
    expect(file.members.map(({ path, size, note }) => [path, size, note])).toEqual([
      ['list.csv', 4, 'part 2, text/csv'],
      ['list.csv (2)', 5, 'part 3, text/csv'],
      ['Inside.eml', inner.length, 'part 4, message/rfc822'],
    ])
    expect(Buffer.from((await file.member?.('list.csv')) ?? []).toString()).toBe('a,b\n')
    expect(Buffer.from((await file.member?.('Inside.eml')) ?? []).toString()).toBe(inner)
    expect(file.facts).toEqual(
      expect.arrayContaining([
        { name: 'Date (ISO 8601)', value: '2026-11-02T08:59:58+01:00', source: 'header Date' },
        { name: 'In-Reply-To', value: '<0@example.com>', source: 'header In-Reply-To' },
        {
          name: 'DKIM, claimed',
          value: 'pass header.d=example.org',
          source: 'header Authentication-Results of mx.example',
        },
        {
          name: 'SPF, claimed',
          value: 'fail (not listed; see list) smtp.mailfrom=a@example.org',
          source: 'header Authentication-Results of mx.example',
        },
      ]),
    )
    const text = await file.text?.(0)
    expect(text?.units.slice(1)).toEqual([
      { at: 'part 1.1', text: 'plain words' },
      { at: 'part 1.2', text: 'marked words' },
    ])
    for (const { at } of text?.units ?? []) expect(parseAt(at)).toBeDefined()
    const derived = await file.derive?.({ kind: 'message', part: '2' })
    expect(derived).toMatchObject({ name: 'list.csv', how: 'part 2 (“list.csv”)' })
    const raw = await ask(file, { ask: 'headers', from: 0 })
    expect(raw.headers.map(({ name }) => name).slice(0, 3)).toEqual(['Received', 'Authentication-Results', 'From'])
    expect(raw.headers[2]?.value).toBe('=?utf-8?q?Ren=C3=A9?= <rene@example.org>')
  })

  it('shows HTML with nothing in it that acts, loads or leads anywhere, and names each', async () => {
    const file = await openMail(
      html(`<html><head><base href="https://base.example/"><meta http-equiv="refresh" content="0;url=https://refresh.example">
<style>@import "https://import.example/a.css"; p { background: u\\72l(https://sheet.example/b.png) }</style>
<link rel="stylesheet" href="https://link.example/c.css"></head><body background="https://body.example/d.png" onload="alert(1)">
<script>alert(2)</script><p style="color:red;background:url('https://style.example/e.png');position:fixed">Seen <b>words</b></p>
<a href="https://leads.example/x" onclick="go()">a link</a><a href="javascript:alert(3)">bad</a>
<img src="https://pictures.example/f.png" width="300"><img src="//pixel.example/g.gif" width="1" height="1">
<img srcset="https://set.example/h.png 2x"><svg><image href="https://svg.example/i.png"/><script>alert(4)</script></svg>
<iframe src="https://frame.example/j"></iframe><object data="https://object.example/k"></object><video src="https://video.example/l" poster="https://poster.example/m"></video>
<form action="https://form.example/n"><input type="image" src="https://input.example/o"><button formaction="https://button.example/p">send</button></form>
<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="><math href="https://math.example/q"></math>
<div style="display:none">unseen words</div><noscript><p title="</noscript><img src=x onerror=alert(5)>"></p></noscript></body></html>`),
    )
    const { html: shown, text, named } = await ask(file, { ask: 'message-text', part: '1' })
    expect(shown).toContain('Seen <b>words</b>')
    expect(shown).toContain('style="color:red"')
    for (const never of ['<script', '<svg', '<iframe', '<form', '<style', '<link', '<meta', '<base', ' href=', 'url('])
      expect(shown?.toLowerCase()).not.toContain(never)
    expect(shown?.replaceAll(/title="[^"]*"/g, '')).not.toMatch(/\son\w+=|src=|\.example/)
    const hosts = (what: string): string =>
      named
        .filter((one) => one.what === what)
        .map(({ value }) => value)
        .join(' ')
    expect(hosts('remote picture')).toContain('pictures.example')
    expect(hosts('tracking pixel')).toContain('pixel.example')
    expect(hosts('link')).toContain('leads.example')
    expect(hosts('base address')).toContain('base.example')
    expect(hosts('refresh')).toContain('refresh.example')
    expect(hosts('form')).toContain('form.example')
    expect(hosts('other document')).toMatch(/frame\.example.*object\.example/)
    for (const host of 'import sheet link body style set svg video poster input math'.split(' '))
      expect(hosts('remote resource'), host).toContain(`${host}.example`)
    expect(text).toContain('[hidden: unseen words')
    expect(file.facts).toContainEqual({
      name: 'Tracking pixel',
      value: '//pixel.example/g.gif',
      source: 'HTML of part 1',
    })
  })

  it('shows inline pictures as they were drawn anew, and lets nothing name itself', async () => {
    const made = await sharp({ create: { width: 8, height: 4, channels: 3, background: 'red' } })
      .jpeg()
      .withExif({ IFD0: { ImageDescription: 'secret place' } })
      .toBuffer()
    const file = await openMail(
      mixed(
        `Content-Type: text/html\r\n\r\n<img src="cid:one@x" alt="door"><img src="CID:one%40x"><img src="cid:loop"><img src="cid:none"><p>src="cid:one@x"</p>`,
        `Content-Type: image/jpeg; name=door.jpg\r\nContent-ID: <one@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrap(made)}`,
        `Content-Type: application/octet-stream; name=loop.html\r\nContent-ID: <loop>\r\n\r\n<img src="cid:loop">`,
      ),
    )
    const { html: shown, named, problems } = await ask(file, { ask: 'message-text', part: '1' })
    const pictures = [...(shown ?? '').matchAll(/src="data:image\/(?:png|jpeg|webp);base64,([^"]+)"/g)]
    expect(pictures).toHaveLength(2)
    const drawn = Buffer.from(pictures[0]?.[1] ?? '', 'base64')
    expect(await sharp(drawn).metadata()).toMatchObject({ width: 8, height: 4 })
    expect(drawn.includes('secret place')).toBe(false)
    expect(shown).toContain('<p>src="cid:one@x"</p>')
    expect(named).toContainEqual({ what: 'inline picture not shown', value: 'cid:none', times: 1 })
    expect(problems.join(' ')).toContain('1 of its pictures')
  })

  it('names what is encrypted, cut off or too deep, and answers soon', async () => {
    const encrypted = await openMail(
      `${head('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b')}--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\nxx\r\n--b--\r\n`,
    )
    expect((await encrypted.text?.(0))?.unread).toEqual([
      { at: 'part 1', reason: 'It is encrypted (PGP/MIME), and was not opened.' },
    ])
    const cut = await openMail(mixed('Content-Type: text/plain\r\n\r\nwords').replace('--b--\r\n', ''))
    expect(cut.problems.join(' ')).toContain('cut off')
    const deep = Array.from(
      { length: 20_000 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    )
    const nested = await openMail(`${head('multipart/mixed; boundary=b')}--b\r\n${deep.join('')}`)
    expect(nested.view).toMatchObject({
      head: expect.arrayContaining([{ name: 'Subject', value: 'The gate' }]) as unknown,
    })
    expect(nested.problems.join(' ')).toContain('too deep')
    for (const left of ['<div>x', '<a href=x><p>', '<b><i>x</p>']) {
      const page = await openMail(head('text/html') + left.repeat(30_000))
      expect(page.problems.join(' ')).toContain('too deep to be shown as such')
      expect(await page.part?.({ ask: 'message-text', part: '1' })).toMatchObject({ html: null })
    }
    const many = await openMail(
      mixed(...Array.from({ length: 9000 }, () => 'Content-Type: image/png; name=a.png\r\n\r\nx')),
    )
    expect(many.members).toHaveLength(2000)
    expect(many.problems.join(' ')).toContain('first 2000')
    const bomb = await openMail(
      head('text/plain', Array.from({ length: 60_000 }, (_, n) => `X-A${n}: ${n}\r\n`).join('')),
    )
    expect(bomb.facts.length).toBeLessThan(1100)
    expect(bomb.problems.join(' ')).toContain('All headers')
    let seen = 0
    for (let from: number | null = 0; from !== null;) {
      const { headers, next }: Extract<EvidenceAnswer, { ask: 'headers' }> = await ask(bomb, { ask: 'headers', from })
      seen += headers.length
      from = next
    }
    // What comes after so many fields is read as its text.
    expect(seen).toBe(10_000)
    const tags = await openMail(html(`${'<div><b>'.repeat(20_000)}deep words`))
    expect(await ask(tags, { ask: 'message-text', part: '1' })).toMatchObject({ html: null, text: 'deep words' })
  }, 30_000)
})

describe('a mailbox as evidence', () => {
  const boxed = (n: number, body = `words ${n}`): string =>
    `From someone@example.org Mon Nov  2 09:00:00 2026\nFrom: S${n} <s${n}@example.org>\nDate: Mon, 2 Nov 2026 09:00:00 -0500\nSubject: No. ${n}\n\n${body}\n\n`

  it('lists its messages, opens each by its number, and takes a sentence for no border', async () => {
    const text = `${boxed(1)}${boxed(2, 'From here on it was dark.\n>From the gate\n\nFrom now on')}${boxed(3)}`
    const file = await open(mailbox, sourceOf('a.mbox', Buffer.from(text)))
    expect(file.view).toEqual({ kind: 'mailbox', format: 'mbox', messages: 3 })
    const { messages, total } = await ask(file, { ask: 'messages', from: 1, count: 10 })
    expect(total).toBe(3)
    expect(messages).toMatchObject([
      { number: 2, date: '2026-11-02T09:00:00-05:00', from: 'S2 <s2@example.org>', subject: 'No. 2' },
      { number: 3 },
    ])
    const inner = await open(message, sourceOf('message 2', (await file.member?.('message 2')) ?? new Uint8Array()))
    expect(inner.view).toMatchObject({ kind: 'message', texts: [{ part: '1', kind: 'text' }] })
    const { units, next } = (await file.text?.(0)) ?? { units: [], next: 0 }
    expect(units.map(({ at }) => at)).toEqual(['message 1', 'message 2', 'message 3'])
    expect(units[1]?.text.split('\n')[4]).toBe('From here on it was dark.')
    expect(next).toBeNull()
    expect((await file.derive?.({ kind: 'message', message: 3 }))?.name).toBe('message-0003.eml')
    expect(() => file.member?.('message 4')).toThrow('no “message 4”')
  })

  it('finds borders wherever windows of it meet, and holds none of it', async () => {
    const size = (1 << 20) / 2
    // A source that is made as it is read: each message is 524,288 bytes, so that borders fall on the edges of windows.
    const one = (n: number): Buffer => {
      const start = Buffer.from(boxed(n, ''))
      return Buffer.concat([start, Buffer.alloc(size - start.length - 2 + (n % 7) - 3, 'x'), Buffer.from('\n\n')])
    }
    const parts = Array.from({ length: 160 }, (_, n) => one(n + 1).length)
    const ends = parts.map((_, n) => parts.slice(0, n + 1).reduce((sum, length) => sum + length, 0))
    let most = 0
    const source: Source = {
      name: 'big.mbox',
      size: ends.at(-1) ?? 0,
      read(at, length) {
        most = Math.max(most, length)
        const out: Buffer[] = []
        for (let n = ends.findIndex((end) => end > at); n !== -1 && n < parts.length; n++) {
          const begins = (ends[n] ?? 0) - (parts[n] ?? 0)
          if (begins >= at + length) break
          out.push(one(n + 1).subarray(Math.max(0, at - begins), Math.max(0, at + length - begins)))
        }
        return Buffer.concat(out)
      },
    }
    const file = await open(mailbox, source)
    let total: number | null = null
    while (total === null) ({ total } = await ask(file, { ask: 'messages', from: 159, count: 1 }))
    expect(total).toBe(160)
    const { messages } = await ask(file, { ask: 'messages', from: 0, count: 500 })
    expect(messages.map(({ size: bytes }) => bytes)).toEqual(parts.map((length) => length - boxed(1).indexOf('\n') - 1))
    expect(most).toBeLessThan(1_100_000)
  }, 60_000)
})
