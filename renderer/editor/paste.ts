import { depthSaid, framesBounded, withoutDepth } from './paste-depth.ts'
import { words } from './catalogue.ts'

/** A pasted text as a note takes it, and what a person is told of it, a sentence each. */
export interface Prepared {
  html: string
  said: string[]
}

/** Elements that hold something which a note cannot show; their own words are kept. */
const objects: Record<string, [one: string, several: string]> = {
  img: ['picture', 'pictures'],
  picture: ['picture', 'pictures'],
  svg: ['drawing', 'drawings'],
  canvas: ['drawing', 'drawings'],
  math: ['formula', 'formulas'],
  video: ['video', 'videos'],
  audio: ['recording', 'recordings'],
  iframe: ['embedded page', 'embedded pages'],
  object: ['embedded file', 'embedded files'],
  embed: ['embedded file', 'embedded files'],
}

/**
 * Pasted HTML made ready for a note, so that nothing vanishes unsaid: what a note has no node for becomes words in its
 * place (`[picture: gate at night]`), and what was left out is counted. What a page draws without its being text (the
 * marks of a quotation, the number of a line in a list, a box that is ticked) is written. Parsed in a document of its own
 * that loads and runs nothing.
 */
export function preparePaste(html: string): Prepared {
  const bounded = withoutDepth(html)
  const { body } = new DOMParser().parseFromString(bounded, 'text/html')
  for (const element of body.querySelectorAll('script, style, template, noscript, head, meta, title')) element.remove()
  const counts = objectsInWords(body)
  fieldsInWords(body)
  definitionsInWords(body)
  const isRaised = raisedInWords(body)
  drawnInWords(body)
  numbersKept(body)
  headingsApart(body)
  linksKept(body)
  const isBounded = framesBounded(body) || bounded !== html
  const left = [...counts].map(([name, count]) => {
    const [one, several] = objects[name] ?? [name, name]
    return `${count} ${count === 1 ? one : several}`
  })
  const said = [
    ...(left.length === 0 ? [] : [leftInWords(left)]),
    ...(isRaised ? [raisedSaid] : []),
    ...(isBounded ? [depthSaid] : []),
  ]
  return { html: body.innerHTML, said }
}

const raisedSaid = 'Raised letters stand behind ^, lowered ones behind _.'

const put = (element: Element, ...words: (string | Node)[]): void => element.replaceWith(...words)

function paragraph(...words: (string | Node)[]): HTMLParagraphElement {
  const made = document.createElement('p')
  made.append(...words)
  return made
}

/** Pictures that stand for a letter: programs draw faces and flags so. */
const isLetter = (says: string): boolean => /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})+$/v.test(says)

/** Pictures and their like as words in brackets; gives how many of each there were. */
function objectsInWords(body: HTMLElement): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [name, [word]] of Object.entries(objects)) {
    for (const element of body.querySelectorAll(name)) {
      // A picture's sources lie within it; it is one thing.
      if (element.parentElement?.closest('picture, svg, object') || (isHidden(element) && name === 'img')) continue
      const says = (
        element.getAttribute('alt') ??
        element.querySelector('img')?.getAttribute('alt') ??
        element.getAttribute('title') ??
        element.textContent
      ).trim()
      if (name === 'img' && isLetter(says)) {
        put(element, says)
        continue
      }
      counts.set(name === 'picture' ? 'img' : name, (counts.get(name === 'picture' ? 'img' : name) ?? 0) + 1)
      put(element, `[${word}${says === '' ? '' : `: ${says}`}]`)
    }
  }
  return counts
}

/** Fields of forms by what they hold, apart from what stands beside them. */
function fieldsInWords(body: HTMLElement): void {
  for (const element of body.querySelectorAll('textarea'))
    put(element, ...element.value.split('\n').map((line) => paragraph(line)))
  for (const element of body.querySelectorAll('select')) {
    const chosen = element.querySelector('option[selected]') ?? element.querySelector('option')
    put(element, ` ${chosen?.textContent ?? ''} `)
  }
  for (const element of body.querySelectorAll('input')) put(element, ...fieldInWords(element))
  for (const element of body.querySelectorAll('button')) put(element, ' ', ...element.childNodes, ' ')
  for (const element of body.querySelectorAll('li[role=checkbox]'))
    element.prepend(tick(element.getAttribute('aria-checked') === 'true'))
}

const tick = (ticked: boolean): string => (ticked ? '[x] ' : '[ ] ')

