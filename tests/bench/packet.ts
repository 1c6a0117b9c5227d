import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { loadFaces } from '../../electron/core/print/fonts.ts'
import type { Options } from './options.ts'
import { prose } from './reports.ts'
import { appWithCase, inFolder, type OpenApp } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { exponent, interleaved, median, timed } from './timing.ts'

interface Figures {
  pages: number
  first: number
  later: number
  bare: number
}

/** Packets of two lengths, built and verified through the app, against the engine alone setting as many pages. */
export async function measurePackets({ dir, pages, rounds }: Options): Promise<Row[]> {
  const small = await atLength(dir, pages[0], rounds)
  const large = await atLength(dir, pages[1], rounds)
  const named = ({ pages }: Figures): string => `packet of ${pages} pages`
  const engine = 'engine alone, plain pages'
  return [
    timeRow(`${named(small)}, the first`, small.first, engine, small.bare),
    timeRow(`${named(small)}, after the first`, small.later, engine, small.bare, {
      budget: '< 1 s for 20 pages',
      met: small.later < 1000 * Math.max(1, small.pages / 20),
    }),
    timeRow(named(large), large.later, engine, large.bare, {
      exponent: exponent({ size: small.pages, ms: small.later }, { size: large.pages, ms: large.later }),
    }),
    timeRow(`${named(large)}: each page`, large.later / large.pages, engine, large.bare / large.pages, {
      budget: '< 10 s for 1,000 pages',
      met: large.later / large.pages < 10,
    }),
  ]
}

/** Words that fill a page of notes, found by counting pages. */
const wordsOfPage = 500

const atLength = (dir: string | undefined, length: number, rounds: number): Promise<Figures> =>
  inFolder(dir, async (folder) => {
    const room = await appWithCase(folder)
    try {
      // The cover, the register and the last pages are there without any note; a note fills four fifths of a page.
      await writeNotes(room, Math.max(1, Math.round((length - 5) * 1.22)))
      let pages = 0
      const build = async (name: string): Promise<void> => {
        const out = join(folder, `${name}.pdf`)
        const packet = { case: room.case, recipient: 'Counsel', purpose: 'Review', out }
        pages = (await room.call('packet.build', packet)).pages
      }
      const first = await timed(() => build('first'))
      const times = await interleaved(rounds, {
        packet: (round) => build(`later-${round}`),
        bare: (round) => setPlainPages(pages, round),
      })
      return { pages, first, later: median(times.packet), bare: median(times.bare) }
    } finally {
      await room.app.close()
    }
  })

async function writeNotes({ call, case: number }: OpenApp & { case: string }, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const text = (part: number): object => ({
      type: 'paragraph',
      content: [{ type: 'text', text: prose(n * 10 + part, wordsOfPage / 5) }],
    })
    await call('note.save', {
      case: number,
      title: `Note ${n + 1}`,
      body: { type: 'doc', content: [0, 1, 2, 3, 4].map(text) },
    })
  }
}

function setPlainPages(pages: number, seed: number): void {
  const compiler = NodeCompiler.create({
    workspace: '/holdfast-no-such-folder',
    fontArgs: [{ fontBlobs: loadFaces().flatMap(({ files }) => files) }],
  })
  const page = (n: number): string => prose(seed * 100_000 + n, wordsOfPage)
  const text = Array.from({ length: pages }, (_, n) => `= Page ${n + 1}\n${page(n)}`).join('\n#pagebreak()\n')
  compiler.addSource(
    '/holdfast-no-such-folder/main.typ',
    `#set document(title: "Plain")\n#set text(lang: "en")\n${text}`,
  )
  const { result } = compiler.compile({ mainFilePath: '/holdfast-no-such-folder/main.typ' })
  if (!result) throw new Error('the engine set no pages')
  compiler.pdf(result, { pdfStandard: 'a-3a', creationTimestamp: 0 })
}
