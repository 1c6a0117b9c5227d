import type { Command, Commands } from './commands/command.ts'
import { optionWords } from './options.ts'

/** Words of a usage line that stand for something, with what a person would write there. */
const examples: Record<string, string> = {
  DIR: 'North.holdfast',
  CASE: '2026-001',
  REPORT: 'R-0001',
  EXHIBIT: '2026-001-E01',
  TASK: '2026-001-T01',
  NOTE: '2026-001-N01',
  MEMBER: 'P. Hale',
  SUBJECT: 'S-0001',
  INVOLVEMENT: 'I-0001',
  COMMUNICATION: 'C-01',
  LEG: 'L-01',
  DEVIATION: '1',
  ASSESSMENT: 'A-01',
  DECISION: 'D-01',
  ALLEGATION: 'A-01',
  ASSERTION: '2026-001-AS01',
  ELEMENT: 'A-01.1',
  LINK: '6fj2k9',
  CONTRADICTION: 'Q-3fa91c02',
  CLOCK: 'K-01',
  DUTY: 'M-01',
  NOTIFICATION: '6fj2k9',
  PACKET: '1',
  PLAYBOOK: 'threat',
  ORDER: '1',
  ENTRY: '12',
  KIND: 'playbook',
  KEY: 'threat',
  FORM: 'threat',
  FOLDER: 'inbox',
  FILE: 'letter.pdf',
  PATH: 'backup',
  ID: '1',
  RECORD: '2026-001-E04',
  INTERVIEW: '2026-001-I01',
  STATEMENT: '2026-001-ST01',
  TOPIC: 'first-account',
  BLOCK: '4',
  CLAIM: 'PV-41',
  OPTION: 'Warn the site" "Wait',
}

/** What a file is with some commands. */
const files: Record<string, string> = {
  'import table': 'table.csv',
  'report import': 'table',
  'travel propose': 'journey',
  'packet verify': 'packet',
  'ledger verify': 'north.ledger',
  'form open': 'sealed',
  'form import': 'sealed',
  'update verify': 'holdfast.deb',
  'update install': 'holdfast.deb',
}

interface Part {
  /** The words of the part, as the usage line has them. */
  text: string
  optional: boolean
}

/** A usage line in its parts: words, options with what they take, and what stands in brackets. */
export function partsOf(takes: string): Part[] {
  const parts: Part[] = []
  let rest = takes
  while (rest !== '') {
    const bracket = /^\[[^[\]]*(?:\[[^\]]*\][^[\]]*)*\]/.exec(rest)?.[0]
    const choice = /^\([^)]*\)/.exec(rest)?.[0]
    const option = /^\|?--[a-z-]+(?: (?!--)(?:"[^"]*"|(?:[^\s[(|]|\|(?!--)|\[[^\]]*\])+))?/.exec(rest)?.[0]
    const text = bracket ?? choice ?? option ?? /^\S+/.exec(rest)?.[0] ?? rest
    // Of two that exclude each other the first is needed.
    parts.push({ text, optional: bracket !== undefined || text.startsWith('|') })
    rest = rest.slice(text.length).trimStart()
  }
  return parts
}

/** A whole command as a person would type it: what it needs, and nothing else. */
export function exampleOf(name: string, { takes }: Command): string {
  const said = partsOf(takes)
    .filter(({ optional }) => !optional)
    .map(({ text }) => exampleOfPart(name, text.startsWith('(') ? (text.slice(1, -1).split(' | ')[0] ?? '') : text))
  return ['holdfast', name, ...said].join(' ')
}

function exampleOfPart(name: string, text: string): string {
  const [first = '', value] = text.replace(/ ?\[.*$/, '').split(' ')
  if (first.startsWith('--')) {
    const option = first.slice(2).split('|')[0] ?? ''
    if (value === undefined) return `--${option}`
    const ending = /\.[a-z-]+/.exec(value)?.[0]
    const like = optionWords(name, option)?.like ?? ''
    return `--${option} ${quoted(ending && !like.endsWith(ending) ? `${like.replace(/\..*$/, '')}${ending}` : like)}`
  }
  const [word = ''] = first.replace(/[….]+$/, '').split(/[|[]/)
  const [stem = '', ...ending] = word.split('.')
  const like = (stem === 'FILE' ? files[name] : undefined) ?? examples[stem] ?? stem
  return quoted(ending.length > 0 ? `${like.replace(/\..*$/, '')}.${ending.join('.')}` : like)
}

const quoted = (value: string): string => (/^[\w.,:/+@-]+$/.test(value) ? value : `"${value}"`)

/** The options of a command as they are written, and what each means. */
export const optionsOf = (name: string, { takes, options, flags = [] }: Command): (readonly [string, string])[] =>
  [...options, ...flags].map((option) => {
    const value = new RegExp(`--${option} (?!--)((?:[^\\s[\\]|)]|\\[[^\\]]*\\]|\\|(?!--))+)`).exec(takes)?.[1]
    const about = optionWords(name, option)
    const only = about?.oneOf ? `: ${about.oneOf.join(', ')}` : ''
    return [`--${option}${flags.includes(option) ? '' : ` ${value ?? '…'}`}`, `${about?.means ?? ''}${only}`]
  })

/** One command in words: what it does, how it is written, its options, an example. */
export function helpOf(name: string, command: Command): string {
  const lines = optionsOf(name, command)
  const width = Math.max(0, ...lines.map(([option]) => option.length))
  return [
    `holdfast ${name}: ${command.says}`,
    '',
    `  holdfast ${name} ${command.takes}`.trimEnd(),
    ...(lines.length > 0 ? ['', 'Options'] : []),
    ...lines.map(([option, means]) => `  ${option.padEnd(width)}  ${means}`),
    '',
    'Example',
    `  ${exampleOf(name, command)}`,
    '',
  ].join('\n')
}

/** The command, or the subject of several, that was most likely meant by words that name none. */
export function nearest(given: string, commands: Commands): string | undefined {
  const names = Object.keys(commands)
  const known = given.includes(' ') ? names : [...new Set(names.map((name) => name.split(' ')[0] ?? ''))]
  const near = known.map((name) => ({ name, far: distance(given, name) })).sort((a, b) => a.far - b.far)[0]
  if (!near || near.far > Math.max(2, Math.floor(given.length / 4))) return undefined
  return names.includes(near.name) ? near.name : `help ${near.name}`
}

/** How many letters must be put in, left out or exchanged to make one of the other (Levenshtein 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, exchanged))
    }
    row = next
  }
  return row[b.length] ?? 0
}
