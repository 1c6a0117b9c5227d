import { decodeLetters } from '../reading/letters.ts'

/** A file that an editor saved in UTF-16 (with its mark, or recognisably without it), in UTF-8. */
export function inOneByte(file: Buffer): { bytes: Buffer; problems: string[] } {
  const marked = (file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)
  const wide =
    marked ||
    ((file[1] === 0 || file[0] === 0) &&
      file.subarray(0, 64).every((byte, at) => (byte === 0) === (at % 2 === (file[1] === 0 ? 1 : 0))))
  if (!wide || file.length < 4) return { bytes: file, problems: [] }
  const { text } = decodeLetters(file)
  return {
    bytes: Buffer.from(text),
    problems: [
      'It was saved in UTF-16, which no mail is sent in: its parts are taken from its letters, not from its bytes.',
    ],
  }
}
