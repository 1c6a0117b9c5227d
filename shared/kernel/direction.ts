// Right-to-left words within a line of ours. By the bidirectional algorithm (UAX #9) they take the punctuation and the
// numbers after them along: “for مريم; 0 of 13 tasks” is drawn as “for 0 ;مريم of 13 tasks”. Shown only, never recorded.

/** Blocks that UAX #9 sets aside for right-to-left letters, their marks and digits (DerivedBidiClass). */
const rtl = String.raw`\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}`
/** A stretch goes on over what is no letter, but not over a sign that parts the values of a line. */
const stretch = new RegExp(String.raw`[${rtl}](?:[^${rtl}\p{L}\n;:\(\)·→]*[${rtl}])*`, 'gv')
const others = new RegExp(String.raw`[\p{L}--[${rtl}]]|\n`, 'v')

/**
 * Sets right-to-left words apart (FSI … PDI) from what stands around them in a line: a text without other letters
 * whole, with its digits and punctuation; in any other, each stretch of them. A line of which nothing runs right to left
 * is given back as it is. Isolates and overrides that stand in case text must be written out before (`[U+2068]`).
 */
export function isolated(line: string): string {
  if (line.search(stretch) === -1) return line
  return others.test(line) ? line.replace(stretch, '\u2068$&\u2069') : `\u2068${line}\u2069`
}
