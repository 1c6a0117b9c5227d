import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { doneInWords } from '../../../../shared/contract/custody-words.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { open, type Commands, type Work } from './command.ts'

type Shown = Answer<'custody.show'>
type Item = Answer<'item.find'>

const filled = (words: readonly (string | null | false | undefined)[]): string =>
  words.filter((one) => typeof one === 'string' && one !== '').join('  ')

const stepInWords = (step: Shown['steps'][number]): string =>
  filled([
    showInstant(step.custodyAt),
    doneInWords[step.action],
    [step.from, step.to].filter((name) => name !== null).join(' to '),
    step.outside && 'outside',
    step.place,
    step.method,
    step.purpose,
    step.authority && `by authority of ${step.authority}`,
    step.condition && `condition: ${step.condition}`,
    step.expectedBack && `back by ${showInstant(step.expectedBack)}`,
    step.sealBefore && `seal found ${step.sealBefore}`,
    step.sealAfter && `seal left ${step.sealAfter}`,
    step.hashBefore && `SHA-256 before ${step.hashBefore}`,
    step.hashAfter && `SHA-256 after ${step.hashAfter}`,
    step.reason && `reason: ${step.reason}`,
    step.others.length > 0 &&
      `${step.action === 'collect' ? 'made from' : 'became'} ${step.others.map(({ number }) => number).join(', ')}`,
    step.receipt && `receipt ${step.receipt}`,
    `recorded ${showInstant(step.recordedAt)} by ${step.recordedBy}`,
  ])

const standsInWords = ({ state, holder, since, storage, seal, expectedBack }: Shown['standing']): string =>
  filled([
    state === 'ended' ? `no more since ${showInstant(since)}` : `${holder ?? 'nobody'} since ${showInstant(since)}`,
    state === 'out' && 'checked out',
    state === 'outside' && 'outside',
    storage,
    seal && `seal ${seal}`,
    expectedBack && `back by ${showInstant(expectedBack)}`,
  ])

const itemInWords = (item: Item): string =>
  filled([
    item.number,
    item.label,
    item.description,
    item.serialNumber && `serial ${item.serialNumber}`,
    item.bag && `bag ${item.bag}`,
    item.part && `${item.part.number} of ${item.part.of}`,
    standsInWords(item.standing),
  ])

const itemWord = {
  shown: 'EXHIBIT|CASE',
  read: (ref: string) => (/^\d{4}-\d+$/.test(ref) ? { case: ref } : { exhibit: ref }),
}

/** What an item is divided into: JSON, or descriptions with semicolons between them. */
const partsIn = (given: string): unknown =>
  given.trimStart().startsWith('[')
    ? (JSON.parse(given) as unknown)
    : given.split(';').map((description) => ({ description }))

/** What a scanner typed, a label a line. */
const scansIn = async (file: string): Promise<string[]> =>
  (await readWords(file)).split(/\r?\n|\r/).filter((line) => line.trim() !== '')

/** The labels that pictures show, each once, and what is to be said of what else they show. */
async function readPictures(work: Work, files: readonly string[]): Promise<{ labels: string[]; said: string[] }> {
  const labels = new Set<string>()
  const said: string[] = []
  for (const file of files) {
    const read = await work.call('label.read', { file: resolve(file) })
    for (const label of read.labels) labels.add(label)
    said.push(
      `${file}: ${count(read.labels.length, 'label')} read${read.others.length === 0 ? '' : `, ${count(read.others.length, 'other code')} left out`}${read.unread === 0 ? '' : `, ${count(read.unread, 'page')} not looked at`}.`,
    )
  }
  return { labels: [...labels], said }
}

