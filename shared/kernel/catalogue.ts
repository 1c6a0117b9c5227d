// Fixed words stand in catalogues, one a feature, and nowhere else: whoever translates Holdfast writes each catalogue once more.
// A catalogue is code: what a sentence takes is checked by the compiler, and nothing is parsed while it runs.

/** The language in which everything is written first. */
export const english = 'en'
/** English in strange letters and a third longer: what stays plain on a screen is in no catalogue. A BCP 47 tag of private use. */
export const pseudo = 'en-x-pseudo'

let current: string = english

/** The language in which words are said now, by its BCP 47 tag. */
export const language = (): string => current

/** Says words in a language from now on. What was said before stays as it is. */
export function speak(tag: string): void {
  current = tag
}

/** Does something in a language, at once; the one before holds again afterwards. */
export function inLanguage<T>(tag: string, work: () => T): T {
  const before = current
  current = tag
  try {
    return work()
  } finally {
    current = before
  }
}

declare const whole: unique symbol
/** A sentence that `say` or `plural` made: its words are known from its values. */
export type Said = string & { readonly [whole]: true }

/** What stands in a catalogue: a text, a sentence with values, or a group of both. */
export interface Words {
  readonly [key: string]: string | ((...values: never[]) => Said | object) | Words
}

/** The same words in any language: a text is a text, a sentence takes the same values. */
export type Translated<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? string
    : W[K] extends (...values: infer V) => infer R
      ? (...values: V) => R
      : Translated<W[K]>
}

/**
 * The words of a feature, each in the language that is spoken when it is asked for. `others` has them in further languages, by tag;
 * a word that one of them lacks does not compile.
 */
export function catalogue<const W extends Words>(
  words: W,
  others: Readonly<Record<string, Translated<W>>> = {},
): Translated<W> {
  const made = {}
  for (const [key, word] of Object.entries(words)) {
    const translated = (): Words[string] => ((others[current] as Words | undefined) ?? words)[key] ?? word
    const group = typeof word === 'object' ? catalogue(word, groupsOf(others, key)) : undefined
    Object.defineProperty(made, key, {
      enumerable: true,
      get: () => {
        const now = group ?? translated()
        return typeof now === 'string' ? piece(now) : now
      },
    })
  }
  return made as Translated<W>
}

const groupsOf = (others: Readonly<Record<string, object>>, key: string): Record<string, Words> =>
  Object.fromEntries(Object.entries(others).map(([tag, words]) => [tag, (words as Record<string, Words>)[key] ?? {}]))

/** A fixed stretch of a sentence, in strange letters where these are spoken. */
export const piece = (text: string): string => (current === pseudo ? strange(text) : text)

/** A sentence with values, in any order: `say\`Case ${number} was closed.\``. */
export const say = (texts: TemplateStringsArray, ...values: readonly (string | number)[]): Said =>
  texts.map((text, at) => `${piece(text)}${values[at] ?? ''}`).join('') as Said

/** Forms of a plural by the names that Unicode gives them; `#` is the number. English has `one` and `other`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

const rules = new Map<string, Intl.PluralRules>()

/** How many of something, in the form that the language has for it: `plural(2, { one: '# case', other: '# cases' })`. */
export function plural(many: number, forms: Forms): Said {
  let rule = rules.get(current)
  if (!rule) rules.set(current, (rule = new Intl.PluralRules(current)))
  const [before = '', ...after] = (forms[rule.select(many)] ?? forms.other).split('#')
  return [piece(before), ...after.map(piece)].join(numeral(many)) as Said
}

/** The language whose conventions hold for numbers and dates; English ones are British. */
export const conventions = (): string => (current === english || current === pseudo ? 'en-GB' : current)

/** A number as the language writes it: `12,000`. */
export const numeral = (value: number): string => value.toLocaleString(conventions())

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const odd = [...'áƀçđéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁßÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ']
const strangeOf = new Map([...plain].map((letter, at) => [letter, odd[at] ?? letter]))

/** Every plain letter strange, and a third more of them: words of other languages are longer. */
function strange(text: string): string {
  return text.replaceAll(/[a-z]+/gi, (word) => {
    const letters = [...word].map((letter) => strangeOf.get(letter) ?? letter)
    return `${letters.join('')}${'ö'.repeat(Math.round(word.length / 3))}`
  })
}
