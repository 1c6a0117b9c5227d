const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** An identifier from 16 random bytes: 26 characters of Crockford's base32, lower case. */
export function idFrom(random: Uint8Array): string {
  let bits = 0
  let word = 0
  let out = ''
  for (const byte of random.subarray(0, 16)) {
    word = (word << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += alphabet[(word >> bits) & 31]
    }
    word &= (1 << bits) - 1
  }
  return out + (bits > 0 ? (alphabet[(word << (5 - bits)) & 31] ?? '') : '')
}

/** The form of `idFrom`. */
export const idPattern = /^[0-9a-hjkmnp-tv-z]{26}$/