export const custodyCommands: Commands = {
  'custody record': calling({
    call: 'exhibit.recordCustody',
    words: { exhibit: 'EXHIBIT' },
    options: {
      action: 'A',
      at: { shown: 'INSTANT', field: 'custodyAt' },
      from: 'N',
      to: 'N',
      place: 'P',
      method: 'M',
      purpose: 'P',
      authority: 'A',
      condition: 'C',
      'expected-back': 'INSTANT',
      outside: '',
      'seal-before': 'S',
      'seal-after': 'S',
      'hash-before': 'SHA256',
      'hash-after': 'SHA256',
      reason: 'R',
    },
    says: 'records what was done with an exhibit or a physical item by hand',
    tells: ({ questions }, { action, exhibit }) => [`On record: ${action} of ${exhibit}.`, ...questions],
  }),
  'exhibit proof': calling({
    call: 'exhibit.proof',
    words: { exhibit: 'EXHIBIT' },
    says: 'proves that the entry of an exhibit is in the ledger, and names the heads held outside that count it',
    tells: ({ number, seq, entry, head, steps, included, anchors }) => [
      `${number}  entry ${seq}  SHA-256 ${entry}`,
      included
        ? `It is in the head over ${count(head.size, 'entry', 'entries')}, signed ${showInstant(head.at)}: ${count(steps.length, 'hash', 'hashes')} lead to its root ${head.root}.`
        : `NOT PROVED: its hashes do not lead to the root ${head.root}.`,
      ...anchors.map(({ kind, who, size, at }) => `${kind}  ${who}  ${count(size, 'entry', 'entries')}  ${at}`),
      anchors.length === 0
        ? 'No head that is held outside counts it yet.'
        : `${count(anchors.length, 'head')} held outside ${anchors.length === 1 ? 'counts' : 'count'} it.`,
    ],
    status: ({ included }) => (included ? 0 : 1),
  }),
  'custody show': calling({
    call: 'custody.show',
    words: { exhibit: 'EXHIBIT' },
    says: 'shows who has an exhibit or a physical item, its chain of custody, and what that leaves open',
    tells: ({ number, what, standing, steps, gaps }) => [
      `${number}  ${what}  ${standsInWords(standing)}`,
      ...steps.map(stepInWords),
      ...gaps.map(({ question }) => `? ${question}`),
    ],
  }),
  'custody gaps': calling({
    call: 'custody.gaps',
    words: { exhibit: itemWord },
    says: 'names what chains of custody leave open, as questions',
    tells: ({ items }) => [
      ...items.flatMap(({ number, gaps }) => gaps.map(({ question }) => `${number}  ${question}`)),
      `${count(
        items.reduce((sum, { gaps }) => sum + gaps.length, 0),
        'question',
      )} about ${count(items.length, 'exhibit')}`,
    ],
  }),
  'custody print': calling({
    call: 'custody.print',
    words: { exhibit: 'EXHIBIT' },
    options: { out: { shown: 'FILE.pdf', needed: true } },
    says: 'writes a chain of custody as pages to print',
    tells: ({ file }) => [`Chain of custody written to ${file}.`],
  }),
  'custody receipt': {
    takes: 'DIR EXHIBIT [--step N] [--out FILE.pdf] [--signed EXHIBIT]',
    says: 'writes a receipt to sign for a step that handed it over, or ties the signed one to it',
    options: ['step', 'out', 'signed'],
    run: async (work) => {
      const { args, out, call } = work
      const [exhibit = ''] = await open(work, 1)
      const [given, signed, file] = [args.option('step'), args.option('signed'), args.option('out')]
      if (given !== undefined && !/^\d{1,15}$/.test(given))
        throw usageError(`--step is “${given}”; it is a whole number.`)
      if ((signed === undefined) === (file === undefined))
        throw usageError(
          '“custody receipt” takes --out FILE.pdf to write a receipt, or --signed EXHIBIT once it is signed.',
        )
      const step = given === undefined ? {} : { step: Number(given) }
      if (signed === undefined) {
        const written = await call('custody.receipt', { exhibit, ...step, out: resolve(file ?? '') })
        out.answer(written, [`Receipt for entry ${written.step} written to ${written.file}.`])
        return 0
      }
      const tied = await call('custody.receiptSigned', { exhibit, ...step, signed })
      out.answer(tied, [`The signed receipt of entry ${tied.step} is ${tied.signed}.`])
      return 0
    },
  },
  'item add': calling({
    call: 'item.add',
    words: { case: 'CASE' },
    options: {
      description: 'D',
      serial: { shown: 'S', field: 'serialNumber' },
      bag: 'B',
      seal: 'S',
      part: 'N',
      parts: 'N',
      storage: 'P',
      photograph: 'EXHIBIT',
      'collected-by': 'N',
      'collected-at': 'INSTANT',
      place: 'P',
      method: 'M',
    },
    says: 'takes a physical item into custody',
    tells: ({ number, label }) => [`${number} is on record; its label says ${label}.`],
  }),
  'item list': calling({
    call: 'item.list',
    words: { case: 'CASE' },
    says: 'lists physical items with who has them and where they lie',
    tells: ({ items }) => [...items.map(itemInWords), count(items.length, 'item')],
  }),
  'item label': calling({
    call: 'item.label',
    words: { case: 'CASE', items: 'ITEM…' },
    options: { sheet: 'S', skip: 'N', out: { shown: 'FILE.pdf', needed: true } },
    says: 'writes labels to print, which say an id and nothing of the case',
    tells: ({ file, labels, pages, sheet }) => [
      `${count(labels, 'label')} on ${count(pages, 'sheet')} (${sheet}) written to ${file}.`,
    ],
  }),
  'item find': {
    takes: 'DIR (LABEL|ITEM | --picture FILE)',
    says: 'finds a physical item by what its label says, or by a picture of the label',
    options: ['picture'],
    run: async (work) => {
      const picture = work.args.option('picture')
      const [scan] = await open(work, picture === undefined ? 1 : 0)
      const { labels, said } = picture === undefined ? { labels: [], said: [] } : await readPictures(work, [picture])
      const [first, second] = scan === undefined ? labels : [scan]
      if (first === undefined || second !== undefined)
        throw usageError(
          second === undefined
            ? `No label of Holdfast was read in ${picture}. Take a picture in which it is sharp, or type what it says.`
            : `${count(labels.length, 'label')} were read in ${picture}; “shelf audit --picture” takes several.`,
        )
      const item = await work.call('item.find', { scan: first })
      work.out.answer(item, [itemInWords(item), ...said])
      return 0
    },
  },
  'shelf audit': {
    takes: 'DIR (--file -|FILE | --picture FILE[,FILE]) [--place P]',
    says: 'compares what was scanned in the store, a label a line, or what pictures of it show, with what should be there',
    options: ['file', 'picture', 'place'],
    run: async (work) => {
      const { args, out, call } = work
      const [file, place] = [args.option('file'), args.option('place')]
      const pictures = args.option('picture')?.split(',').filter(Boolean) ?? []
      if (file === undefined && pictures.length === 0)
        throw usageError('“shelf audit” needs --file with what was scanned, or --picture with pictures of the labels.')
      const typed = file === undefined ? [] : await scansIn(file)
      await open(work, 0)
      const { labels, said } = await readPictures(work, pictures)
      const audit = await call('shelf.audit', {
        scans: [...typed, ...labels],
        ...(place === undefined ? {} : { place }),
      })
      const { expected, found, missing, strange, again } = audit
      out.answer(audit, [
        ...said,
        ...missing.map(({ number, description, storage }) => filled([number, 'MISSING', description, storage])),
        ...strange.map(({ scan, item, says }) => filled([item?.number ?? scan, 'STRANGE', says])),
        `${found.length} of ${count(expected.length, 'item')} found, ${missing.length} missing, ${strange.length} strange${again === 0 ? '' : `, ${again} scanned again`}`,
      ])
      return 0
    },
  },
  'shelf list': calling({
    call: 'shelf.list',
    says: 'lists the shelf audits on record',
    tells: ({ items }) => [
      ...items.map(({ at, by, place, expected, found, missing, unknown }) =>
        filled([
          showInstant(at),
          by,
          place ?? 'the whole store',
          `${found} of ${expected} found`,
          `${missing} missing`,
          `${unknown} unknown`,
        ]),
      ),
      count(items.length, 'audit'),
    ],
  }),
  'item split': calling({
    call: 'item.split',
    words: { item: 'ITEM' },
    options: {
      into: { shown: '"D; D"', read: partsIn },
      at: { shown: 'INSTANT', field: 'custodyAt' },
      place: 'P',
      method: 'M',
      purpose: 'P',
      authority: 'A',
      condition: 'C',
      'seal-before': 'S',
      reason: 'R',
    },
    says: 'divides a physical item into others, each with its own number and label',
    tells: ({ made }, { item }) => [`${item} was divided into ${made.map(({ number }) => number).join(', ')}.`],
  }),
  'item combine': calling({
    call: 'item.combine',
    words: { items: 'ITEM…' },
    options: {
      description: 'D',
      at: { shown: 'INSTANT', field: 'custodyAt' },
      seals: 'S[,S]',
      serial: { shown: 'S', field: 'serialNumber' },
      bag: 'B',
      seal: 'S',
      storage: 'P',
      place: 'P',
      method: 'M',
      purpose: 'P',
      authority: 'A',
      condition: 'C',
      reason: 'R',
    },
    says: 'joins physical items of a case in one',
    tells: ({ number }, { items }) => [`${items.join(', ')} are now ${number}.`],
  }),
}
