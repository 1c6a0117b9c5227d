/** What of a pasted text has no place in a note, in words with its count: `2 pictures`. */
export interface Prepared {
  html: string
  left: string[]
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
 * place (`[picture: gate at night]`), definitions and fields of forms keep their separations, and what was left out is
 * counted. Parsed in a document of its own that loads and runs nothing.
 */
export function preparePaste(html: string): Prepared {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const counts = new Map<string, number>()
  const put = (element: Element, ...words: (string | Node)[]): void => element.replaceWith(...words)
  const paragraph = (...words: (string | Node)[]): HTMLParagraphElement => {
    const made = page.createElement('p')
    made.append(...words)
    return made
  }
  for (const element of page.body.querySelectorAll('script, style, template, noscript, head, meta, title'))
    element.remove()
  for (const [name, [word]] of Object.entries(objects)) {
    for (const element of page.body.querySelectorAll(name)) {
      // A picture's sources lie within it; it is one thing.
      if (element.parentElement?.closest('picture, svg, object') || (isHidden(element) && name === 'img')) continue
      counts.set(name === 'picture' ? 'img' : name, (counts.get(name === 'picture' ? 'img' : name) ?? 0) + 1)
      const says = (
        element.getAttribute('alt') ??
        element.querySelector('img')?.getAttribute('alt') ??
        element.getAttribute('title') ??
        element.textContent
      ).trim()
      put(element, `[${word}${says === '' ? '' : `: ${says}`}]`)
    }
  }
  for (const element of page.body.querySelectorAll('textarea'))
    put(element, ...element.value.split('\n').map((line) => paragraph(line)))
  for (const element of page.body.querySelectorAll('select'))
    put(
      element,
      element.querySelector('option[selected]')?.textContent ?? element.querySelector('option')?.textContent ?? '',
    )
  for (const element of page.body.querySelectorAll('input')) put(element, ...fieldInWords(element))
  for (const element of page.body.querySelectorAll('dt')) {
    const [first, ...more] = definitionsAfter(element)
    const term = (element.textContent ?? '').trim()
    put(element, paragraph(first === undefined ? term : `${term}: ${textOf(first)}`))
    first?.remove()
    for (const definition of more) put(definition, paragraph(`${term}: ${textOf(definition)}`))
  }
  for (const [name, mark] of [
    ['sup', '^'],
    ['sub', '_'],
  ] as const)
    for (const element of page.body.querySelectorAll(name)) element.prepend(mark)
  for (const element of page.body.querySelectorAll('caption, legend, summary, figcaption'))
    if (element.tagName !== 'CAPTION') put(element, paragraph(...element.childNodes))
    else {
      const table = element.closest('table')
      table?.before(paragraph(...element.childNodes))
      element.remove()
    }
  for (const link of page.body.querySelectorAll('a[href]')) {
    const address = link.getAttribute('href') ?? ''
    // A note links to places that can be looked up; any other address is kept as words.
    if (!/^(?:https?|ftps?|mailto|tel|sms|xmpp):/i.test(address)) link.append(` (${address})`)
  }
  const left = [...counts].map(([name, count]) => {
    const [one, several] = objects[name] ?? [name, name]
    return `${count} ${count === 1 ? one : several}`
  })
  return { html: page.body.innerHTML, left }
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
  if (field.type === 'checkbox' || field.type === 'radio') return [field.hasAttribute('checked') ? '[x] ' : '[ ] ']
  return [field.getAttribute('value') ?? '']
}

/** What was left out of a paste, as one line for a person. */
export const leftInWords = (left: readonly string[]): string =>
  `Not taken into the note: ${left.join(', ')}. Each place is marked in brackets; keep the files themselves as exhibits.`
