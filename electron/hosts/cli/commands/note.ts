import type { Output } from '../../../../shared/contract/contract.ts'
import { plainTextOf, richTextOf, withStrikes } from '../../../../shared/contract/rich-text.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { firstLine, occurred, open, type Commands } from './command.ts'

type Note = Output<'note.show'>['note']

const indented = (body: Note['body']): string[] =>
  plainTextOf(body)
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())

const lateWords = (late: boolean): string => (late ? ' (late entry)' : '')

const headOf = ({ number, title, revision, author, writtenAt, happenedAt, late, seal }: Note): string =>
  [
    number,
    title,
    `revision ${revision}`,
    `${author} ${showInstant(writtenAt)}${lateWords(late)}`,
    ...(happenedAt === null ? [] : [`happened ${showOccurred(happenedAt)}`]),
    ...(seal === null ? [] : ['sealed']),
  ].join('  ')

/** A note whole: its text with what was struck in it, its seal, and what came to it since. */
function wholeNote(note: Note): string[] {
  const { body, seal, witnesses, additions, strikes } = note
  const struck = (addition: number | null): typeof strikes => strikes.filter((one) => one.addition === addition)
  const struckLines = (addition: number | null): string[] =>
    struck(addition).map(
      ({ words, reason, instead, by, at }, n) =>
        `S${n + 1}  struck: “${words}”${instead === null ? '' : `  instead: “${instead}”`}  reason: ${reason}  ${by} ${showInstant(at)}`,
    )
  return [
    headOf(note),
    ...indented(withStrikes(body, struck(null))),
    ...struckLines(null),
    ...(seal === null ? [] : [`sealed by ${seal.by} ${showInstant(seal.at)}  SHA-256 ${seal.sha256}`]),
    ...witnesses.map(({ by, at, upTo }) => `witnessed by ${by} ${showInstant(at)}, up to entry ${upTo}`),
    ...additions.flatMap(({ number, author, writtenAt, happenedAt, late, body: added }) => [
      [
        `addition ${number}`,
        `${author} ${showInstant(writtenAt)}${lateWords(late)}`,
        ...(happenedAt === null ? [] : [`happened ${showOccurred(happenedAt)}`]),
      ].join('  '),
      ...indented(withStrikes(added, struck(number))),
      ...struckLines(number),
    ]),
  ]
}

/** A difference as a terminal shows it: what went out in `[-…-]`, what came in in `{+…+}`, what moved in `[<…<]` and `{>…>}`. */
const signs = {
  same: ['', ''],
  out: ['[-', '-]'],
  in: ['{+', '+}'],
  'moved-out': ['[<', '<]'],
  'moved-in': ['{>', '>}'],
}

const sealedWords = ({ number, revision, sha256 }: Output<'note.seal'>): string =>
  `${number} is sealed in revision ${revision}; SHA-256 ${sha256}`

