import { resolve } from 'node:path'
import { categories, type Written } from '../../../../shared/contract/intake.ts'
import type { ImportFile } from '../../../../shared/contract/exchange.ts'
import type { Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { causesInWords, surveyInWords } from '../table-words.ts'
import { usageError } from '../usage.ts'
import { readJson, skippedInWords } from '../words.ts'
import { calling } from './calling.ts'
import { open, type Commands, type Work } from './command.ts'
import { sameInWords } from './exhibit.ts'

const most = 1000

export const importCommands: Commands = {
  'import preview': calling({
    call: 'import.preview',
    words: { files: 'FILE…' },
    says: 'says what files would become; records nothing',
    tells: ({ files }) => files.flatMap(previewInWords),
    status: ({ files }) => (files.some(({ failure }) => failure) ? 1 : 0),
  }),
  'import take': {
    takes: 'DIR FILE… [--category C] [--map MAP.json|MAPPING | --as-before] [--same-number]',
    says: 'files reports from e-mails, tables, alerts, photos, tracks and itineraries',
    options: ['category', 'map'],
    flags: ['same-number', 'as-before'],
    run: async (work) => {
      const { args, call } = work
      const category = categoryIn(args.option('category'))
      const mapping = await mappingOf(work)
      const files = await open(work, 1, most)
      const preview = await call('import.preview', { files: files.map((file) => resolve(file)) })
      const known: Asked = { category, map: await mapping(), sameNumber: args.flag('same-number'), before: new Map() }
      for (const { file, kind } of preview.files)
        if (kind === 'table' && args.flag('as-before')) known.before.set(file, await mappingBefore(work, file))
      const wanted = preview.files.flatMap((file) => chosen(file, known))
      const taken: Answer<'import.take'> =
        wanted.length === 0
          ? { filed: [], refused: [], rejected: [], tables: [], problems: [], skipped: [] }
          : await call('import.take', { files: wanted })
      const unread = preview.files.flatMap((file) => notTaken(file, known))
      const result = { ...taken, refused: [...unread, ...taken.refused] }
      work.out.answer(result, takenInWords(result))
      return result.refused.length > 0 || result.rejected.length > 0 ? 1 : 0
    },
  },
  'import table': {
    takes: 'DIR FILE [--map MAP.json|MAPPING | --as-before] [--encoding E] [--delimiter D]',
    says: 'looks through a table and says what a mapping would file and refuse; records nothing',
    options: ['map', 'encoding', 'delimiter'],
    flags: ['as-before'],
    run: async (work) => {
      const { args, call } = work
      const mapping = await mappingOf(work)
      const written = writtenIn(args.option('encoding'), args.option('delimiter'))
      const [given = ''] = await open(work, 1)
      const file = resolve(given)
      const map = args.flag('as-before') ? await mappingBefore(work, file) : await mapping()
      const survey = await call('import.table', { file, map: map && { ...map, ...(written && { written }) }, written })
      work.out.answer(survey, surveyInWords(survey))
      return (survey.would?.refuse ?? 0) > 0 ? 1 : 0
    },
  },
  'import watch': {
    takes: 'DIR FOLDER [--seconds N]',
    says: 'says what appears in a folder and is not on record',
    options: ['seconds'],
    run: async (work) => {
      const seconds = work.args.option('seconds') ?? '0'
      if (!/^\d{1,7}$/.test(seconds)) throw usageError(`--seconds is “${seconds}”, which is no number of seconds.`)
      const [folder = ''] = await open(work, 1)
      await watch(work, resolve(folder), Number(seconds))
      return 0
    },
  },
}

type Wanted = Input<'import.take'>['files'][number]

interface Asked {
  category: (typeof categories)[number] | undefined
  map: Wanted['map']
  /** Whether what has its sender's number from something else too is wanted. */
  sameNumber: boolean
  /** By file: the mapping by which a table of its columns came in. */
  before: Map<string, Wanted['map']>
}

/** Everything that can be filed, with nothing of what a file only proposes: that takes a person who looks at it. */
function chosen(
  { file, sha256, kind, items }: ImportFile,
  { category, map: asked, sameNumber, before }: Asked,
): Wanted[] {
  if (sha256 === null) return []
  const map = asked ?? before.get(file)
  if (kind === 'table') return map ? [{ file, sha256, items: [], map }] : []
  const taken = items.filter(({ namesake }) => sameNumber || namesake === null)
  if (taken.length === 0) return []
  return [{ file, sha256, items: taken.map(({ index }) => ({ index, ...(category && { category }) })) }]
}

function notTaken(
  { file, kind, items, failure }: ImportFile,
  { map, sameNumber, before }: Asked,
): Answer<'import.take'>['refused'] {
  const refusal = (index: number | null, reason: string, next: string) => ({
    file,
    index,
    reason,
    next,
    duplicateOf: null,
  })
  if (failure) return [refusal(null, failure.message, failure.next)]
  if (kind === 'table' && !map && !before.get(file)) {
    const next = 'Say with --map how its columns become reports; the preview suggests one.'
    return [refusal(null, 'It is a table.', next)]
  }
  return items.flatMap(({ index, namesake, externalId }) =>
    sameNumber || namesake === null
      ? []
      : [
          refusal(
            index,
            `Its sender’s number ${externalId ?? ''} is that of ${namesake} too, with other bytes.`,
            'Look at both; --same-number takes it all the same.',
          ),
        ],
  )
}

/** Mappings of rows to reports, by a file with one or by the key of one that the vault keeps; read once the vault is open. */
async function mappingOf({ args, call }: Work): Promise<() => Promise<Wanted['map']>> {
  const given = args.option('map')
  if (given !== undefined && args.flag('as-before'))
    throw usageError('--map and --as-before both name a mapping; give one.')
  if (given === undefined) return () => Promise.resolve(undefined)
  if (!/^[a-z][a-z0-9-]*$/.test(given)) {
    const read = (await readJson(given)) as Wanted['map']
    return () => Promise.resolve(read)
  }
  return async () => {
    const { body } = await call('template.get', { kind: 'mapping', key: given })
    return (body as { map?: Wanted['map'] }).map
  }
}

/** The mapping by which a table of the same columns came in last. Fails with USAGE where none did. */
async function mappingBefore({ call }: Work, file: string): Promise<Wanted['map']> {
  const { known } = await call('import.table', { file })
  const before = known.find(({ key }) => key === null)
  if (before) return before.map
  throw usageError(`No table with the columns of ${file} came in before; say with --map how they become reports.`)
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const

function writtenIn(encoding: string | undefined, delimiter: string | undefined): Written | undefined {
  if (encoding === undefined && delimiter === undefined) return undefined
  const found = Object.entries(delimiters).find(([name, sign]) => delimiter === name || delimiter === sign)
  if (delimiter !== undefined && !found)
    throw usageError(`--delimiter is “${delimiter}”; it is one of ${Object.keys(delimiters).join(', ')}.`)
  return { ...(encoding === undefined ? {} : { encoding }), ...(found ? { delimiter: found[1] } : {}) }
}

const categoryIn = (given: string | undefined): (typeof categories)[number] | undefined => {
  const found = categories.find((one) => one === given)
  if (given === undefined || found !== undefined) return found
  throw usageError(`--category is “${given}”; it is one of ${categories.join(', ')}.`)
}

function previewInWords({ name, kind, size, items, table, problems, failure }: ImportFile): string[] {
  if (failure) return [`${name}: ${failure.message} ${failure.next}`]
  return [
    `${name}: ${kind ?? 'unknown'}, ${showSize(size)}`,
    ...problems.map((problem) => `    ! ${problem}`),
    ...(table
      ? [
          `    columns: ${table.columns.join(', ')}`,
          table.guess
            ? `    suggested mapping: ${JSON.stringify(table.guess)}`
            : '    no column’s name says which holds the narrative',
        ]
      : []),
    ...items.flatMap((item) => [
      `    ${item.index}  ${item.title}  ${item.category}  ${item.receivedAt === null ? 'received now' : showInstant(item.receivedAt)}  from ${item.reporter ?? 'nobody named'}`,
      ...item.parts.map(({ name: part, size: bytes }) => `        + ${part}, ${showSize(bytes)}`),
      ...item.proposals.map(({ label, says, source }) => `        ? ${label}: ${says} (${source})`),
      ...item.problems.map((problem) => `        ! ${problem}`),
      ...(item.duplicate ? [`        = ${item.duplicate.why}: report ${item.duplicate.report}`] : []),
    ]),
  ]
}

const takenInWords = ({ filed, refused, rejected, tables, problems, skipped }: Answer<'import.take'>): string[] => [
  ...filed
    .slice(0, 200)
    .flatMap(({ report, exhibits, file, same }) => [
      [report, exhibits.length === 0 ? '' : `with ${exhibits.join(', ')}`, `from ${file}`].filter(Boolean).join('  '),
      ...same.flatMap(({ exhibit, as }) => sameInWords(exhibit, as)),
    ]),
  ...(filed.length > 200 ? [`and ${filed.length - 200} more`] : []),
  ...refused.map(({ file, index, reason, next }) => `${file}${index === null ? '' : ` (${index})`}: ${reason} ${next}`),
  ...problems.map(({ file, index, problem }) => `${file}${index === null ? '' : ` (${index})`}: ! ${problem}`),
  ...tables.flatMap(({ file, causes, remarks, problems: found }) => [
    ...found.map((problem) => `${file}: ! ${problem}`),
    ...causesInWords(causes).map((line) => `${file}: refused, ${line}`),
    ...causesInWords(remarks).map((line) => `${file}: to know, ${line}`),
  ]),
  ...rejected.slice(0, 20).map(({ file, line, reason }) => `${file}, line ${line}: ${reason}`),
  ...(rejected.length > 20 ? [`and ${count(rejected.length - 20, 'more row')}; --json names each`] : []),
  ...skipped.map(({ file, rows }) => `${file}: ${skippedInWords(rows)}`),
  `${count(filed.length, 'report')} filed, ${refused.length + rejected.length} refused.`,
]

/** Says what appears in a folder, for as long as it is asked to (0: until it is stopped). It files nothing by itself. */
async function watch({ call, out }: Work, folder: string, seconds: number): Promise<void> {
  const said = new Set<string>()
  const say = (line: string): void => {
    if (said.has(line)) return
    said.add(line)
    out.note(line)
  }
  const until = seconds === 0 ? Number.POSITIVE_INFINITY : Date.now() + seconds * 1000
  for (;;) {
    const found = await call('import.waiting', { folder })
    for (const { name, why } of found.passedOver) say(`${name}: passed over, ${why}`)
    for (const { name, size, settled } of found.waiting) if (settled) say(`${name}: waiting, ${showSize(size)}`)
    if (Date.now() >= until) {
      out.answer(found, [`${count(found.waiting.length, 'file')} waiting in ${folder}.`])
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
