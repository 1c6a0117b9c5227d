import { expect, it } from 'vitest'
import { lines } from './lines/lines.ts'
import { mailbox } from './mail/mailbox.ts'
import { openBy } from './open-by.fixture.ts'
import { pdf } from './pdf/pdf.ts'
import type { Source } from './source.ts'

// Files that are larger than what a reader may hold: bytes of them are made as they are asked for, so that none lies anywhere.

const GB = 1_000_000_000

/** `size` bytes of one piece again and again, and the most that was asked for at once. */
function endless(name: string, size: number, piece: string): { source: Source; most: () => number } {
  const unit = Buffer.from(piece)
  const block = Buffer.concat(Array.from({ length: Math.ceil((4 << 20) / unit.length) }, () => unit))
  let most = 0
  return {
    most: () => most,
    source: {
      name,
      size,
      read(at, length) {
        const wanted = Math.max(0, Math.min(length, size - at))
        most = Math.max(most, wanted)
        const from = at % unit.length
        if (from + wanted <= block.length) return block.subarray(from, from + wanted)
        return Uint8Array.from({ length: wanted }, (_, n) => unit[(at + n) % unit.length] ?? 0)
      },
    },
  }
}

it('a text of 2 GB is read by windows: its first lines at once, one far behind when it is asked for', async () => {
  const line = 'badge 4711 refused at the delivery gate, north site, by the new reader\n'
  const { source, most } = endless('gate.log', 2 * GB, line)
  const file = await openBy(lines, source)
  expect(file.view).toMatchObject({ kind: 'lines', encoding: 'ASCII' })
  const first = await file.part?.({ ask: 'lines', from: 0, count: 100 })
  expect(first).toMatchObject({ lines: Array.from({ length: 100 }, () => ({ text: line.trim(), cut: 0 })) })
  const far = await file.part?.({ ask: 'lines', from: 20_000, count: 2 })
  expect(far).toMatchObject({ lines: [{ text: line.trim() }, { text: line.trim() }] })
  expect(most()).toBeLessThanOrEqual(1 << 20)
})

it('a mailbox of 2 GB is read by windows, message by message', async () => {
  const message = [
    'From gate@example.org Mon Nov 30 06:12:44 2026',
    'From: gate@example.org',
    'To: desk@example.org',
    'Date: Mon, 30 Nov 2026 06:12:44 +0000',
    'Subject: Refused at the gate',
    '',
    ...Array.from({ length: 60 }, (_, n) => `Badge ${n} was refused at the delivery gate.`),
    '',
    '',
  ].join('\n')
  const { source, most } = endless('gate.mbox', 2 * GB, message)
  const file = await openBy(mailbox, source)
  expect(file.view).toMatchObject({ kind: 'mailbox', format: 'mbox' })
  for (const from of [0, 200]) {
    const some = await file.part?.({ ask: 'messages', from, count: 50 })
    expect(some?.ask === 'messages' && some.messages.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 50 }, () => 'Refused at the gate'),
    )
  }
  expect(most()).toBeLessThanOrEqual(4 << 20)
})

/** A PDF of three pages with a stream of zeros among its objects, `size` bytes of them, that lies nowhere. */
function widePdf(size: number): { source: Source; most: () => number } {
  const font = '5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n'
  const kids = [10, 12, 14]
  const pages = kids.map((number, index) => {
    const words = `BT /F 20 Tf 40 140 Td (Sheet ${index + 1} of the north site) Tj ET`
    return `${number} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F 5 0 R>>>>/Contents ${number + 1} 0 R>>\nendobj\n${number + 1} 0 obj\n<</Length ${words.length}>>\nstream\n${words}\nendstream\nendobj\n`
  })
  const begin = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 3/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>\nendobj\n${font}${pages[0]}3 0 obj\n<</Length ${size}>>\nstream\n`
  const end = `\nendstream\nendobj\n${pages[1]}${pages[2]}`
  const whole = (text: string): { number: number; at: number }[] =>
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj/g)].map(({ 0: found, 1: number, index }) => ({
      number: Number(number),
      at: index + (found.startsWith('\n') ? 1 : 0),
    }))
  const shift = begin.length + size
  const placed = [...whole(begin), ...whole(end).map(({ number, at }) => ({ number, at: at + shift }))]
  const xref = Array.from({ length: 16 }, (_, number) => {
    const found = placed.find((one) => one.number === number)
    return found ? `${String(found.at).padStart(10, '0')} 00000 n \n` : '0000000000 65535 f \n'
  }).join('')
  const closing = `${end}xref\n0 16\n${xref}trailer\n<</Size 16/Root 1 0 R>>\nstartxref\n${shift + end.length}\n%%EOF\n`
  const [first, last] = [Buffer.from(begin, 'latin1'), Buffer.from(closing, 'latin1')]
  let most = 0
  const read = (at: number, length: number): Uint8Array => {
    const wanted = Buffer.alloc(Math.max(0, Math.min(length, shift + last.length - at)))
    most = Math.max(most, wanted.length)
    if (at < first.length) first.copy(wanted, 0, at)
    if (at + wanted.length > shift) last.copy(wanted, Math.max(0, shift - at), Math.max(0, at - shift))
    return wanted
  }
  return { source: { name: 'wide.pdf', size: shift + last.length, read }, most: () => most }
}

it.each([0.3, 3])('a PDF of %s GB is read by windows: its pages, their words and where these stand', async (size) => {
  const { source, most } = widePdf(size * GB)
  const file = await openBy(pdf, source)
  expect(file.view).toMatchObject({ kind: 'pages', count: 3 })
  expect((await file.text?.(0, true))?.units).toEqual(
    [1, 2, 3].map((page) => ({ at: `p. ${page}`, text: `Sheet ${page} of the north site` })),
  )
  expect(await file.picture?.(3, 300)).toMatchObject({ width: 300, height: 200 })
  expect(file.problems.join('\n')).toContain('The file is larger than 64 MiB.')
  expect(most()).toBeLessThanOrEqual(1 << 20)
})

it('a PDF of more than 4 GiB says that it is not read', async () => {
  await expect(openBy(pdf, widePdf(4.4 * GB).source)).rejects.toThrow('larger than 4 GiB')
})
