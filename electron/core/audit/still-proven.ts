import type { AuditReport } from '../../../shared/contract/ledger.ts'
import { count, showInstant } from '../../../shared/kernel/show.ts'
import { parseNote } from '../../../shared/ledger/note.ts'
import type { Problem } from '../record/ledger/index.ts'
import { memberName } from '../record/members/index.ts'
import type { Reader } from '../record/vault/index.ts'
import { firstEntryOf } from './affects.ts'

type Step = AuditReport['steps'][number]

const entryCodes = new Set(['ENTRY_CHANGED', 'ENTRY_MISSING', 'HEAD_CHANGED'])

/** What is still proven beside the problems, a sentence each; nothing where the vault cannot be read to say it. */
export function stillProven(...given: Parameters<typeof sentencesOf>): string[] {
  try {
    return sentencesOf(...given)
  } catch {
    return []
  }
}

/** Only what follows from steps that came to their end. */
function sentencesOf(
  { scope, from, head }: Pick<AuditReport, 'scope' | 'from' | 'head'>,
  steps: readonly Step[],
  problems: readonly Problem[],
  affects: AuditReport['affects'],
  db: Reader,
): string[] {
  const ended = (name: Step['step']): boolean =>
    steps.some(({ step, result }) => step === name && result !== 'not-done')
  const clean = (name: Step['step']): boolean => steps.some(({ step, result }) => step === name && result === 'ok')
  const sentences: string[] = []
  if (ended('entries') && (from === 0 || clean('prefix'))) sentences.push(...proven(from, head.size, problems, db))
  if (clean('tables')) sentences.push('Every table says what the entries say.')
  if (clean('pages')) sentences.push('Every page of the vault file is as this vault wrote it.')
  const exhibits = steps.find(({ step }) => step === 'exhibits')
  if (exhibits && exhibits.result !== 'not-done') sentences.push(ofExhibits(db, affects))
  if (scope === 'full' && problems.length > 0) sentences.push(...untouched(steps, affects, db))
  if (scope === 'new') {
    sentences.push(
      `Pages, tables, exhibits, the header and the signing keys were not looked at${from === 0 ? '' : ', nor any entry before those that were added since'}; a full audit does.`,
    )
  }
  return sentences
}

/** The largest head before everything that is wrong with entries and heads. */
function proven(from: number, size: number, problems: readonly Problem[], db: Reader): string[] {
  const broken = problems.filter(({ code }) => entryCodes.has(code))
  const ends = broken.map((problem) => firstEntryOf(problem) ?? size)
  const upTo = Math.min(size, ...ends)
  const row = db.get<{ note: string }>(
    'select note from head where size <= ? and size > ? order by size desc limit 1',
    upTo,
    from,
  )
  const parsed = row && parseNote(row.note)
  if (!parsed) {
    if (from === 0) return ['No entry is proven by a signed head.']
    return from === size
      ? [`Nothing was added since: the first ${from} entries have the root that they had then.`]
      : [`The first ${from} entries have the root that they had when they were audited last.`]
  }
  const by = memberName(db, (parsed.signatures[0]?.name ?? '').replace(/^member\//, ''))
  const { checkpoint } = parsed
  const last = checkpoint.size - 1
  const entries = last === from ? `Entry ${last} is` : `Entries ${from} to ${last} are`
  return [
    `${entries} proven by the head of ${count(checkpoint.size, 'entry', 'entries')}, signed by ${by} on ${showInstant(checkpoint.at)}.`,
  ]
}

function ofExhibits(db: Reader, affects: AuditReport['affects']): string {
  const all = db.get<{ n: number }>('select count(*) as n from exhibit')?.n ?? 0
  const bad = affects.filter(({ kind, why }) => kind === 'exhibit' && why.startsWith('Its bytes')).length
  if (all === 0) return 'There are no exhibits.'
  if (bad === 0 && all === 1) return 'The one exhibit was read back and has the SHA-256 in the register.'
  if (bad === 0) return `All ${count(all, 'exhibit')} were read back and have the SHA-256 in the register.`
  return `Read back with the SHA-256 in the register: ${all - bad} of ${count(all, 'exhibit')}.`
}

/** Cases that nothing touches. Said only when it is known of every problem what it concerns. */
function untouched(steps: readonly Step[], affects: AuditReport['affects'], db: Reader): string[] {
  const everythingKnown =
    steps.every(({ result }) => result !== 'not-done') &&
    affects.every(({ kind, name }) => kind !== 'unknown' && !(kind === 'entry' && name.startsWith('entries')))
  if (!everythingKnown) return []
  const touched = new Set(affects.filter(({ kind }) => kind === 'case').map(({ name }) => name))
  const numbers = db
    .all<{ number: string }>('select number from case_file order by number')
    .filter(({ number }) => !touched.has(number))
    .map(({ number }) => number)
  if (numbers.length === 0) return []
  const named = numbers.slice(0, 20).join(', ') + (numbers.length > 20 ? ` and ${numbers.length - 20} more` : '')
  return [`No problem concerns ${numbers.length === 1 ? 'case' : 'cases'} ${named}.`]
}
