import { resolve } from 'node:path'
import { categories } from '../../../../shared/contract/intake.ts'
import type { ImportFile } from '../../../../shared/contract/exchange.ts'
import type { Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readJson, skippedInWords } from '../words.ts'
import { open, type Commands, type Work } from './command.ts'

const most = 1000

export const importCommands: Commands = {
  'import preview': {
    takes: 'DIR FILE...',
    options: [],
    run: async (work) => {
      const files = await open(work, 1, most)
      const preview = await work.call('import.preview', { files: files.map((file) => resolve(file)) })
      work.out.answer(preview, preview.files.flatMap(previewInWords))
      return preview.files.some(({ failure }) => failure) ? 1 : 0
    },
  },
  'import take': {
    takes: 'DIR FILE... [--category C] [--map MAP.json|MAPPING] [--same-number]',
    options: ['category', 'map'],
    flags: ['same-number'],
    run: async (work) => {
      const { args, call } = work
      const category = categoryIn(args.option('category'))
      const mapFile = args.option('map')
      const named = mapFile !== undefined && /^[a-z][a-z0-9-]*$/.test(mapFile)
      const given = mapFile === undefined || named ? undefined : ((await readJson(mapFile)) as Wanted['map'])
      const files = await open(work, 1, most)
      const map = named ? await savedMapping(work, mapFile) : given
      const preview = await call('import.preview', { files: files.map((file) => resolve(file)) })
      const known = { category, map, sameNumber: args.flag('same-number') }
      const wanted = preview.files.flatMap((file) => chosen(file, known))
      const taken: Answer<'import.take'> =
        wanted.length === 0
          ? { filed: [], refused: [], rejected: [], skipped: [] }
          : await call('import.take', { files: wanted })
      const unread = preview.files.flatMap((file) => notTaken(file, known))
      const result = { ...taken, refused: [...unread, ...taken.refused] }
      work.out.answer(result, takenInWords(result))
      return result.refused.length > 0 || result.rejected.length > 0 ? 1 : 0
    },
  },
  'import watch': {
    takes: 'DIR FOLDER [--seconds N]',
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
}

/** Everything that can be filed, with nothing of what a file only proposes: that takes a person who looks at it. */
function chosen({ file, sha256, kind, items }: ImportFile, { category, map, sameNumber }: Asked): Wanted[] {
  if (sha256 === null) return []
  if (kind === 'table') return map ? [{ file, sha256, items: [], map }] : []
  const taken = items.filter(({ namesake }) => sameNumber || namesake === null)
  if (taken.length === 0) return []
  return [{ file, sha256, items: taken.map(({ index }) => ({ index, ...(category && { category }) })) }]
}

function notTaken(
  { file, kind, items, failure }: ImportFile,
  { map, sameNumber }: Asked,
): Answer<'import.take'>['refused'] {
  const refusal = (index: number | null, reason: string, next: string) => ({
    file,
    index,
    reason,
    next,
    duplicateOf: null,
  })
  if (failure) return [refusal(null, failure.message, failure.next)]
  if (kind === 'table' && !map) {
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

/** A mapping that the vault keeps, by its key. */
async function savedMapping({ call }: Work, key: string): Promise<Wanted['map']> {
  const { body } = await call('template.get', { kind: 'mapping', key })
  return (body as { map?: Wanted['map'] }).map
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

const takenInWords = ({ filed, refused, rejected, skipped }: Answer<'import.take'>): string[] => [
  ...filed
    .slice(0, 200)
    .map(({ report, exhibits, file }) =>
      [report, exhibits.length === 0 ? '' : `with ${exhibits.join(', ')}`, `from ${file}`].filter(Boolean).join('  '),
    ),
  ...(filed.length > 200 ? [`and ${filed.length - 200} more`] : []),
  ...refused.map(({ file, index, reason, next }) => `${file}${index === null ? '' : ` (${index})`}: ${reason} ${next}`),
  ...rejected.map(({ file, line, reason }) => `${file}, line ${line}: ${reason}`),
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
