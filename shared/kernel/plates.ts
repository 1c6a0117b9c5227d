// Number plates in running words. A plate is told from "3 UN" or "24th" by its shape or by the words about it.

type Kind = 'strong' | 'hyphened' | 'weak' | 'digits first'

/**
 * Shapes of national plates: A stands for a letter, 9 for a digit, and a space for a space, a hyphen or nothing.
 * `strong`: running words do not take it by chance. `hyphened`: so where hyphens stand, since words in capitals look like it
 * otherwise. `weak`: letters, then digits, as half the world writes its plates and everybody an amount: it counts where a
 * vehicle is told of in the same sentence. Digits first only with a hyphen besides.
 */
const shapes: Record<Kind, string[]> = {
  strong: [
    'AA 99 AAA, A 999 AAA, AAA 999 A, A 99 AAA, AAA 99 A', // Great Britain, Romania, Sweden, Canada, Mexico, Kenya, Netherlands
    'AA 999 AA, AA 9999 AA, AA 99 AA', // France, Italy, Slovakia, Argentina, Serbia, Croatia, Ukraine, Bulgaria, Portugal, Australia
    'A 9999 AA, AA 999 A, AA 9999 A', // Spain before 2000, Bulgaria, Austria, Netherlands, Poland, Croatia
    '999 AA 99, 9999 AA 99, 999 AAA 99', // France before 2009, Kazakhstan
    '9 AAA 999, 9 AAA 99, 99 AAA 9', // Belgium, California, Netherlands
    'A 999 AA 99, A 999 AA 999', // Russia
    '9 A 9 9999, 9 AA 9999', // Czechia
    '99 A 9999, 99 A 99999, 99 AA 999, 99 AA 9999, 99 AAA 99, 99 AAA 999', // Turkey, Ireland
    '999 A 9999, 999 A 99999, 999 AA 9999', // Ireland
    'AA 99 AA 9999, AA 99 A 9999', // India
    'AAA 9 A 99', // Brazil
    'AA 99 AA AA, AAA 999 AA', // South Africa, Nigeria, Poland
    'AA 9 99 A, 9 AA 9 AA', // British Columbia, Victoria
  ],
  hyphened: [
    'AA AA 99, AA 99 99, 99 99 AA, 99 AA 99, 99 AA AA, 9 AA 999, A 999 AA, 999 AA 9, AAAA 999', // Netherlands, Portugal, Ontario
  ],
  weak: [
    'AAA 9999, AAA 999, AA 9999, AA 99999, AA 999, A 9999, A 99999, AA 99 999',
    'A A 999, A A 9999, A AA 99, A AA 999, A AA 9999, AA A 999, AA A 9999, AA AA 999, AA AA 9999', // Germany
    'AAA A 999, AAA AA 999, AAA AA 9999', // Germany
  ],
  'digits first': ['999 AAA, 9999 AAA, 9999 AA, 99999 AA'],
}
const kinds = new Map<string, Kind>(
  (Object.keys(shapes) as Kind[]).flatMap((kind) =>
    shapes[kind].flatMap((line) => line.split(', ').map((shape): [string, Kind] => [shape, kind])),
  ),
)

const vehicle =
  /(?<![\p{L}\p{N}])(?:cars?|vans?|trucks?|lorry|lorries|vehicles?|pick-?ups?|suvs?|4x4|sedan|saloon|hatchback|estate|coupe|motor(?:cycles?|bikes?)|scooter|moped|bus|minibus|taxi|cab|trailer|jeep|coche|carro|furgoneta|cami[oó]n|camioneta|moto|veh[ií]culo|voiture|camionnette|fourgon|v[ée]hicule|سيارة|شاحنة|drove|driving|driver|parked|plates?)(?![\p{L}\p{N}])/iu
const label =
  /(?<![\p{L}\p{N}])(?:(?:number|licen[cs]e|registration|reg|tag)[ -]?)?(?:plates?|licen[cs]e|registration|reg|vrm|vrn|matr[ií]cula|placas?|patente|immatricul[ée]e?|immatriculation|plaque|kennzeichen|لوحة)[.:#]?(?: (?:number|no|nr|num[ée]ro|n°|nº)\.?)?(?: (?:is|was|reads?|reading|says|de|رقم))?[:#]?\s{1,3}["“'(]?/giu
/** What each of those labels holds, found without looking about each letter. */
const labelled = /plat|pla[cq]|licen|reg|vr[mn]|matr|patente|kennzeichen|لوحة/iu
const afterLabel =
  /^(?:[a-z]{1,4}[ -]?\d{1,5}(?:[ -]?(?:[A-Z]{1,3}|[b-hj-z])(?![A-Za-z0-9]))?|\d{1,5}[ -]?[a-z]{1,4}(?:[ -]?\d{1,5})?|[a-z0-9]{1,4}(?:-[a-z0-9]{1,4}){1,3}|[a-z0-9]{4,9})(?![\p{L}\p{N}])/iu

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE WED THU FRI SAT SUN'.split(' ')
/** Letters before or after a number that make it an amount, a day or a model. */
const notPlates = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...months,
  'ISO',
  'BMW',
  'RPG',
  'AK',
  'PO',
  'BOX',
  'NO',
])

