import { Parser } from 'htmlparser2'

// A browser parses nested elements, and the editor nested lists, in time that grows by the square of their depth; a note
// holds some twenty levels. What lies deeper loses its frames and keeps its words, a line for each.

/** Levels of elements that are parsed; what pages and mails are made of lies within. */
const mostLevels = 60
/** Levels of a note between itself and its paragraphs, which the core takes (`casework/notebook/rich-text.ts`: depth 40). */
const mostFrames = 15

/** What is said of a paste in which something lay deeper than it is kept. */
export const depthSaid =
  'What was nested deeper than a note holds stands as lines of their own; every word of it is there.'

const blocks = new Set(
  'address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** What holds words of its own in attributes or is taken out whole; none of it holds itself. */
const leaves = new Set(
  'a audio button canvas iframe noscript object option script select style svg template textarea title video'.split(
    ' ',
  ),
)

/** HTML no deeper than is parsed in good time; the same text where it is none too deep. */
export function withoutDepth(html: string): string {
  let [level, deepest] = [0, 0]
  const measure = new Parser({
    onopentag: (name) => {
      if (!voids.has(name)) deepest = Math.max(deepest, ++level)
    },
    onclosetag: (name) => {
      if (!voids.has(name)) level--
    },
  })
  measure.end(html)
  return deepest > mostLevels ? flattened(html) : html
}

function flattened(html: string): string {
  const out: string[] = []
  /** The open elements: those that are kept, and as undefined those that are left out. */
  const open: (string | undefined)[] = []
  let [kept, left] = [0, 0]
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (voids.has(name)) {
          out.push(tag(name, attributes))
          return
        }
        // A table has room for its rows and cells, or is left out itself.
        const room = name === 'table' ? mostLevels - 4 : leaves.has(name) ? mostLevels + 5 : mostLevels
        const keeps = kept < room && (left === 0 || leaves.has(name))
        open.push(keeps ? name : undefined)
        if (keeps) {
          kept++
          out.push(tag(name, attributes))
        } else if (left++ === 0) out.push('<div>')
        else if (blocks.has(name)) out.push('</div><div>')
      },
      ontext: (text) => out.push(text),
      onclosetag: (name) => {
        if (voids.has(name)) return
        const keptName = open.pop()
        if (keptName !== undefined) {
          kept--
          out.push(`</${keptName}>`)
        } else if (--left === 0) out.push('</div>')
        else if (blocks.has(name)) out.push('</div><div>')
      },
    },
    { decodeEntities: false },
  )
  parser.end(html)
  return out.join('')
}

const tag = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${value.replaceAll('"', '&quot;')}"`)].join(' ')}>`

const frames: Record<string, number> = { UL: 2, OL: 2, BLOCKQUOTE: 1, TABLE: 3 }

/** Makes lines of the lists, quotations and tables that lie deeper than a note holds; says whether there were any. */
export function framesBounded(body: HTMLElement): boolean {
  const over: Element[] = []
  const look = (within: Element, used: number): void => {
    for (const child of within.children) {
      const all = used + (frames[child.tagName] ?? 0)
      if (all > mostFrames) over.push(child)
      else look(child, all)
    }
  }
  look(body, 0)
  for (const element of over) {
    const lists = [...element.querySelectorAll('ol'), ...(element instanceof HTMLOListElement ? [element] : [])]
    for (const list of lists) {
      let number = list.start
      for (const item of list.children) item.prepend(`${number++}. `)
    }
    for (const inner of element.querySelectorAll('ul, ol, li, blockquote, table, thead, tbody, tfoot, tr, td, th'))
      inLines(inner)
    inLines(element)
  }
  return over.length > 0
}

function inLines(element: Element): void {
  const line = document.createElement('div')
  while (element.firstChild) line.append(element.firstChild)
  element.replaceWith(line)
}
