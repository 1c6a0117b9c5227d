import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** Bytes as words that can be written down and read out: 12 for 16 bytes, 24 for 32 (BIP 39, English list, with checksum). */
export const toWords = (bytes: Uint8Array): string => entropyToMnemonic(Uint8Array.from(bytes), wordlist)

/** Words as people type them: in any case, with any spaces, numbers or commas between them. */
export const plainWords = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .join(' ')

/** The 32 bytes of a recovery sheet. Fails with INVALID_INPUT when words are missing, misspelt or in another order. */
export function fromWords(typed: string): Buffer {
  const words = plainWords(typed).split(' ')
  const unknown = words.find((word) => !wordlist.includes(word))
  if (words.length !== 24 || unknown !== undefined) {
    throw new HoldfastError(
      'INVALID_INPUT',
      words.length !== 24
        ? `A recovery sheet has 24 words; these are ${words.length}.`
        : `“${unknown}” is no word of a recovery sheet.`,
      'Compare them with the sheet, one by one, and type them in its order.',
    )
  }
  try {
    return Buffer.from(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    throw new HoldfastError(
      'INVALID_INPUT',
      'These words do not belong together: one is another than on the sheet, or two are in another order.',
      'Compare them with the sheet, one by one, and type them in its order.',
    )
  }
}
