import { fileKind as nameOfKind } from '../../shared/kernel/file-kind.ts'
import { isolated } from '../../shared/kernel/direction.ts'
import { words } from './catalogue.ts'

const steering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
// oxlint-disable-next-line no-control-regex -- control characters in a name are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/g

/** Ends of lines and tabs: in a line of ours they are a space, as in any text. */
const white = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g

const tagOf = (char: string): string => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/**
 * A name or a line with the characters written out that turn what follows them around or hide in it: a file called
 * `photo⟨U+202E⟩gpj.exe` must not be read as a picture.
 */
export const plainly = (name: string): string =>
  name.replace(white, ' ').replace(steering, tagOf).replace(controls, tagOf)

/** A text with the same characters written out; its lines and tabs stay. */
export const plainLines = (text: string): string =>
  text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .split(/([\n\t])/)
    .map((part) => (part === '\n' || part === '\t' ? part : plainly(part)))
    .join('')

/** A line of ours with words of the record in it: plainly, and none of them turns the words after it around. */
export const told = (line: string): string => isolated(plainly(line))

/** The last part of a path, of this system or another. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

const media: Record<string, string> = {
  get 'text/plain'() {
    return words.text
  },
  get 'message/rfc822'() {
    return words.eMail
  },
  get 'application/x-empty'() {
    return words.emptyFile
  },
  get 'application/octet-stream'() {
    return words.notRecognised
  },
}

/** What a file is by its first bytes, in few words: `JPEG image`, `PDF`, `Text`. */
export function fileKind(mediaType: string): string {
  const known = media[mediaType]
  if (known !== undefined) return known
  return nameOfKind(mediaType)
}
