import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { hasReferee } from '../real/real.ts'
import { writeNoise } from './noise.ts'
import type { Options } from './options.ts'
import { appWithCase, inFolder } from './room.ts'
import type { Row } from './table.ts'
import { exponent, interleaved, median } from './timing.ts'

const MB = 1_000_000

/** The program that many encrypt files with, where it is installed, and a recipient whose secret nobody has kept. */
const hasAge = hasReferee('age')
const nobody = 'age1grufcax0wxyt7ehu3g55rhn4la7h0w30psvnuncymqnrz23tx3vq8sj72a'

/**
 * A file kept as an exhibit, through the app, against copying it to the same disk and against hashing it. Must run
 * before the other subjects: the peak of memory is the whole process's.
 */
export const measureIngest = ({ dir, fileSize, rounds }: Options): Promise<Row[]> =>
  inFolder(dir, async (folder) => {
    const small = await atSize(folder, Math.round(fileSize / 10), rounds)
    const before = process.resourceUsage().maxRSS
    const large = await atSize(folder, fileSize, rounds)
    const peak = (process.resourceUsage().maxRSS * 1024) / MB
    const speed = (ms: number): { value: number; unit: 'MB/s' } => ({
      value: fileSize / MB / (ms / 1000),
      unit: 'MB/s',
    })
    const work = `ingest of an exhibit of ${Math.round(fileSize / 1024 ** 2)} MiB`
    const growth = exponent({ size: 1, ms: small.ingest }, { size: 10, ms: large.ingest })
    const ratio = (ms: number): number => ms / large.ingest
    return [
      {
        work,
        measured: speed(large.ingest),
        baseline: { ...speed(large.copy), what: 'cp + sync' },
        ratio: ratio(large.copy),
        exponent: growth,
        budget: '≥ 0.75 of cp + sync',
        met: ratio(large.copy) >= 0.75,
      },
      {
        work,
        measured: speed(large.ingest),
        baseline: { ...speed(large.hash), what: 'sha256sum' },
        ratio: ratio(large.hash),
        budget: 'faster than sha256sum',
        met: ratio(large.hash) > 1,
      },
      ...(large.age === undefined
        ? []
        : [
            {
              work,
              measured: speed(large.ingest),
              baseline: { ...speed(large.age), what: 'age' },
              ratio: ratio(large.age),
              budget: 'faster than age',
              met: ratio(large.age) > 1,
            },
          ]),
      {
        work: `${work}: peak memory`,
        measured: { value: peak, unit: 'MB' },
        baseline: { value: (before * 1024) / MB, unit: 'MB', what: 'after a tenth of it' },
        ratio: peak / ((before * 1024) / MB),
        budget: '< 250 MB',
        met: peak < 250,
      },
    ]
  })

async function atSize(
  parent: string,
  size: number,
  rounds: number,
): Promise<Record<'ingest' | 'copy' | 'hash', number> & { age: number | undefined }> {
  return inFolder(parent, async (folder) => {
    const source = join(folder, 'source.bin')
    const copy = join(folder, 'copy.bin')
    writeNoise(source, size)
    const { app, call, case: number } = await appWithCase(folder)
    try {
      const times = await interleaved(rounds, {
        ingest: () => call('exhibit.add', { case: number, files: [source] }),
        copy: () => {
          execFileSync('cp', [source, copy])
          execFileSync('sync', [copy, folder])
        },
        hash: () => execFileSync('sha256sum', [source]),
        age: () =>
          hasAge
            ? execFileSync('age', ['--encrypt', '--recipient', nobody, '--output', `${copy}.age`, source])
            : undefined,
        clear: () => [copy, `${copy}.age`].forEach((path) => rmSync(path, { force: true })),
      })
      const age = hasAge ? median(times.age) : undefined
      return { ingest: median(times.ingest), copy: median(times.copy), hash: median(times.hash), age }
    } finally {
      await app.close()
    }
  })
}
