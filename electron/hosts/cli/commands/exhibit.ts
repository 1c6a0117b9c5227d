import { resolve } from 'node:path'
import { doneInWords } from '../../../../shared/contract/custody-words.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { open, type Commands, type Work } from './command.ts'

/** Reports have numbers of their own form: R-0007. */
const caseOrReport = (ref: string): { case: string } | { report: string } =>
  /^R-\d{1,9}$/i.test(ref) ? { report: ref } : { case: ref }

const caseOrReportWord = { shown: 'CASE|REPORT', read: caseOrReport }

const sames = ['keep', 'skip', 'refuse'] as const
type Same = (typeof sames)[number]

/** What becomes of files whose bytes are on record already: kept again and said so, unless it is asked otherwise. */
export function sameIn(given = 'keep'): Same {
  const found = sames.find((one) => one === given)
  if (found) return found
  throw usageError(`--same is “${given}”; it is one of ${sames.join(', ')}.`)
}

export const sameInWords = (number: string, sameAs: readonly string[]): string[] =>
  sameAs.length === 0 ? [] : [`${number}  has the same bytes as ${sameAs.join(', ')}`]

/** The files to keep; with `skip` without those that are on record, with `refuse` none when one is. */
export async function chosenOf(
  { call }: Work,
  named: readonly string[],
  same: Same,
): Promise<{ files: string[]; passed: string[] }> {
  const files = named.map((file) => resolve(file))
  if (same === 'keep' || files.length === 0) return { files, passed: [] }
  const found = await call('exhibit.twins', { files })
  const known = found.files.filter(({ twins, sameAs }) => twins.length > 0 || sameAs !== null)
  const passed = known.map(
    ({ file, twins, sameAs }) =>
      `${file} has the same bytes as ${twins.map(({ number }) => number).join(', ') || (sameAs ?? '')}`,
  )
  if (same === 'refuse' && known[0])
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `${passed.join('; ')}. Nothing was kept.`,
      'Leave it out, pass it over with --same skip, or keep it again with --same keep --reason R.',
    )
  return {
    files: files.filter((file) => !known.some((one) => one.file === file)),
    passed: passed.map((one) => `not kept: ${one}`),
  }
}

export const exhibitCommands: Commands = {
  'exhibit add': {
    takes:
      'DIR CASE|REPORT FILE… [--collected-by N] [--collected-at T] [--place P] [--method M] [--same keep|skip|refuse] [--reason R]',
    says: 'keeps files as exhibits of a case or a report',
    options: ['collected-by', 'collected-at', 'place', 'method', 'description', 'same', 'reason'],
    run: async (work) => {
      const { args, out, call } = work
      const same = sameIn(args.option('same'))
      const [ref = '', ...named] = await open(work, 2, 1001)
      const { files, passed } = await chosenOf(work, named, same)
      if (files.length === 0) {
        out.answer([], passed)
        return 0
      }
      const added = await call('exhibit.add', {
        ...caseOrReport(ref),
        files,
        collectedBy: args.option('collected-by'),
        collectedAt: args.option('collected-at'),
        place: args.option('place'),
        method: args.option('method'),
        description: args.option('description'),
        again: args.option('reason'),
      })
      out.answer(added, [
        ...added.flatMap(({ number, file, size, sha256, sameAs }) => [
          `${number}  ${showSize(size)}  SHA-256 ${sha256}  ${file}`,
          ...sameInWords(number, sameAs),
        ]),
        ...passed,
      ])
      return 0
    },
  },
  'exhibit list': calling({
    call: 'exhibit.list',
    words: { case: caseOrReportWord },
    options: { 'as-of': 'INSTANT' },
    says: 'lists exhibits with size, type and name',
    tells: ({ items }) => [
      ...items.map(({ number, size, mediaType, fileName, derivedFrom }) =>
        [
          number,
          showSize(size),
          mediaType,
          fileName,
          ...(derivedFrom ? [`from ${derivedFrom.number} (${derivedFrom.how})`] : []),
        ].join('  '),
      ),
      count(items.length, 'exhibit'),
    ],
  }),
  'exhibit verify': calling({
    call: 'exhibit.verify',
    words: { case: caseOrReportWord, exhibit: 'EXHIBIT' },
    options: { 'older-than': { shown: 'DAYS', field: 'olderThan' } },
    says: 'reads exhibits back and compares their SHA-256; with --older-than, those alone that were not read for so long',
    tells: ({ ok: all, readAt, exhibits, left }) => [
      ...exhibits.map(({ number, ok, sha256, problem }) =>
        ok ? `${number}  verified  SHA-256 ${sha256}` : `${number}  NOT VERIFIED: ${problem ?? ''}`,
      ),
      ...left.map(
        ({ number, readAt: before }) =>
          `${number}  not read now; ${before === null ? 'never since it was kept' : `last read ${showInstant(before)}`}`,
      ),
      ...(readAt === null
        ? [left.length === 0 ? 'There is no exhibit to read.' : 'None was due to be read.']
        : [`On record at ${showInstant(readAt)}.`]),
      ...(exhibits.length === 0
        ? []
        : [all ? 'Every byte is as it was kept.' : 'Not every exhibit is as it was kept.']),
    ],
    status: ({ ok }) => (ok ? 0 : 1),
  }),
  'exhibit export': calling({
    call: 'exhibit.export',
    words: { exhibit: 'EXHIBIT' },
    options: { out: { shown: 'FILE', needed: true } },
    says: 'writes a verified copy',
    tells: ({ file, size, sha256 }) => [`Verified copy written to ${file} (${showSize(size)}, SHA-256 ${sha256}).`],
  }),
  'exhibit show': calling({
    call: 'exhibit.get',
    words: { exhibit: 'EXHIBIT' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows an exhibit and its chain of custody',
    tells: (detail) => [
      `${detail.number}  ${detail.fileName}  ${detail.mediaType}  ${showSize(detail.size)}`,
      `SHA-256 ${detail.sha256}`,
      `collected ${showInstant(detail.collectedAt)} by ${detail.collectedBy}${detail.place === null ? '' : `, ${detail.place}`}`,
      ...(detail.description === null ? [] : [detail.description]),
      ...(detail.derivedFrom ? [`from ${detail.derivedFrom.number} (${detail.derivedFrom.how})`] : []),
      ...detail.custody.map(({ action, from, to, custodyAt, recordedAt, recordedBy, place, method, purpose }) =>
        [
          showInstant(custodyAt),
          doneInWords[action],
          [from, to].filter((name) => name !== null).join(' to '),
          ...[place, method, purpose].filter((words) => words !== null),
          `recorded ${showInstant(recordedAt)} by ${recordedBy}`,
        ]
          .filter((words) => words !== '')
          .join('  '),
      ),
    ],
  }),
}
