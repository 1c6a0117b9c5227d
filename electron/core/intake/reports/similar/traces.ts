import { identifiersIn } from '../../../../../shared/kernel/normal-form.ts'

// What a report leaves behind by which another can be recognised: its words, its place, its numbers. Each is a trace: a
// number in which two equal things are equal. Of different things some share a number too, so a trace only proposes.

/** Words that say nothing about which event is meant, in the languages that forms come in. */
const empty = new Set(
  `a about after again all also an and any are as at back be because been before being but by came can could day did do
  does down each for from get go got had has have he her here him his how if in into is it its just like made may me more
  most my near new no not now of off on one only or other our out over said same saw say seen she so some still than that
  the their them then there these they this those through time to told two up us very was we went were what when where
  which while who will with would you your al ante aquel con como cuando de del desde donde ella ellos en entre era es
  esta este fue ha hasta hay la las le lo los mas muy no nos para pero por que se ser si sin sobre su sus tiene un una uno
  ya aux avec ce ces cette dans des du elle en est et eux il ils je la le les leur lui mais ne nous on ou par pas pour qui
  sa ses son sur un une vous était من في على إلى عن أن إن هذا هذه ذلك التي الذي كان كانت مع هو هي ما لا لم قد ثم أو و`.split(
    /\s+/,
  ),
)

/** Letters and digits as they are compared: without case and without accents. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()

const wordForm = /[\p{L}\p{N}]+/gu
const most = 400

/** The words of a text that can tell one event from another, in their order. */
export function tellingWords(text: string): string[] {
  const words = plain(text.slice(0, 20_000)).match(wordForm) ?? []
  return words.filter((word) => word.length > 2 && !empty.has(word)).slice(0, most)
}

/** Number plates, badges, telephone numbers and the like in a text; of a telephone its last nine digits, so that +44 and 0 agree. */
export const numbersIn = (text: string): string[] => [
  ...new Set(
    identifiersIn(text.slice(0, 20_000)).flatMap(({ kind, form }) =>
      kind === 'token' ? [form] : kind === 'phone' ? [Array.from(form.slice(0, 9)).reverse().join('')] : [],
    ),
  ),
]

const mostPieces = 4
const [shortest, longest] = [5, 10]

/**
 * What may spell a plate or the like: letters and digits of up to four words that stand together, as one. Most of it is none
 * ("seen3times"): it counts only where another report names the same as a number.
 */
export function spelledIn(text: string): Set<string> {
  const found = new Set<string>()
  for (const run of plain(text.slice(0, 20_000)).split(/[^\p{L}\p{N} -]+/u)) {
    if (!/\d/.test(run)) continue
    const pieces = run.match(wordForm) ?? []
    for (let from = 0; from < pieces.length && found.size < most; from++) {
      let joined = ''
      for (const piece of pieces.slice(from, from + mostPieces)) {
        joined += piece
        if (joined.length > longest) break
        if (joined.length >= shortest && /\d/.test(joined) && /[a-z]/.test(joined)) found.add(joined)
      }
    }
  }
  return found
}

/** A name of a place or a person as it is compared. */
export const bareName = (name: string): string => (plain(name).match(wordForm) ?? []).join(' ')

/** About a kilometre: a cell is a hundredth of a degree, and its neighbours are asked for too. */
const cell = 0.01
const cellOf = (latitude: number, longitude: number): string => `${latitude}:${longitude}`

function hash(kind: string, text: string): number {
  let h = 0x81_1c_9d_c5 ^ kind.charCodeAt(0)
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01_00_01_93)
  h ^= h >>> 15
  return Math.imul(h, 0x2c_1b_3c_6d) >>> 0
}

export const wordTrace = (word: string): number => hash('w', word)
export const numberTrace = (number: string): number => hash('n', number)
export const nameTrace = (name: string): number => hash('p', bareName(name))

/** The cell of a point, or the nine about it. */
export function pointTraces(latitude: number, longitude: number, about: 0 | 1): number[] {
  const [row, column] = [Math.floor(latitude / cell), Math.floor(longitude / cell)]
  const steps = about === 0 ? [0] : [-1, 0, 1]
  return steps.flatMap((down) => steps.map((right) => hash('c', cellOf(row + down, column + right))))
}
