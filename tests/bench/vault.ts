import { measureAppend } from './append.ts'
import { measureEntries, measureProjection } from './audit.ts'
import type { Options } from './options.ts'
import { inFolder, newSession } from './room.ts'
import { measureSearch } from './search.ts'
import { rateRow, timeRow, type Row } from './table.ts'
import { exponent } from './timing.ts'
import { measureWork } from './work.ts'

interface Figures {
  size: number
  append: Awaited<ReturnType<typeof measureAppend>>
  entries: Awaited<ReturnType<typeof measureEntries>>
  projection: Awaited<ReturnType<typeof measureProjection>>
  work: Awaited<ReturnType<typeof measureWork>>
  search: Awaited<ReturnType<typeof measureSearch>>
}

/** Everything whose cost depends on how much a vault holds, at two sizes a decade apart. */
export async function measureVault({ dir, entries, rounds }: Options): Promise<Row[]> {
  const [small, large] = [await atSize(dir, entries[0], rounds), await atSize(dir, entries[1], rounds)]
  const grows = (of: (figures: Figures) => number): number =>
    exponent({ size: small.size, ms: of(small) }, { size: large.size, ms: of(large) })
  const { size, append, entries: audit, projection, work, search } = large
  const at = `of ${size.toLocaleString('en-US')} entries`
  const within = `, vault ${at}`
  return [
    rateRow(`bulk import with projection ${at}`, { count: size, ms: append.append }, 'bare inserts', append.bare, {
      exponent: grows((figures) => figures.append.append),
      budget: '≥ 20,000 entries/s',
      met: size / append.append >= 20,
    }),
    timeRow(`audit ${at}: chain, tree, payloads, heads`, audit.check, 'reading the rows', audit.read, {
      exponent: grows((figures) => figures.entries.check),
      budget: '≤ 2 × reading',
      met: audit.check <= 2 * audit.read,
    }),
    timeRow(`re-projection ${at} into a file`, projection.file, 'bare inserts', projection.bareFile, {
      exponent: grows((figures) => figures.projection.file),
      budget: '≤ 3 × bare inserts',
      met: projection.file <= 3 * projection.bareFile,
    }),
    timeRow(`re-projection ${at} into memory`, projection.memory, 'bare inserts', projection.bareMemory, {
      exponent: grows((figures) => figures.projection.memory),
    }),
    timeRow(`whole audit ${at}`, work.audit, 'reading the rows', audit.read, {
      exponent: grows((figures) => figures.work.audit),
    }),
    timeRow(`one report added, p50${within}`, work.add.p50, 'bare commit', work.bareCommit, {
      exponent: grows((figures) => figures.work.add.p50),
    }),
    timeRow(`one report added, p95${within}`, work.add.p95, 'bare commit', work.bareCommit, {
      exponent: grows((figures) => figures.work.add.p95),
      budget: '< 50 ms',
      met: work.add.p95 < 50,
    }),
    timeRow(`first page of the queue, p95${within}`, work.firstPage.p95, 'bare page', work.barePage, {
      exponent: grows((figures) => figures.work.firstPage.p95),
      budget: '< 50 ms',
      met: work.firstPage.p95 < 50,
    }),
    ...(['rare', 'common', 'short'] as const).map((kind) =>
      timeRow(`first page of a search for ${sought[kind]}, p95${within}`, search[kind], 'bare scan', search.scan, {
        exponent: grows((figures) => figures.search[kind]),
        budget: '< 50 ms',
        met: search[kind] < 50,
      }),
    ),
    timeRow(`reading the words for searches${within}`, search.warm, 'reading the rows', search.read, {
      exponent: grows((figures) => figures.search.warm),
    }),
    timeRow(`the longest pause of others meanwhile${within}`, search.pause, 'a frame', 1000 / 60, {
      exponent: grows((figures) => figures.search.pause),
      budget: '< 50 ms',
      met: search.pause < 50,
    }),
    timeRow(`unlock apart from the KDF${within}`, work.unlock, 'the KDF at its floor', work.kdf, {
      exponent: grows((figures) => figures.work.unlock),
      budget: '< 1.5 s, with the window',
      met: work.unlock < 1500,
    }),
  ]
}

const sought = { rare: 'a rare word', common: 'common words', short: 'two letters' }

const atSize = (dir: string | undefined, size: number, rounds: number): Promise<Figures> =>
  inFolder(dir, async (folder) => {
    const session = await newSession(folder)
    try {
      const append = await measureAppend(folder, session, size)
      const entries = await measureEntries(session, rounds)
      const projection = await measureProjection(folder, session, rounds)
      await session.workspace.vault.close()
      return {
        size,
        append,
        entries,
        projection,
        work: await measureWork(folder, size),
        search: await measureSearch(folder, size),
      }
    } finally {
      await session.workspace.vault.close()
    }
  })
