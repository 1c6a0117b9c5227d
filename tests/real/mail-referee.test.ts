import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readMail } from '../../electron/core/imports/mail/mail.ts'
import type { ReadItem } from '../../electron/core/imports/reading/reading.ts'
import { filesUnder, hasReferee, isThere } from './real.ts'

// Python's own parsers as a referee over every mail at hand: each part has the bytes that they find in it. A tenth of
// them, always the same, on each run; all of them with HOLDFAST_FAULTS=full.

interface Part {
  type: string
  name: string | null
  sha256: string | null
}

function ask(mails: string[], boxes: string[]): { mails: Record<string, Part[]>; boxes: Record<string, string[]> } {
  const script = join(import.meta.dirname, 'mail-referee.py')
  const { stdout, stderr } = spawnSync('python3', [script], {
    input: JSON.stringify({ mails, boxes }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as ReturnType<typeof ask>
}

async function read(path: string): Promise<{ items: ReadItem[] }> {
  const mail = await readMail(readFileSync(path), Date.parse('2026-11-29T12:00:00Z'))
  return mail ?? expect.fail(`${path} is no mail`)
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const full = process.env['HOLDFAST_FAULTS'] === 'full'
/** Whether a file is in the tenth that is always looked at. */
const inTenth = (path: string): boolean =>
  full || Number.parseInt(sha256(Buffer.from(path.split('/').slice(-2).join('/'))).slice(0, 8), 16) % 10 === 0

/**
 * Parts that Python counts and we do not: our words are no parts, a multipart without parts is one text to us, and what
 * an external-body describes is not there.
 */
const isCompared = ({ type, name, sha256: hash }: Part): boolean =>
  hash !== null &&
  !type.startsWith('multipart/') &&
  !(/^text\/(?:plain|html|enriched|richtext)$/.test(type) && name === null) &&
  type !== 'application/postscript'

const there = hasReferee('python3') && isThere('emails') && isThere('mail')
describe.skipIf(!there)('Python (email) over real mails (../shared/data)', () => {
  const files = there
    ? [...filesUnder('emails'), ...filesUnder('mail')].filter((path) => path.endsWith('.eml') && inTenth(path))
    : []
  test('finds the same bytes in every part', async () => {
    const theirs = ask(files, []).mails
    const missing: unknown[] = []
    let compared = 0
    for (const path of files) {
      const { items } = await read(path)
      const ours = new Set(items.flatMap(({ parts }) => parts.map(({ bytes }) => sha256(bytes))))
      for (const part of (theirs[path] ?? []).filter(isCompared)) {
        compared++
        if (!ours.has(part.sha256 ?? '')) missing.push([path, part])
      }
    }
    expect(missing).toEqual([])
    expect(compared).toBeGreaterThan(full ? 30 : 0)
  })
})

describe.skipIf(!hasReferee('python3'))('Python over mails written here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-mail-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  test('finds the same bytes in every part of the makers’ mails', async () => {
    const names = ['gmail', 'outlook', 'apple', 'thunderbird', 'yahoo'].map((name) =>
      join(import.meta.dirname, '../inputs/mail', `${name}.eml`),
    )
    const theirs = ask(names, []).mails
    for (const path of names) {
      const { items } = await read(path)
      const ours = items.flatMap(({ parts }) =>
        parts.filter(({ claimed }) => claimed !== 'message/rfc822').map(({ bytes }) => sha256(bytes)),
      )
      expect([path, ours]).toEqual([path, (theirs[path] ?? []).filter(isCompared).map((part) => part.sha256)])
    }
  })
  test('cuts mailboxes with empty lines at the same places', async () => {
    const from = 'From dana@example.org Wed Oct 14 09:12:44 2026\n'
    const mail = (id: number): string => `${from}From: d@example.org\nSubject: m${id}\n\nbody\n>From quoted\n\n`
    const boxes = ['\n', '\r\n'].map((end, index) => {
      const path = join(folder, `${index}.mbox`)
      writeFileSync(
        path,
        [1, 2, 3]
          .map((id) => mail(id))
          .join('')
          .replaceAll('\n', end),
      )
      return path
    })
    const theirs = ask([], boxes).boxes
    for (const path of boxes) {
      const { items } = await read(path)
      expect(items.map(({ title }) => title)).toEqual(theirs[path])
      expect(Buffer.concat(items.map(({ message }) => message?.bytes ?? Buffer.alloc(0))).length).toBeLessThan(
        readFileSync(path).length,
      )
    }
  })
})

describe.skipIf(!isThere('documents'))('wrappers of real programs (../shared/data/documents)', () => {
  const wrapped = async (file: string, type: string): Promise<ReadItem> => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-mail-'))
    try {
      const bytes = readFileSync(filesUnder('documents').find((path) => path.endsWith(`/${file}`)) ?? '')
      const path = join(folder, 'mail')
      writeFileSync(
        path,
        `From: a@example.org\nSubject: w\nContent-Type: ${type}; name=${file}\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n`,
      )
      const { items } = await read(path)
      return items[0] ?? expect.fail('no message')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  test('Outlook’s winmail.dat is opened, its files and its words', async () => {
    const { parts, report } = await wrapped('testWINMAIL.dat', 'application/ms-tnef')
    expect(parts.map(({ name }) => name)).toEqual([
      'testWINMAIL.dat',
      'quick.doc',
      'quick.html',
      'quick.pdf',
      'quick.txt',
      'quick.xml',
    ])
    expect(Buffer.from(parts[3]?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(report.narrative).toContain('Five files from Hell!')
  })
  test.each(['def', 'ind'])(
    'S/MIME (%s) is opened where it is signed, and named where it is encrypted',
    async (form) => {
      expect((await wrapped(`testPKCS7_signed_data_${form}.p7m`, 'application/pkcs7-mime')).report.narrative).toBe(
        'text',
      )
      const { problems } = await wrapped(`testPKCS7_enveloped_${form}.p7m`, 'application/x-pkcs7-mime')
      expect(problems.join()).toMatch(/is encrypted \(S\/MIME, for 1 recipient: certificate 00a1 of /)
      expect(problems.join()).not.toContain('no text')
    },
  )
})