interface Group {
  text: string
  at: number
  end: number
  /** It begins, or ends, a run of letters and digits. */
  first: boolean
  last: boolean
  /** `AAA` or `9999`. */
  shape: string
  /** What stands between it and the group before, where that may be one plate; undefined: something else. */
  gap: string | undefined
}

const run = /[\p{L}\p{N}]+/gu

const isGap = (between: string): boolean => between === '' || between === ' ' || between === '-' || between === '·'

/** So many groups a plate has at most. */
const mostGroups = 5

/** The groups of those words that a digit is near enough to for one plate: none is without. */
function groupsOf(text: string): Group[] {
  const words = [...text.matchAll(run)]
  const groups: Group[] = []
  let next = 0
  for (const [at, [word]] of words.entries()) {
    if (!/\d/.test(word)) continue
    next = Math.max(next, at + 1 - mostGroups)
    for (const found of words.slice(next, at + mostGroups)) addGroups(text, found, groups)
    next = Math.max(next, at + mostGroups)
  }
  return groups
}

function addGroups(text: string, { 0: word, index }: RegExpExecArray, groups: Group[]): void {
  if (word.length > 12 || !/^[A-Za-z\d]+$/.test(word)) return
  const parts = /\d/.test(word) ? (word.match(/[A-Za-z]+|\d+/g) ?? []) : [word]
  if (parts.length > mostGroups || parts.some((part) => part.length > 6)) return
  let at = index
  parts.forEach((part, place) => {
    const end = at + part.length
    const before = groups.at(-1)
    const between = before && before.end >= at - 1 ? text.slice(before.end, at) : undefined
    groups.push({
      text: part,
      at,
      end,
      first: place === 0,
      last: place === parts.length - 1,
      shape: (part.charAt(0) <= '9' ? '9' : 'A').repeat(part.length),
      gap: between !== undefined && isGap(between) ? between : undefined,
    })
    at = end
  })
}

/** The plates in a text, each as it was written. */
export function platesIn(text: string): string[] {
  if (!/\d/.test(text)) return []
  const alone = standingAlone(text)
  return text.split(/(?<=[.!?;])\s+|\n/).flatMap((part) => (/\d/.test(part) ? platesInSentence(part, alone) : []))
}

function platesInSentence(sentence: string, alone: ReadonlySet<string>): string[] {
  const found: string[] = []
  for (const named of labelled.test(sentence) ? sentence.matchAll(label) : []) {
    const from = named.index + named[0].length
    const said = afterLabel.exec(sentence.slice(from, from + 40))?.[0]
    if (said !== undefined && (said.match(/\d/g)?.length ?? 0) >= 2 && !ordinal.test(said)) found.push(said)
  }
  const groups = groupsOf(sentence)
  let told: boolean | undefined
  const ofVehicle = (): boolean => (told ??= vehicle.test(sentence) || sentence.trim().length <= 12)
  for (let from = 0; from < groups.length; from++) {
    if (!groups[from]?.first) continue
    let many = 1
    let shape = groups[from]?.shape ?? ''
    const read: (Kind | undefined)[] = [undefined]
    while (many < mostGroups && groups[from + many]?.gap !== undefined) {
      shape += ` ${groups[from + many]?.shape}`
      many = read.push(kinds.get(shape))
    }
    for (; many > 1; many--) {
      const kind = read[many - 1]
      if (kind === undefined || groups[from + many - 1]?.last !== true) continue
      const some = groups.slice(from, from + many)
      if (!isPlate(some, kind, ofVehicle, alone)) continue
      found.push(sentence.slice(some[0]?.at, some.at(-1)?.end))
      from += many - 1
      break
    }
  }
  return found
}

const ordinal = /^\d+(?:st|nd|rd|th)$/i

function isPlate(groups: readonly Group[], kind: Kind, ofVehicle: () => boolean, alone: ReadonlySet<string>): boolean {
  const gaps = groups.slice(1).map(({ gap }) => gap)
  const letters = groups.filter((group) => group.shape.startsWith('A')).map(({ text }) => text)
  if (letters.some((one) => notPlates.has(one.toUpperCase()))) return false
  const lower = letters.some((one) => one !== one.toUpperCase())
  if (lower && (!ofVehicle() || gaps.includes(' '))) return false
  if (kind === 'strong') return true
  if (kind === 'hyphened') return gaps.every((gap) => gap === '-') || (ofVehicle() && !gaps.includes(' '))
  if (kind === 'digits first') return ofVehicle() && gaps[0] === '-'
  // What also stands without a number is a name: WFP 1000, and WFP elsewhere.
  return ofVehicle() && !letters.some((one) => one.length > 1 && alone.has(one))
}

/** Words in capitals that stand without a number somewhere: names of organisations, mostly. */
const standingAlone = (text: string): ReadonlySet<string> =>
  new Set(text.match(/(?<![\p{L}\p{N}])[A-Z]{2,4}(?![\p{L}\p{N}]|[ -]?(?:[A-Z]{1,2}[ -]?)?\d)/gu))