export const noteCommands: Commands = {
  'note add': {
    takes: 'DIR CASE|NOTE --text -|FILE [--title T] [--happened TIME [--zone Z]]',
    says: 'writes a note in a case, or an addition to a sealed note',
    options: ['text', 'title', 'happened', 'zone'],
    run: async (work) => {
      const { args, out, call } = work
      const source = args.need('text')
      const words = await readWords(source)
      if (words.trim() === '')
        throw new HoldfastError('INVALID_INPUT', 'The note is empty.', 'Give it some words; nothing was saved.')
      const happenedAt = occurred(work, 'happened')
      const [ref = ''] = await open(work, 1)
      const body = richTextOf(words)
      if (/[-/]N-?\d+$/i.test(ref)) {
        if (args.option('title') !== undefined) throw usageError('An addition to a note has no title of its own.')
        const added = await call('note.add', { note: ref, body, happenedAt })
        out.answer(added, [`Addition ${added.addition} saved.`])
        return 0
      }
      const title = args.option('title') ?? firstLine(words.trim())
      const saved = await call('note.save', { case: ref, title, body, happenedAt })
      out.answer(saved, [`Note “${title}” saved.`])
      return 0
    },
  },
  'note list': calling({
    call: 'note.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows the notes of a case, each in its newest revision',
    tells: ({ items }) => [
      ...items.flatMap((note) => [headOf(note), ...indented(note.body)]),
      count(items.length, 'note'),
    ],
  }),
  'note show': calling({
    call: 'note.show',
    words: { note: 'NOTE' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows a note with its seal, its witnesses, and what was added and struck since',
    tells: ({ note }) => wholeNote(note),
  }),
  'note seal': {
    takes: 'DIR (NOTE | --today [--case CASE])',
    says: 'seals a note of yours, or all that you wrote today: from then on it changes by additions alone',
    options: ['case'],
    flags: ['today'],
    run: async (work) => {
      const { args, out, call } = work
      if (!args.flag('today')) {
        if (args.option('case') !== undefined) throw usageError('--case goes with --today.')
        const [note = ''] = await open(work, 1)
        const sealed = await call('note.seal', { note })
        out.answer(sealed, [sealedWords(sealed)])
        return 0
      }
      await open(work, 0)
      const ref = args.option('case')
      const sealed = await call('note.sealToday', ref === undefined ? {} : { case: ref })
      out.answer(sealed, [
        ...sealed.items.map((one) => `${one.case}  ${one.title}  ${sealedWords(one)}`),
        sealed.items.length === 0
          ? 'You have no open note that was written today.'
          : `${count(sealed.items.length, 'note')} sealed.`,
      ])
      return 0
    },
  },
  'note witness': calling({
    call: 'note.witness',
    words: { note: 'NOTE' },
    says: 'countersigns a sealed note that you did not write in',
    tells: ({ number, upTo }) => [`You witnessed ${number} as it stood at entry ${upTo}.`],
  }),
  'note strike': calling({
    call: 'note.strike',
    words: { note: 'NOTE' },
    options: {
      passage: { shown: 'T', field: 'words' },
      reason: 'R',
      instead: 'T',
      addition: 'N',
      nth: { shown: 'N', field: 'place' },
    },
    says: 'strikes a passage of a sealed note through, with a reason; it stays legible',
    tells: (_, { words, reason }) => [`Struck: “${words}”. Reason: ${reason}`],
  }),
  'note diff': calling({
    call: 'note.diff',
    words: { note: 'NOTE' },
    options: { from: 'N', to: 'N' },
    says: 'shows how two revisions of a note differ in their words; the newest two where none is named',
    tells: ({ from, to, pieces, words, look }) => [
      `revision ${from} to revision ${to}: ${count(words.in, 'word')} in, ${words.out} out, ${words.moved} moved`,
      ...pieces
        .map(({ kind, text }) => `${signs[kind][0]}${text}${signs[kind][1]}`)
        .join('')
        .trimEnd()
        .split('\n'),
      ...(look ? ['The words are the same; their look or structure is not.'] : []),
    ],
  }),
  'note print': calling({
    call: 'note.print',
    words: { note: 'NOTE' },
    options: { out: { shown: 'FILE.pdf', needed: true } },
    says: 'writes a note as pages; a sealed one is signed, and that it left is recorded',
    tells: ({ file, signed, sha256 }) => [
      `Note written to ${file}, ${signed ? 'signed' : 'not signed, since it is not sealed'}.`,
      `SHA-256 ${sha256}`,
    ],
  }),
  'note late': {
    takes: 'DIR [--hours N --reason R [--earlier]]',
    says: 'shows after how many hours a note is a late entry, or sets it with a reason',
    options: ['hours', 'reason'],
    flags: ['earlier'],
    run: async (work) => {
      const { args, out, call } = work
      await open(work, 0)
      const hours = args.option('hours')
      if (hours !== undefined) {
        if (!/^\d{1,4}$/.test(hours)) throw usageError(`--hours is “${hours}”; it is a whole number.`)
        await call('note.setLateRule', {
          hours: Number(hours),
          reason: args.need('reason'),
          earlier: args.flag('earlier'),
        })
      }
      const rule = await call('note.lateRule', {})
      const by = rule.set === null ? '' : `  ${rule.set.by} ${showInstant(rule.set.at)}`
      out.answer(rule, [
        `A note is late more than ${count(rule.hours, 'hour')} after what it tells happened. Reason: ${rule.reason}${by}`,
        ...(rule.set === null || rule.earlier ? [] : ['Notes written before keep the rule of their time.']),
      ])
      return 0
    },
  },
}
