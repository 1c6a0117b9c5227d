/** A passphrase's strength in words. A rough measure for the person who types; the core has the last word. */
export function strengthOf(passphrase: string): { words: string; tooWeak: boolean } {
  if (passphrase === '')
    return { words: 'Four or more words that do not belong together are strong and easy to keep.', tooWeak: true }
  const characters = Array.from(passphrase)
  if (characters.length < 12) {
    return { words: `${characters.length} of at least 12 characters.`, tooWeak: true }
  }
  const different = new Set(characters).size
  if (different < 6) return { words: 'Weak: it repeats the same few characters.', tooWeak: true }
  const pool =
    (/\p{Ll}/u.test(passphrase) ? 26 : 0) +
    (/\p{Lu}/u.test(passphrase) ? 26 : 0) +
    (/\p{Nd}/u.test(passphrase) ? 10 : 0) +
    (/[^\p{L}\p{Nd}]/u.test(passphrase) ? 12 : 0)
  const words = passphrase.trim().split(/[\s._-]+/).length
  // Words of a language carry far less than their letters; about 11 bits each.
  const bits =
    words >= 3 ? words * 11 + different / 2 : Math.min(characters.length, different * 1.6) * Math.log2(pool + 1) * 0.75
  if (bits < 45) return { words: 'Fair: one more word would make it strong.', tooWeak: false }
  if (bits < 65) return { words: 'Good.', tooWeak: false }
  return { words: 'Strong.', tooWeak: false }
}
