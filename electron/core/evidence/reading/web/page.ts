import { decodeLetters } from '../../../imports/reading/letters.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { chosenOf, lines } from '../lines/lines.ts'
import { openedMessage } from '../mail/opened.ts'
import { addText, noParts } from '../mail/parts.ts'
import { wholeOf } from '../source.ts'

const largest = 32 * 1024 * 1024
const begins =
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)[\s>]/i

/** The encoding that a page names in its first letters (HTML, “prescan a byte stream”). */
const namedIn = (start: Uint8Array): string | undefined =>
  /<meta[^>]{0,300}charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(
    Buffer.from(start.subarray(0, 4096)).toString('latin1'),
  )?.[1]

const startOf = (start: Uint8Array): string =>
  decodeLetters(start.subarray(0, 4096 - (start.length % 2)), { charset: namedIn(start), utf8: true }).text.replace(
    /^\uFEFF/,
    '',
  )

/** Web pages: their words, and their HTML reduced as that of a mail is; nothing in it runs, and nothing is fetched. */
export const page: Format = {
  reader: 'page 1',
  takes: ({ start, mime }) => (mime === undefined || /^text\/|xml/.test(mime)) && begins.test(startOf(start)),
  open(source, password, sniffed) {
    if (source.size > largest)
      throw new Unreadable('It is a web page larger than 32 MiB; it is shown as the text it is made of.')
    const bytes = wholeOf(source)
    const { text, doubt } = decodeLetters(bytes, { charset: chosenOf(sniffed.encoding) ?? namedIn(bytes), utf8: true })
    const parts = noParts()
    addText({ part: '1', kind: 'html', source: text }, parts)
    if (doubt !== undefined) parts.problems.unshift(`Its text ${doubt}.`)
    const title = /<title[^>]{0,200}>([^<]{0,2000})/i.exec(text)?.[1]?.replaceAll(/\s+/g, ' ').trim()
    const facts = [...text.matchAll(/<meta\b[^>]{0,2000}>/gi)].slice(0, 100).flatMap(([tag]) => {
      const [, name] = /\b(?:name|property|http-equiv)\s*=\s*["']([^"']{1,100})/i.exec(tag) ?? []
      const [, value] = /\bcontent\s*=\s*["']([^"']{1,2000})/i.exec(tag) ?? []
      return name === undefined || value === undefined ? [] : [{ name, value, source: 'HTML meta' }]
    })
    const opened = openedMessage({
      ...parts,
      format: 'HTML',
      head: title === undefined || title === '' ? [] : [{ name: 'Title', value: title.toWellFormed() }],
      path: [],
      headers: [],
      facts:
        title === undefined || title === ''
          ? facts
          : [{ name: 'Title', value: title.toWellFormed(), source: 'HTML title' }, ...facts],
    })
    // Its lines stand beside, as the text that it is made of.
    const written = lines.open(source, password, sniffed)
    return {
      ...opened,
      part: async (ask) => (ask.ask === 'lines' ? (await written).part?.(ask) : opened.part?.(ask)),
    }
  },
}
