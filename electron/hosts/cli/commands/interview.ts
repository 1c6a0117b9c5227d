import type { Output } from '../../../../shared/contract/contract.ts'
import { questionKinds, type KnownBy, type Statement, type Turn } from '../../../../shared/contract/interviews.ts'
import { parseAt } from '../../../../shared/kernel/pinpoint.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readJson } from '../words.ts'
import { calling } from './calling.ts'
import { open, type Commands, type Work } from './command.ts'

type Interview = Output<'interview.show'>
type Done = Output<'interview.start'>

const filled = (words: readonly (string | null | false | undefined)[]): string =>
  words.filter((one) => typeof one === 'string' && one !== '').join('  ')

const stateWords: Record<Interview['state'], string> = {
  planned: 'planned',
  live: 'under way',
  break: 'in a break',
  ended: 'ended',
}
const stands = ({ interview, state }: Done): string[] => [
  `Interview ${interview} ${state === 'ended' ? 'has ended' : `is ${stateWords[state]}`}.`,
]

const knownInWords = (known: KnownBy | null): string =>
  known === null ? '' : known.kind === 'own' ? '[own knowledge]' : `[information from ${known.from}]`

const secondsInWords = ({ seconds, recording }: { seconds: number | null; recording: string | null }): string =>
  seconds === null ? '' : `${recording ?? ''} at ${seconds} s`

const turnInWords = (turn: Turn): string[] => [
  filled([
    `${turn.turn}`.padStart(4),
    showInstant(turn.at),
    turn.questionKind === null ? turn.kind : `${turn.kind} (${turn.questionKind})`,
    turn.exhibit && `${turn.exhibit.number}${turn.exhibit.place === null ? '' : ` ${turn.exhibit.place}`}`,
    turn.text,
    knownInWords(turn.known),
    secondsInWords(turn),
    turn.late && `written ${showInstant(turn.writtenAt)} (late entry)`,
  ]),
  ...turn.corrections.map(({ text, reason, by, at }) =>
    filled(['      read otherwise:', text, `(${reason}; ${by} ${showInstant(at)})`]),
  ),
]

const span = (from: string, to: string | null): string =>
  `${showInstant(from)} to ${to === null ? 'now' : showInstant(to)}`

const interviewInWords = (one: Interview): string[] => [
  filled([one.number, stateWords[one.state], one.with.name, one.with.role, one.with.subject, one.plan.template.title]),
  ...(one.startedAt === null ? [] : [span(one.startedAt, one.endedAt)]),
  ...one.plan.topics.map(({ key, title, covered }) => `${covered ? '[x]' : '[ ]'} ${key}  ${title}`),
  ...one.people.map(({ name, role, from, to }) => filled([name, role, span(from, to)])),
  ...one.warnings.map(({ kind, title, words, answer, at }) => filled([showInstant(at), kind, title, words, answer])),
  ...one.breaks.map(({ from, to, reason }) => filled(['break', span(from, to), reason])),
  ...one.privileged.map(({ claim, from, to, reason, withdrawn }) =>
    filled([claim, 'privileged', span(from, to), reason, withdrawn && '(the claim was withdrawn)']),
  ),
  ...one.recordings.map(({ exhibit, fileName, offset, length, device }) =>
    filled([
      'recording',
      exhibit,
      fileName,
      `begins ${offset} ms after the start`,
      length !== null && `${length} s`,
      device,
    ]),
  ),
  ...one.turns.flatMap(turnInWords),
  `${count(one.turns.length, 'block')}; questions: ${Object.entries(one.questions)
    .map(([kind, many]) => `${many} ${kind}`)
    .join(', ')}`,
]

