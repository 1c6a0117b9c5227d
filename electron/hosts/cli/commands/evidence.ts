import { resolve } from 'node:path'
import type { Output } from '../../../../shared/contract/contract.ts'
import { OcrLanguage, ocrLanguages } from '../../../../shared/contract/evidence/ocr.ts'
import { parseAt, showAt, type At } from '../../../../shared/kernel/pinpoint.ts'
import { count, showSize } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { open, type Commands, type Work } from './command.ts'

interface Which {
  exhibit: string
  within: string[]
  password: string | undefined
}

/** The exhibit that is named, and with --at the member of it that is meant. */
async function whichOf(work: Work): Promise<Which> {
  const given = work.args.option('password')
  const within = membersIn(work.args.option('at'))
  const password = given === undefined ? undefined : (await readWords(given)).replace(/\r?\n$/, '')
  const [exhibit = ''] = await open(work, 1)
  return { exhibit, within, password }
}

function membersIn(given: string | undefined): string[] {
  const within: string[] = []
  let at: At | undefined = given === undefined ? undefined : parseAt(given)
  if (given !== undefined && !at) throw usageError(`--at is “${given}”, which names no member: “member a/b.pdf”.`)
  for (; at; at = at.at) {
    if (at.kind !== 'member') throw usageError(`--at is “${given}”; here it names a member: “member a/b.pdf”.`)
    within.push(at.path)
  }
  return within
}

type Ocr = NonNullable<Output<'exhibit.text'>['units'][number]['ocr']>

/** `eng,fra` as a list; left out where it is not asked for. Fails with a usage error that names what there is. */
function languagesIn(given: string | undefined): OcrLanguage[] | undefined {
  if (given === undefined) return undefined
  const known = Object.keys(ocrLanguages)
  const found = given.split(/[,+]/).map((one) => OcrLanguage.safeParse(one.trim().toLowerCase()))
  if (found.some(({ success }) => !success))
    throw usageError(`--ocr is “${given}”; there is data for ${known.join(', ')}.`)
  return found.flatMap(({ data }) => data ?? [])
}

/** The words with the place of each, as a pinpoint is written. */
function withPlaces(at: string, ocr: Ocr): object {
  const whole = parseAt(at)
  const words = ocr.words.map(({ text, confidence, x, y, width, height }) => {
    const box = { x, y, width, height }
    const place: At | undefined =
      whole?.kind === 'page' ? { ...whole, boxes: [box] } : whole?.kind === 'box' ? { ...whole, box } : undefined
    return { at: place ? showAt(place) : at, text, confidence }
  })
  return { ...ocr, words }
}

const saysOcr = ({ engine, languages, confidence, turned }: Ocr): string =>
  `(read by OCR: ${engine}, ${languages.join('+')}, ${confidence} % sure${turned === 0 ? '' : `, turned by ${turned}°`})`

const options = ['at', 'password']
const takes = 'DIR EXHIBIT [--at "member PATH"] [--password -|FILE]'

type Facts = Output<'exhibit.facts'>
const factLines = ({ facts, problems }: Pick<Facts, 'facts' | 'problems'>): string[] => [
  ...facts.map(({ name, value, source }) => `${name}: ${value}  (${source})`),
  ...problems.map((problem) => `NOTE: ${problem}`),
]

