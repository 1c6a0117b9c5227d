import { PDFDict, type PDFObject } from 'pdf-lib'
import { dictIn, entryOf, textIn, wordsIn } from './objects.ts'
import { textOrStreamIn } from './streams.ts'

/** Actions that lead about in the file itself (ISO 32000-2, table 201), or only turn a page nicely. */
export const leadsAbout = new Set(['GoTo', 'GoTo3DView', 'GoToDp', 'Trans'])

/** By which of its entries an action is known where nothing says that it is one: other dictionaries have an `S` too. */
export const marks: Partial<Record<string, readonly string[]>> = {
  JavaScript: ['JS'],
  Rendition: ['JS', 'R', 'OP'],
  Launch: ['F', 'Win', 'Mac', 'Unix'],
  URI: ['URI'],
  GoToR: ['F'],
  GoToE: ['F', 'T'],
  SubmitForm: ['F'],
  ImportData: ['F'],
  Thread: ['F'],
  Movie: ['Annotation', 'T'],
  Sound: ['Sound'],
  RichMediaExecute: ['TA'],
}

type Holder = 'document' | 'page' | 'annotation' | 'field'

/** What sets an action off (ISO 32000-2, tables 197 to 200). */
const events: Record<Holder, Record<string, string>> = {
  document: {
    WC: 'before it is closed',
    WS: 'before it is saved',
    DS: 'after it was saved',
    WP: 'before it is printed',
    DP: 'after it was printed',
  },
  page: { O: 'when it is opened', C: 'when it is closed' },
  annotation: {
    E: 'when the pointer comes over it',
    X: 'when the pointer leaves it',
    D: 'when it is pressed',
    U: 'when it is let go',
    Fo: 'when it is chosen',
    Bl: 'when it is left',
    PO: 'when its page is opened',
    PC: 'when its page is closed',
    PV: 'when its page is seen',
    PI: 'when its page is no longer seen',
  },
  field: {
    K: 'when something is typed',
    F: 'before it is shown',
    V: 'when it is changed',
    C: 'when it is calculated',
  },
}

const wordsOf = (of: Holder, event: string): string | undefined =>
  events[of][event] ?? (of === 'annotation' ? events.field[event] : events.annotation[event])

export const eventWords = (of: Holder, event: string): string => wordsOf(of, event) ?? `on “${shownText(event, 20)}”`

/** Whether it is set off with nobody clicking or typing: by opening, closing, saving, printing or calculating. */
export const byItself = (of: Holder, event: string): boolean =>
  of === 'document' || of === 'page' || /^(?:P[OCVI]|F|C)$/.test(event)

/** Characters of a script or an address that are shown. */
const shownMost = 500

export const shownText = (text: string, most = shownMost): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()} … (${text.length} characters)` : text

/** A file specification in words (ISO 32000-2, section 7.11). */
export function fileNamed(file: PDFObject | undefined): string {
  const name = file instanceof PDFDict ? textIn(file, 'UF') || textIn(file, 'F') || systemNamed(file) : wordsIn(file)
  return shownText(name || 'a file without a name', 200)
}

const systemNamed = (file: PDFDict): string => textIn(file, 'Unix') || textIn(file, 'DOS') || textIn(file, 'Mac')

/** What an action is about: an address, a file, a program or a script, as it is written. */
export function targetOf(action: PDFDict): string {
  const parts: string[] = []
  const add = (words: string): void => {
    if (words.trim() !== '') parts.push(words)
  }
  const target = dictIn(action, 'T')
  const rendition = dictIn(action, 'R')
  const clip = rendition && dictIn(rendition, 'C')
  add(textIn(action, 'URI'))
  add(textOrStreamIn(entryOf(action, 'JS')))
  if (entryOf(action, 'F') !== undefined) add(fileNamed(entryOf(action, 'F')))
  for (const system of ['Win', 'Mac', 'Unix']) {
    const program = dictIn(action, system)
    if (program) add([textIn(program, 'F'), textIn(program, 'P'), textIn(program, 'O')].filter(Boolean).join(' '))
  }
  if (clip) add(textIn(clip, 'N') || fileNamed(entryOf(clip, 'D')))
  add(target ? textIn(target, 'N') : textIn(action, 'T'))
  add(textIn(action, 'N'))
  return shownText(parts.join('; ') || 'names no target')
}