/** A term and its definition on one line. */
function definitionsInWords(body: HTMLElement): void {
  for (const element of body.querySelectorAll('dt')) {
    const [first, ...more] = definitionsAfter(element)
    const term = (element.textContent ?? '').trim()
    put(element, paragraph(first === undefined ? term : `${term}: ${textOf(first)}`))
    first?.remove()
    // A long term is not said again before each of its definitions.
    const again = term.length > 200 ? '' : `${term}: `
    for (const definition of more) put(definition, paragraph(`${again}${textOf(definition)}`))
  }
}

/** Marks what is raised or lowered, by an element or by its look; says whether anything was. */
function raisedInWords(body: HTMLElement): boolean {
  const raised = [...body.querySelectorAll('sup, [style*="vertical-align"]')].filter(
    (element) => element.matches('sup') || alignOf(element) === 'super',
  )
  const lowered = [...body.querySelectorAll('sub, [style*="vertical-align"]')].filter(
    (element) => element.matches('sub') || alignOf(element) === 'sub',
  )
  for (const element of raised) element.prepend('^')
  for (const element of lowered) element.prepend('_')
  return raised.length + lowered.length > 0
}

const alignOf = (element: Element): string => (element as HTMLElement).style.verticalAlign

/** What a page draws around words: the marks of a quotation, the brackets of a reading; what was put in is underlined. */
function drawnInWords(body: HTMLElement): void {
  for (const element of body.querySelectorAll('q')) put(element, '“', ...element.childNodes, '”')
  for (const element of body.querySelectorAll('rt'))
    if (!element.parentElement?.querySelector('rp')) put(element, '(', ...element.childNodes, ')')
  for (const element of body.querySelectorAll('ins')) {
    const line = document.createElement('u')
    line.append(...element.childNodes)
    put(element, line)
  }
}

/** Lists whose lines count otherwise than one on become several, each beginning with its number. */
function numbersKept(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ol')) {
    const children = [...list.children]
    const items = children.filter(({ tagName }) => tagName === 'LI')
    const look = (items[0] as HTMLElement | undefined)?.style.listStyleType ?? ''
    if (look !== '' && !list.hasAttribute('type') && list.style.listStyleType === '') list.style.listStyleType = look
    let number = list.reversed && !list.hasAttribute('start') ? items.length : list.start
    let part = list
    let next = number
    for (const child of children) {
      if (child.tagName === 'LI') {
        number = numberTold(child) ?? number
        if (child === items[0]) part.start = number
        else if (number !== next) {
          const after = list.cloneNode() as HTMLOListElement
          after.start = number
          part.after(after)
          part = after
        }
        next = number + 1
        number += list.reversed ? -1 : 1
      }
      if (part !== list) part.append(child)
    }
  }
}

function numberTold(item: Element): number | undefined {
  const told = item.getAttribute('value') ?? ''
  return /^-?\d{1,9}$/.test(told) ? Number(told) : undefined
}

/** Headings of tables, groups and pictures as lines of their own. */
function headingsApart(body: HTMLElement): void {
  for (const element of body.querySelectorAll('caption, legend, summary, figcaption'))
    if (element.tagName !== 'CAPTION') put(element, paragraph(...element.childNodes))
    else {
      element.closest('table')?.before(paragraph(...element.childNodes))
      element.remove()
    }
}

/** A note links to places that can be looked up; any other address is kept as words. */
function linksKept(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a[href]')) {
    const address = link.getAttribute('href') ?? ''
    if (/^(?:https?|ftps?|mailto|tel|sms|xmpp):/i.test(address)) continue
    const says = textOf(link) === address ? [] : [` (${address})`]
    put(link, ...link.childNodes, ...says)
  }
}

/** Pixels that mail programs count their readers with are no pictures. */
const isHidden = (element: Element): boolean =>
  ['width', 'height'].every((name) => /^[01](?:px)?$/.test(element.getAttribute(name) ?? ''))

const textOf = (element: Element): string => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()

function definitionsAfter(term: Element): Element[] {
  const found: Element[] = []
  for (let next = term.nextElementSibling; next?.tagName === 'DD'; next = next.nextElementSibling) found.push(next)
  return found
}

function fieldInWords(field: HTMLInputElement): string[] {
  if (field.type === 'hidden' || field.type === 'password') return []
  if (field.type === 'checkbox' || field.type === 'radio') return [tick(field.hasAttribute('checked'))]
  return [` ${field.getAttribute('value') ?? ''} `]
}

/** What was left out of a paste, as one line for a person. */
export const leftInWords = (left: readonly string[]): string => words.notTakenIntoTheNoteEach(left.join(', '))