/** Commands that look into an exhibit; all of it is read in a process of its own, and nothing of it runs. */
export const evidenceCommands: Commands = {
  'exhibit text': {
    takes: `${takes} [--encoding E] [--ocr LANGUAGE,…]`,
    says: 'prints the text that is read in an exhibit, by its places; with --ocr, out of the pictures of what has none of its own',
    options: [...options, 'encoding', 'ocr'],
    run: async (work) => {
      const ocr = languagesIn(work.args.option('ocr'))
      const which = { ...(await whichOf(work)), encoding: work.args.option('encoding') }
      const { number } = await work.call('exhibit.get', { exhibit: which.exhibit })
      const { sha256 } = await work.call('exhibit.open', which)
      const units: Output<'exhibit.text'>['units'] = []
      const unread: Output<'exhibit.text'>['unread'] = []
      let reader = ''
      for (let from: number | null = 0; from !== null;) {
        const part: Output<'exhibit.text'> = await work.call('exhibit.text', { ...which, from, twice: true, ocr })
        units.push(...part.units)
        unread.push(...part.unread)
        reader = part.reader
        from = part.next
      }
      const { exhibit, within } = which
      const placed = units.map((unit) => (unit.ocr ? { ...unit, ocr: withPlaces(unit.at, unit.ocr) } : unit))
      work.out.answer({ exhibit: number, number, within, sha256, reader, units: placed, unread }, [
        ...units.flatMap(({ at, text, ocr: read }) => [
          `-- ${exhibit} ${at}${read ? ` ${saysOcr(read)}` : ''}`,
          ...text.split(/\r\n?|\n/),
        ]),
        ...unread.map(({ at, reason }) => `NOT READ: ${at}: ${reason}`),
      ])
      return 0
    },
  },
  'exhibit facts': {
    takes,
    says: 'prints what an exhibit says of itself, with where it says so',
    options,
    run: async (work) => {
      const found = await work.call('exhibit.facts', await whichOf(work))
      work.out.answer(found, [`${found.number}  ${found.kind}`, ...factLines(found)])
      return 0
    },
  },
  'exhibit members': {
    takes,
    says: 'lists the files that lie in an exhibit',
    options,
    run: async (work) => {
      const { members, problems } = await work.call('exhibit.members', await whichOf(work))
      work.out.answer(members, [
        ...members.map(({ path, size, encrypted, folder, modified, note }) =>
          [
            folder ? 'folder' : size === null ? 'size not said' : showSize(size),
            path,
            ...(encrypted ? ['encrypted'] : []),
            ...(modified === null ? [] : [modified]),
            ...(note === null ? [] : [note]),
          ].join('  '),
        ),
        count(members.length, 'member'),
        ...problems.map((problem) => `NOTE: ${problem}`),
      ])
      return 0
    },
  },
  'exhibit render': {
    takes: `${takes} --out FOLDER [--width PIXELS]`,
    says: 'writes what the viewer shows of an exhibit as pictures, one a page',
    options: [...options, 'out', 'width'],
    run: async (work) => {
      const out = resolve(work.args.need('out'))
      const given = work.args.option('width')
      const width = given === undefined ? undefined : Number(given)
      const which = await whichOf(work)
      const made = await work.call('exhibit.render', { ...which, out, width })
      work.out.answer(made, [
        `${count(made.files.length, 'page')} written to ${made.folder}.`,
        ...made.unread.map(({ at, reason }) => `NOT DRAWN: ${at}: ${reason}`),
      ])
      return made.unread.length === 0 ? 0 : 1
    },
  },
  'exhibit derive': {
    takes: 'DIR EXHIBIT --at PLACE [--description D] [--password -|FILE]',
    says: 'makes a new exhibit of a part of one: a member, pages, a crop',
    options: [...options, 'description'],
    run: async (work) => {
      const at = work.args.need('at')
      const description = work.args.option('description')
      const given = work.args.option('password')
      const password = given === undefined ? undefined : (await readWords(given)).replace(/\r?\n$/, '')
      const [exhibit = ''] = await open(work, 1)
      const made = await work.call('exhibit.derive', { exhibit, at, description, password })
      work.out.answer(made, [
        `${made.number}  ${showSize(made.size)}  SHA-256 ${made.sha256}`,
        `from ${exhibit}: ${made.how}`,
      ])
      return 0
    },
  },
  'exhibit mark': calling({
    call: 'mark.make',
    words: { exhibit: 'EXHIBIT' },
    options: {
      at: '"p. 3"',
      comment: 'T',
      label: { shown: 'L,L', field: 'labels' },
      why: 'T',
    },
    says: 'marks a place in an exhibit, with a comment, labels or why it matters',
    tells: ({ number }) => [`Marked as ${number}.`],
  }),
  'exhibit marks': calling({
    call: 'mark.list',
    words: { case: 'CASE' },
    options: { exhibit: 'EXHIBIT', label: 'L' },
    says: 'lists the marks of a case’s exhibits',
    tells: ({ items }) => [
      ...items.map(({ number, at, comment, labels, why }) =>
        [number, ...(at === null ? [] : [at]), ...labels.map((label) => `[${label}]`), why ?? '', comment ?? '']
          .filter(Boolean)
          .join('  '),
      ),
      count(items.length, 'mark'),
    ],
  }),
}
