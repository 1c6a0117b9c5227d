import { expect, it } from 'vitest'
import { lines } from './lines/lines.ts'
import { mailbox } from './mail/mailbox.ts'
import { openBy } from './open-by.fixture.ts'
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
