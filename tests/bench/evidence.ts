import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import type { Input } from '../../shared/contract/contract.ts'
import { hasReferee } from '../real/real.ts'
import { peaksWhile } from '../support/peaks.ts'
import type { Options } from './options.ts'
import { appWithCase, inFolder, type OpenApp } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { percentile, timed } from './timing.ts'

/** Milliseconds from opening to the first picture or lines, at most, by the design. */
const soon = 300
const later = 1500
const width = 1200

/** Files of each kind that people keep, as large as they come: made here, so that every run measures the same. */
async function filesIn(folder: string): Promise<{ name: string; budget: number }[]> {
  const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#5a6f7a', noise: noise } })
    .jpeg({ quality: 85 })
    .toBuffer()
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes)
  write('plan.pdf', await pdfOf(200))
  write('photo.jpg', photo)
  write('photo.png', await sharp(photo).resize(2000).png().toBuffer())
  write('photo.webp', await sharp(photo).webp().toBuffer())
  write('photo.avif', await sharp(photo).resize(2000).avif({ effort: 0 }).toBuffer())
  write('photo.tif', await sharp(photo).tiff().toBuffer())
  write(
    'gate.log',
    Array.from({ length: 200_000 }, (_, n) => `2026-11-30 06:00 badge ${n} refused at the gate`).join('\n'),
  )
  write(
    'mail.eml',
    [
      'From: a@example.org',
      'To: b@example.org',
      'Subject: The gate',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'The gate will be open.',
      '--b',
      'Content-Type: image/jpeg; name=door.jpg',
      'Content-Transfer-Encoding: base64',
      '',
      photo.toString('base64').replace(/(.{76})/g, '$1\r\n'),
      '--b--',
    ].join('\r\n'),
  )
  write('dump.bin', Buffer.concat([Buffer.of(0, 1, 2, 3), photo]))
  return [
    ...['plan.pdf', 'photo.jpg', 'photo.png', 'photo.webp', 'gate.log', 'mail.eml', 'dump.bin'].map((name) => ({
      name,
      budget: soon,
    })),
    ...['photo.avif', 'photo.tif'].map((name) => ({ name, budget: later })),
  ]
}

const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const

/** Pages of print with a drawing on each. */
export async function pdfOf(pages: number): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.TimesRoman)
  for (let page = 1; page <= pages; page++) {
    const sheet = made.addPage([595, 842])
    for (let line = 0; line < 45; line++)
      sheet.drawText(`Page ${page}, line ${line}: the delivery gate stays locked until Monday.`, {
        x: 60,
        y: 790 - line * 16,
        size: 11,
        font,
      })
  }
  return made.save()
}

const never = new AbortController().signal
const quiet = { signal: never, progress: () => undefined, page: never }

/** What a window asks before something is to be seen of an exhibit. */
async function firstLook({ app, call }: Pick<OpenApp, 'app' | 'call'>, exhibit: string): Promise<void> {
  const { view } = await call('exhibit.open', { exhibit })
  const part = (asked: Input<'exhibit.part'>['part']): Promise<unknown> =>
    call('exhibit.part', { exhibit, part: asked })
  if (view.kind === 'pages' || view.kind === 'picture') await app.call('exhibit.picture', { exhibit, width }, quiet)
  if (view.kind === 'lines') await part({ ask: 'lines', from: 0, count: 100 })
  if (view.kind === 'mailbox') await part({ ask: 'messages', from: 0, count: 50 })
  if (view.kind === 'message' && view.texts[0]) await part({ ask: 'message-text', part: view.texts[0].part })
  if (view.kind === 'bytes') await part({ ask: 'bytes', from: 0, length: 4096 })
}

/** Time for the process that waits to have loaded what it needs, as between two clicks of a person. */
const breath = 1500

/**
 * From asking for an exhibit to having its first page, picture or lines, without the window's own painting; a turn of the page; what the
 * readers take of memory. Beside it other programs draw the same page of the same file.
 */
export const measureEvidence = ({ dir, quick }: Options): Promise<Row[]> =>
  inFolder(dir, async (folder) => {
    const files = await filesIn(folder)
    const open = await appWithCase(folder)
    const rows: Row[] = []
    try {
      const kept = await open.call('exhibit.add', {
        case: open.case,
        files: files.map(({ name }) => join(folder, name)),
      })
      const rounds = quick ? 1 : 7
      const times = files.map((): number[] => [])
      const looking = async (): Promise<void> => {
        for (let round = 0; round < rounds; round++) {
          for (const [index, { number }] of kept.entries()) {
            times[index]?.push(await timed(() => firstLook(open, number)))
            await open.call('exhibit.close', { exhibit: number })
            await new Promise((resolve) => setTimeout(resolve, quick ? 0 : breath))
          }
        }
      }
      const peaks = await peaksWhile(looking())
      const plan = join(folder, 'plan.pdf')
      const beside = drawnBeside(plan)
      for (const [index, { name, budget }] of files.entries()) {
        const p95 = percentile((times[index] ?? []).slice(quick ? 0 : 1), 0.95)
        const copied = await timed(() => execFileSync('sha256sum', [join(folder, name)]))
        const [what, ms] = name === 'plan.pdf' && beside[0] ? beside[0] : ['sha256sum of it', copied]
        rows.push(
          timeRow(`first look at ${name}, p95`, p95, what, ms, {
            budget: `< ${budget} ms with the window`,
            met: p95 < budget,
          }),
        )
      }
      rows.push(...(await turns(open, kept[0]?.number ?? '', beside, quick)))
      const most = Math.max(0, ...peaks.map(({ bytes }) => bytes)) / 1e6
      rows.push({
        work: 'memory of the largest reader',
        measured: { value: most, unit: 'MB' },
        baseline: { value: 700, unit: 'MB', what: 'the limit' },
        ratio: most / 700,
        budget: '< 500 MB',
        met: most < 500,
      })
    } finally {
      await open.app.close()
    }
    return rows
  })

type Drawn = [program: string, ms: number]

/** Page 7 of a PDF as wide, by the programs that are here. */
function drawnBeside(path: string): Drawn[] {
  const commands: [string, string[]][] = [
    ['pdftoppm', ['-f', '7', '-l', '7', '-scale-to-x', `${width}`, '-scale-to-y', '-1', '-png', path, `${path}.drawn`]],
    ['mutool', ['draw', '-q', '-w', `${width}`, '-o', `${path}.drawn.png`, path, '7']],
  ]
  return commands
    .filter(([program]) => hasReferee(program))
    .map(([program, words]) => {
      const once = (): number => {
        const began = performance.now()
        execFileSync(program, words, { stdio: 'ignore' })
        return performance.now() - began
      }
      return [`${program}, the same page`, percentile([once(), once(), once(), once(), once()], 0.5)]
    })
}

async function turns({ app }: OpenApp, exhibit: string, beside: readonly Drawn[], quick: boolean): Promise<Row[]> {
  const times: number[] = []
  for (let page = 1; page <= (quick ? 3 : 60); page++)
    times.push(await timed(() => app.call('exhibit.picture', { exhibit, page, width }, quiet)))
  const p95 = percentile(times.slice(1), 0.95)
  return beside.map(([what, ms]) =>
    timeRow('the next page of a PDF, p95', p95, what, ms, { budget: '< 100 ms with the window', met: p95 < 100 }),
  )
}
