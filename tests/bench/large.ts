import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { peaksWhile } from '../support/peaks.ts'
import { pdfOf } from './evidence.ts'
import type { Options } from './options.ts'
import { appWithCase, inFolder, type OpenApp } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { timed } from './timing.ts'

const MB = 1_000_000
/** Bytes that no process may go above, and milliseconds in which something is to be seen. */
const most = 500 * MB
const first = 10_000

const never = new AbortController().signal

/** A piece of text again and again, `size` bytes of it; or `size` bytes that are not there. */
function writeLarge(path: string, size: number, piece: string | null): void {
  const file = openSync(path, 'wx')
  if (piece === null) {
    // What begins a film, so that it is taken for one.
    writeSync(file, Buffer.from('000000206674797069736f6d0000020069736f6d69736f326176633160', 'hex'))
    ftruncateSync(file, size)
  } else {
    const block = Buffer.from(piece.repeat(Math.ceil((8 * MB) / piece.length)))
    for (let left = size; left > 0; left -= block.length) writeSync(file, block, 0, Math.min(left, block.length))
  }
  closeSync(file)
}

const line = '2026-11-30 06:12:44 badge 4711 refused at the delivery gate, north site\n'
const message = `From gate@example.org Mon Nov 30 06:12:44 2026
From: gate@example.org
To: desk@example.org
Date: Mon, 30 Nov 2026 06:12:44 +0000
Subject: Refused at the gate

${line.repeat(60)}
`

/** The files that are too large for a program that holds them, by what they are; a tenth of each without `--full`. */
export const measureLarge = ({ dir, full, quick }: Options): Promise<Row[]> =>
  inFolder(dir, async (folder) => {
    const share = full ? 1 : quick ? 0.001 : 0.1
    const sized = (bytes: number): number => Math.round(bytes * share)
    const made: [name: string, size: number, piece: string | null][] = [
      ['text of 1 GB.log', sized(1000 * MB), line],
      ['text of 2 GB.log', sized(2000 * MB), line],
      ['mailbox of 2 GB.mbox', sized(2000 * MB), message],
      ['film of 10 GB.mp4', sized(10_000 * MB), null],
    ]
    const rows: Row[] = []
    const open = await appWithCase(folder)
    try {
      for (const [name, size, piece] of made) {
        const path = join(folder, name)
        writeLarge(path, size, piece)
        rows.push(...(await looked(open, path, `${name.replace(/\.\w+$/, '')}${full ? '' : `, ${share} of it`}`)))
      }
      const path = join(folder, 'plan.pdf')
      const bytes = await pdfOf(Math.max(2, sized(5000)))
      const file = openSync(path, 'wx')
      writeSync(file, bytes)
      closeSync(file)
      rows.push(...(await looked(open, path, `PDF of ${Math.max(2, sized(5000))} pages`)))
    } finally {
      await open.app.close()
    }
    return rows
  })

/** Keeps a file, opens it, and looks at its beginning and its end. */
async function looked(
  { app, call, case: file }: OpenApp & { case: string },
  path: string,
  what: string,
): Promise<Row[]> {
  const [kept] = await call('exhibit.add', { case: file, files: [path] })
  const exhibit = kept?.number ?? ''
  let opening = 0
  let end = 0
  const looking = async (): Promise<void> => {
    opening = await timed(async () => {
      const { view } = await call('exhibit.open', { exhibit })
      if (view.kind === 'lines') await call('exhibit.part', { exhibit, part: { ask: 'lines', from: 0, count: 100 } })
      else if (view.kind === 'mailbox')
        await call('exhibit.part', { exhibit, part: { ask: 'messages', from: 0, count: 50 } })
      else if (view.kind === 'pages')
        await app.call(
          'exhibit.picture',
          { exhibit, width: 1200 },
          { signal: never, progress: () => undefined, page: never },
        )
      else await call('exhibit.part', { exhibit, part: { ask: 'bytes', from: 0, length: 4096 } })
    })
    end = await timed(async () => {
      const { view } = await call('exhibit.open', { exhibit })
      if (view.kind === 'lines')
        await call('exhibit.part', { exhibit, part: { ask: 'lines', from: 100_000, count: 100 } })
      else if (view.kind === 'mailbox')
        await call('exhibit.part', { exhibit, part: { ask: 'messages', from: 2000, count: 50 } })
      else if (view.kind === 'pages')
        await app.call(
          'exhibit.picture',
          { exhibit, page: view.count, width: 1200 },
          { signal: never, progress: () => undefined, page: never },
        )
      else
        await call('exhibit.part', { exhibit, part: { ask: 'bytes', from: (kept?.size ?? 4096) - 4096, length: 4096 } })
    })
    await call('exhibit.close', { exhibit })
  }
  const peaks = await peaksWhile(looking())
  const peak = Math.max(0, ...peaks.map(({ bytes }) => bytes))
  return [
    timeRow(`${what}: something to see`, opening, 'the budget', first, { budget: '< 10 s', met: opening < first }),
    timeRow(`${what}: a place far behind`, end, 'the budget', first, { budget: '< 10 s', met: end < first }),
    {
      work: `${what}: memory of the largest reader`,
      measured: { value: peak / MB, unit: 'MB' },
      baseline: { value: most / MB, unit: 'MB', what: 'the budget' },
      ratio: peak / most,
      budget: '< 500 MB',
      met: peak < most,
    },
  ]
}
