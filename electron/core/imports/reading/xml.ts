import { SaxesParser } from 'saxes'
import { Unreadable } from './reading.ts'

/** An element, by its local name; whatever its prefix. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

const deepest = 64
const mostElements = 1_500_000

/** Decodes XML by its byte-order mark or its declaration; UTF-8 where it says nothing. */
export function decodeXml(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200))
  const label = /^[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']/.exec(start.toString('latin1'))?.[1]
  const utf16 =
    start[0] === 0xff && start[1] === 0xfe
      ? 'utf-16le'
      : start[0] === 0xfe && start[1] === 0xff
        ? 'utf-16be'
        : undefined
  // The decoder takes this label for Windows-1252.
  if (utf16 === undefined && /^(?:us-)?ascii$/i.test(label ?? '') && bytes.some((byte) => byte > 0x7f))
    throw new Unreadable(`Its characters are not ${label}, as it says.`)
  try {
    return new TextDecoder(utf16 ?? label ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Unreadable(`Its characters are not ${utf16 ?? label ?? 'UTF-8'}, as it says.`)
  }
}

/** The local name of the outermost element; undefined where there is none. */
export const rootOf = (text: string): string | undefined =>
  /^\uFEFF?\s*(?:<\?[^>]{0,2000}\?>\s*|<!--(?:(?!-->)[\s\S]){0,20000}-->\s*|<![^>]{0,2000}>\s*){0,20}<(?:[\w.-]{1,60}:)?([\w.-]{1,60})/.exec(
    text,
  )?.[1]

const refuse = (): never => {
  throw new Unreadable(
    'It has a document type (DOCTYPE), which is not read: entities could make it grow or fetch files.',
  )
}

/** Says so before anything is made of what stands before the outermost element. */
export function refuseDoctype(text: string): void {
  const prolog = text.slice(0, Math.max(0, text.search(/<[A-Za-z_]/)))
  if (/<!DOCTYPE/i.test(prolog)) refuse()
}

/**
 * Reads a whole document. A document type is refused: it is where entities that grow and files that are fetched come
 * from, and neither an alert nor a track has one. Fails with Unreadable on anything that is not well-formed.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const stack: Element[] = []
  let root: Element | undefined
  let count = 0
  parser.on('doctype', () => refuse())
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length >= deepest) throw new Unreadable(`Its elements lie more than ${deepest} deep.`)
    if (++count > mostElements) throw new Unreadable('It has more than 1,500,000 elements.')
    const element: Element = { name: name.slice(name.indexOf(':') + 1), attributes, children: [], text: '' }
    stack.at(-1)?.children.push(element)
    root ??= element
    stack.push(element)
  })
  const addText = (more: string): void => {
    const element = stack.at(-1)
    if (element) element.text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void stack.pop())
  parser.on('error', () => {
    throw new Unreadable(`It is not well-formed XML at line ${parser.line}.`)
  })
  parser.write(text).close()
  if (!root) throw new Unreadable('It has no element.')
  return root
}

export const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name)

/** The trimmed text of the first child of that name; undefined when it is empty or not there. */
export function textOf(element: Element, name: string): string | undefined {
  const text = element.children.find((child) => child.name === name)?.text.trim()
  return text === '' ? undefined : text
}
