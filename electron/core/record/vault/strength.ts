import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** How hard a passphrase is to guess, and what to say about it. */
export interface Strength {
  /** 0 to 4, as zxcvbn counts. */
  score: number
  tooWeak: boolean
  words: string
}

interface Judge {
  zxcvbn: ZxcvbnFactory
  commonest: ReadonlySet<string>
}

const fewest = 8
const enough = 3
const advice = 'Four or more words that do not belong together are strong and easy to keep.'

const reasons: Record<string, string> = {
  straightRow: 'it follows a row of the keyboard',
  keyPattern: 'it follows a pattern on the keyboard',
  simpleRepeat: 'it repeats one character',
  extendedRepeat: 'it repeats the same few characters',
  sequences: 'it follows a sequence such as abc or 1234',
  recentYears: 'it is built on a year',
  dates: 'it is built on a date',
  topTen: 'it is among the first that anyone tries',
  topHundred: 'it is among the first that anyone tries',
  common: 'it is on the lists that are tried first',
  similarToCommon: 'it is close to one that is tried first',
  wordByItself: 'it is one word',
  namesByThemselves: 'it is made of names',
  commonNames: 'it is made of common names',
  userInputs: 'it is built on the name of the vault or of its member',
}

let judge: Promise<Judge> | undefined

/** The word lists take some 40 ms and 15 MB, so they are read when the first passphrase is chosen, not at the start. */
const loadJudge = (): Promise<Judge> =>
  (judge ??= (async () => {
    const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ])
    return {
      zxcvbn: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 128 }),
      commonest: new Set(dictionary['passwords-common'].slice(0, 1000).map((word) => word.toLowerCase())),
    }
  })())

/** A passphrase without the digits and signs that people put behind a word to please a rule. */
const bare = (plain: string): string => plain.replace(/[\p{Nd}\p{P}\p{S}\s]{1,6}$/u, '')

/** Words that somebody who knows the vault tries first. */
const guessable = (about: readonly string[]): string[] =>
  about
    .flatMap((name) => {
      const words = name.split(/[^\p{L}\p{Nd}]+/u)
      return [name, words.join(''), ...words]
    })
    .filter((word) => word.length > 2)
    .map((word) => word.toLowerCase())

/**
 * Judges a passphrase; `about` are the names of the vault and its members, which count as guessed. Too weak is one of
 * fewer than 8 characters, one of the 1,000 commonest (also with digits or signs behind it), and one that zxcvbn gives
 * fewer than 3 of 4 points (fewer than 10^8 guesses).
 */
export async function strengthOf(passphrase: string, about: readonly string[]): Promise<Strength> {
  const characters = [...passphrase.normalize('NFKC')].length
  if (characters === 0) return { score: 0, tooWeak: true, words: advice }
  if (characters < fewest) return { score: 0, tooWeak: true, words: `${characters} of at least ${fewest} characters.` }
  const { zxcvbn, commonest } = await loadJudge()
  const plain = passphrase.normalize('NFKC').toLowerCase()
  if (commonest.has(plain) || commonest.has(bare(plain))) {
    return { score: 0, tooWeak: true, words: `Weak: ${reasons['topHundred']}. ${advice}` }
  }
  const { score, feedback } = zxcvbn.check(passphrase.normalize('NFKC'), guessable(about))
  if (score >= enough)
    return { score, tooWeak: false, words: score > enough ? 'Strong.' : 'Good. One more word would make it strong.' }
  const why = reasons[feedback.warning ?? '']
  return { score, tooWeak: true, words: `Weak${why === undefined ? '' : `: ${why}`}. ${advice}` }
}

/** Refuses a passphrase that gives no protection. Fails with WEAK_PASSPHRASE, whose `next` says what would help. */
export async function requireStrong(passphrase: string, about: readonly string[]): Promise<void> {
  const { tooWeak, words } = await strengthOf(passphrase, about)
  if (!tooWeak) return
  throw new HoldfastError(
    'WEAK_PASSPHRASE',
    'This passphrase is too easy to guess to protect a vault; nothing was changed.',
    words.startsWith('Weak') ? words : `${words} ${advice}`,
  )
}
