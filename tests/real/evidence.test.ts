import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { newCase, testApp } from '../support/app.ts'
import { filesUnder, isThere } from './real.ts'

// Other people's files, opened as evidence: each is shown, read as text and drawn, or says why not. A twentieth of them, always the same, on
// each run; all of them with HOLDFAST_FAULTS=full.

const full = process.env['HOLDFAST_FAULTS'] === 'full'
const isTaken = (path: string): boolean =>
  full || createHash('sha256').update(basename(path)).digest().readUInt32BE(0) % 20 === 0

/** What the files of a folder are shown as, most of them; `bytes` only with a reason. */
const folders: Record<string, readonly string[]> = {
  photos: ['picture'],
  pdfs: ['pages', 'locked', 'bytes'],
  'hostile-pdfs': ['pages', 'locked', 'bytes', 'lines'],
  emails: ['message', 'mailbox', 'lines'],
  mail: ['message', 'mailbox', 'lines'],
  documents: [
    'sheets',
    'document',
    'records',
    'lines',
    'archive',
    'message',
    'mailbox',
    'picture',
    'pages',
    'locked',
    'bytes',
  ],
  'web-archives': ['records', 'lines'],
  audio: ['recording'],
  alerts: ['records'],
  tracks: ['track'],
  'signed-pdfs': ['pages', 'lines', 'bytes'],
}

it.for(Object.entries(folders))(
  'every file of %s (../shared/data) of 60 MB at most is shown, or says why not',
  { timeout: 600_000 },
  async ([folder, kinds], { skip }) => {
    skip(!isThere(folder), 'the real files are not here')
    const test = testApp()
    try {
      const file = await newCase(test)
      for (const path of filesUnder(folder).filter(isTaken)) {
        if (statSync(path).size > 60_000_000 || path.endsWith('README.md')) continue
        const [added] = await test.call('exhibit.add', { case: file, files: [path] })
        const exhibit = added?.number ?? ''
        const { view, problems } = await test.call('exhibit.open', { exhibit })
        expect.soft(kinds, path).toContain(view.kind)
        if (view.kind === 'bytes') expect.soft(view.why + problems.join(''), path).not.toBe('')
        for (let from: number | null = 0; from !== null;) {
          const part: { units: { at: string }[]; next: number | null } = await test.call('exhibit.text', {
            exhibit,
            from,
          })
          expect.soft(part.next === null || part.next > from, path).toBe(true)
          from = part.next
        }
        if (view.kind === 'pages' || view.kind === 'picture') {
          const out = join(test.folder, `drawn ${exhibit}`)
          const { files, unread } = await test.call('exhibit.render', { exhibit, out, width: 300 })
          expect.soft(files.length + unread.length, path).toBe(view.kind === 'pages' ? view.count : view.frames)
        }
        await test.call('exhibit.close', { exhibit })
      }
      expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
    } finally {
      await test.end()
    }
  },
)