const statementInWords = (one: Statement): string[] => [
  filled([one.number, one.state, one.by, `interview ${one.interview}`, `revision ${one.revision}`]),
  ...(one.follows === null ? [] : [`A further statement to ${one.follows}.`]),
  ...one.paragraphs.flatMap(({ number, text, original, known, turns }) => [
    filled([`${number}.`, text, knownInWords(known), ...turns.map(secondsInWords)]),
    ...(original === null ? [] : [`   ${original}`]),
  ]),
  one.declaration.words,
  `SHA-256 ${one.sha256}`,
  ...(one.adopted === null
    ? []
    : [
        filled([
          `Adopted by ${one.adopted.by} (${one.adopted.how})`,
          showInstant(one.adopted.at),
          `before ${one.adopted.witness}`,
          one.adopted.scan && `signed pages ${one.adopted.scan.exhibit}`,
        ]),
      ]),
  ...(one.refused === null ? [] : [`Refused ${showInstant(one.refused.at)}: ${one.refused.reason}`]),
]

/** Blocks by the option that writes them. */
const kinds = {
  question: 'question',
  answer: 'answer',
  shown: 'shown',
  remark: 'remark',
  'non-verbal': 'non-verbal',
  interpreter: 'interpreter',
  flag: 'flag',
} as const

/** Fails with USAGE for an option that would be passed over in silence. */
function requireFitting(args: Work['args'], about: string): void {
  const ofBlocks = ['kind', 'at', 'topic', 'information-from', 'second', 'own']
  const fitting: Record<string, string[]> = {
    'privileged-from': ['reason'],
    'privileged-to': [],
    shown: [...ofBlocks, 'text'],
  }
  const odd = [...ofBlocks, 'text', 'reason'].find(
    (name) =>
      (name === 'own' ? args.flag(name) : args.option(name) !== undefined) &&
      !(fitting[about] ?? ofBlocks).includes(name),
  )
  if (odd !== undefined) throw usageError(`--${odd} does not go with --${about}.`)
  if (args.flag('own') && args.option('information-from') !== undefined)
    throw usageError('An answer is known by --own knowledge or by --information-from somebody, not both.')
}

async function say(work: Work): Promise<number> {
  const { args, out, call } = work
  const written = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((name) => args.option(name) !== undefined)
  const spans = ['privileged-from', 'privileged-to'].filter((name) => args.flag(name))
  const [first, ...more] = [...written, ...spans]
  if (first === undefined || more.length > 0)
    throw usageError(
      '“interview say” takes one of --question, --answer, --shown, --remark, --non-verbal, --interpreter, --flag, --privileged-from and --privileged-to.',
    )
  requireFitting(args, first)
  const [kindOf, place, happened, second] = ['kind', 'at', 'happened', 'second'].map((name) => args.option(name))
  const questionKind = questionKinds.find((one) => one === kindOf)
  if (kindOf !== undefined && questionKind === undefined)
    throw usageError(`--kind is “${kindOf}”; it is one of ${questionKinds.join(', ')}.`)
  if (second !== undefined && !/^\d{1,7}(?:\.\d{1,3})?$/.test(second))
    throw usageError(`--second is “${second}”; it is a number of seconds, like 72.5.`)
  if (place !== undefined && parseAt(place) === undefined)
    throw usageError(
      `--at is “${place}”; with --shown it is a place in the exhibit, like “p. 3”. --happened takes a time.`,
    )
  const [interview = ''] = await open(work, 1)
  const at = happened === undefined ? {} : { at: happened }
  if (spans.length > 0) {
    const reason = args.option('reason')
    const act = first === 'privileged-from' ? 'from' : 'to'
    const marked = await call('interview.privilege', {
      interview,
      act,
      ...at,
      ...(reason === undefined ? {} : { reason }),
    })
    out.answer(marked, [`${marked.claim}: a privileged span ${act === 'from' ? 'begins' : 'ends'}.`])
    return 0
  }
  const kind = kinds[first as keyof typeof kinds]
  const words = args.need(first)
  const [topic, from, text] = [args.option('topic'), args.option('information-from'), args.option('text')]
  const known: KnownBy | undefined = args.flag('own')
    ? { kind: 'own' }
    : from === undefined
      ? undefined
      : { kind: 'information', from }
  const said = await call('interview.say', {
    interview,
    kind,
    ...(kind === 'shown' ? { exhibit: words, ...(text === undefined ? {} : { text }) } : { text: words }),
    ...(place === undefined ? {} : { place }),
    ...(questionKind === undefined ? {} : { questionKind }),
    ...(topic === undefined ? {} : { topic }),
    ...(known === undefined ? {} : { known }),
    ...(second === undefined ? {} : { second: Number(second) }),
    ...at,
  })
  out.answer(said, [`${said.interview}, ${said.turn}: written.`])
  return 0
}

