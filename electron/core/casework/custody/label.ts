// A label says an opaque id and nothing else. Its letters lie in the same place on the keyboards that swap A, M, Q, W, Y or
// Z; none is a vowel or looks like a digit. There are 23 signs, a prime, so that a sum with weights that all differ finds every
// single wrong sign and every two that were swapped.

const signs = '23456789BCDFGHJKNPRSTVX'
const length = 11

/** A new id for a label from random bytes (13 are enough): ten signs by chance and a check letter. */
export function newLabel(random: Uint8Array): string {
  let left = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ''
  for (let i = 1; i < length; i++) {
    text += signs[Number(left % 23n)]
    left /= 23n
  }
  return text + checkSign(text)
}

const checkSign = (text: string): string => signs[sumOf(text)] ?? ''

/** The sign that makes the whole sum, in which the last one weighs 22, divide by 23. */
const sumOf = (text: string): number =>
  Array.from(text.slice(0, length - 1)).reduce((sum, sign, i) => sum + (i + 1) * signs.indexOf(sign), 0) % signs.length

/** What a scanner typed, as a label says it: without the spaces, dashes and small letters that keyboards make of it. */
export const scanned = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

/** Whether a text as `scanned` gives it is a label's id, its check letter right. */
export const isLabel = (text: string): boolean =>
  text.length === length && Array.from(text).every((sign) => signs.includes(sign)) && checkSign(text) === text.at(-1)

/** As people read it: `K7RJ2-9XTB4-H`. */
export const spacedLabel = (text: string): string => `${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10)}`
