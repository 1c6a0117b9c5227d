// Whether a sentence says more than one thing. It is a hint to whoever wrote it: nothing is split by itself.

const subject = "(?:I|he|she|they|we|it|you|the [\\p{L}'’-]+|[A-Z][\\p{L}'’-]+)"
const past =
  '(?:\\p{L}{3,}ed|was|were|had|did|went|came|saw|said|told|took|left|ran|drove|got|gave|held|kept|made|met|put|sat|stood|spoke|wrote|rang|broke|threw|hit|fell|heard|knew|found|lost|paid|sent)'
/** Where another statement begins: after a semicolon, or after `and`, `but`, `then` with a verb or a subject of its own. */
const joints = [
  /\s*;\s+/u,
  new RegExp(`,?\\s+(?:and then|and|but|then)\\s+(?=${subject}\\s+(?:\\p{L}+\\s+)?${past}\\b)`, 'u'),
  new RegExp(`,?\\s+(?:and then|and|but|then)\\s+(?=${past}\\b)`, 'u'),
]

/** Abbreviations that end in a full stop and end no sentence. */
const abbreviations =
  /\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sgt|Cpl|Capt|Lt|Col|Gen|Det|Insp|Supt|Hon|Rev|Jr|Sr|No|Nos|approx|ca|cf|e\.g|i\.e|vs|a\.m|p\.m|Ave|Rd|Blvd|Apt|[A-Z])\./gu

/** The statements that a text may be split into; empty when it seems to be one. */
export function statementsIn(text: string): string[] {
  const plain = masked(text).replaceAll(abbreviations, (word) => `${word.slice(0, -1)}·`)
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(plain)]
    .map(({ segment, index }) => text.slice(index, index + segment.length).trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
  const parts = sentences.flatMap((sentence) =>
    joints.reduce<string[]>((all, joint) => all.flatMap((one) => split(one, joint)), [sentence]),
  )
  return parts.length > 1 ? parts : []
}

/** Words in quotation marks are one thing, whatever stands in them. */
function split(text: string, joint: RegExp): string[] {
  const found = joint.exec(masked(text))
  if (!found || found.index === 0) return [text]
  const rest = text.slice(found.index + found[0].length)
  return /\p{L}/u.test(rest) ? [text.slice(0, found.index).trim(), ...split(rest, joint)] : [text]
}

const masked = (text: string): string => text.replaceAll(/“[^”]*”|"[^"]*"/g, (quoted) => '·'.repeat(quoted.length))