export const interviewCommands: Commands = {
  'interview plan': calling({
    call: 'interview.plan',
    words: { case: 'CASE' },
    options: {
      template: 'KEY',
      with: 'N',
      role: 'R',
      allegations: 'A[,A]',
      topics: 'T[,T]',
      exhibits: 'EXHIBIT[,EXHIBIT]',
      others: 'N[,N]',
      place: 'P',
      mode: 'M',
      planned: { shown: 'INSTANT', field: 'plannedAt' },
    },
    says: 'plans an interview by a template',
    tells: ({ interview }) => [`Interview ${interview} is planned.`],
  }),
  'interview change': calling({
    call: 'interview.change',
    words: { interview: 'INTERVIEW' },
    options: {
      with: 'N',
      role: 'R',
      allegations: 'A[,A]',
      topics: 'T[,T]',
      exhibits: 'EXHIBIT[,EXHIBIT]',
      others: 'N[,N]',
      place: 'P',
      mode: 'M',
      planned: { shown: 'INSTANT', field: 'plannedAt' },
      reason: 'R',
    },
    says: 'changes the plan of an interview that did not begin',
    tells: ({ interview }) => [`The plan of interview ${interview} is changed.`],
  }),
  'interview list': calling({
    call: 'interview.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the interviews of a case',
    tells: ({ items }) => [
      ...items.map(({ number, state, with: who, startedAt, statements }) =>
        filled([
          number,
          stateWords[state],
          who.name,
          who.role,
          startedAt && showInstant(startedAt),
          statements.map((one) => `${one.number} ${one.state}`).join(', '),
        ]),
      ),
      count(items.length, 'interview'),
    ],
  }),
  'interview show': calling({
    call: 'interview.show',
    words: { interview: 'INTERVIEW' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows the plan, who was there, warnings, and every block with its time',
    tells: interviewInWords,
  }),
  'interview start': calling({
    call: 'interview.start',
    words: { interview: 'INTERVIEW' },
    options: { at: 'INSTANT', present: 'N[,N]' },
    says: 'begins an interview',
    tells: stands,
  }),
  'interview break': calling({
    call: 'interview.break',
    words: { interview: 'INTERVIEW' },
    options: { at: 'INSTANT', reason: 'R' },
    says: 'begins a break',
    tells: stands,
  }),
  'interview resume': calling({
    call: 'interview.resume',
    words: { interview: 'INTERVIEW' },
    options: { at: 'INSTANT' },
    says: 'goes on after a break',
    tells: stands,
  }),
  'interview end': calling({
    call: 'interview.end',
    words: { interview: 'INTERVIEW' },
    options: { at: 'INSTANT', reason: 'R' },
    says: 'ends an interview',
    tells: stands,
  }),
  'interview person': calling({
    call: 'interview.person',
    words: { interview: 'INTERVIEW' },
    options: {
      name: 'N',
      role: 'R',
      'arrived|left': { field: 'act', oneOf: { arrived: 'arrived', left: 'left' } },
      at: 'INSTANT',
    },
    says: 'says who came into an interview or left it',
    tells: stands,
  }),
  'interview warn': calling({
    call: 'interview.warn',
    words: { interview: 'INTERVIEW' },
    options: { warning: 'KEY', kind: 'K', title: 'T', words: 'T', answer: 'T', at: 'INSTANT' },
    says: 'records a warning or a consent: one of the plan by its key, or the words that were used',
    tells: stands,
  }),
  'interview say': {
    takes:
      'DIR INTERVIEW (--question T | --answer T | --shown EXHIBIT | --remark T | --non-verbal T | --interpreter T | --flag T | --privileged-from | --privileged-to) [--kind K] [--at PLACE] [--text T] [--topic KEY] [--own|--information-from N] [--second N] [--happened INSTANT] [--reason R]',
    says: 'writes a block of an interview, or begins or ends a privileged span',
    options: [...Object.keys(kinds), 'kind', 'at', 'text', 'topic', 'information-from', 'second', 'happened', 'reason'],
    flags: ['privileged-from', 'privileged-to', 'own'],
    run: say,
  },
  'interview cover': calling({
    call: 'interview.cover',
    words: { interview: 'INTERVIEW', topic: 'TOPIC' },
    options: { open: { field: 'covered', oneOf: { open: false } } },
    says: 'ticks a topic of the plan off, or opens it again',
    tells: stands,
  }),
  'interview correct': calling({
    call: 'interview.correct',
    words: { interview: 'INTERVIEW', turn: 'BLOCK' },
    options: { text: 'T', reason: 'R' },
    says: 'puts another reading beside a block, which stays as it was written',
    tells: ({ interview, turn }) => [`${interview}, ${turn}: the other reading is on record.`],
  }),
  'interview record': calling({
    call: 'interview.record',
    words: { interview: 'INTERVIEW' },
    options: { file: 'FILE', exhibit: 'EXHIBIT', offset: { shown: 'MS', read: readOffset }, device: 'T' },
    says: 'keeps a recording of an interview as an exhibit, or takes one that is kept',
    tells: ({ recording, sha256, sameAs }) => [
      `The recording is ${recording}.`,
      `SHA-256 ${sha256}`,
      ...sameAs.map((number) => `${number} has the same bytes.`),
    ],
  }),
  'statement draft': calling({
    call: 'statement.draft',
    words: { interview: 'INTERVIEW' },
    options: { declaration: 'KEY' },
    says: 'draws a statement from the answers of an interview',
    tells: ({ statement }) => [`Statement ${statement} is drafted.`],
  }),
  'statement revise': calling({
    call: 'statement.revise',
    words: { statement: 'STATEMENT' },
    options: {
      base: 'N',
      file: { shown: '-|FILE', field: 'paragraphs', read: readJson, needed: true },
      declaration: 'KEY',
    },
    says: 'puts other paragraphs in the place of a draft: JSON, a list of {text, turns, known}',
    tells: ({ statement }) => [`Statement ${statement} has another text.`],
  }),
  'statement adopt': calling({
    call: 'statement.adopt',
    words: { statement: 'STATEMENT' },
    options: { by: 'N', how: 'H', base: 'N', file: 'FILE', at: 'INSTANT' },
    says: 'records that a statement was adopted; from then on it never changes',
    tells: ({ statement, sha256 }) => [`Statement ${statement} is adopted.`, `SHA-256 ${sha256}`],
  }),
  'statement refuse': calling({
    call: 'statement.refuse',
    words: { statement: 'STATEMENT' },
    options: { reason: 'R', at: 'INSTANT' },
    says: 'records that a statement was not signed, and why',
    tells: ({ statement }) => [`Statement ${statement} is refused.`],
  }),
  'statement list': calling({
    call: 'statement.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the statements of a case',
    tells: ({ items }) => [
      ...items.map((one) => filled([one.number, one.state, one.by, `interview ${one.interview}`, one.follows])),
      count(items.length, 'statement'),
    ],
  }),
  'statement show': calling({
    call: 'statement.show',
    words: { statement: 'STATEMENT' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows a statement with the answers and seconds of each paragraph',
    tells: statementInWords,
  }),
}

/** Milliseconds, which may lie before the start. */
function readOffset(given: string): number {
  if (/^-?\d{1,9}$/.test(given)) return Number(given)
  throw usageError(
    `--offset is “${given}”; it is a whole number of milliseconds, below 0 where the recording ran before.`,
  )
}
