import { decodeWords, rawText, type Doubts } from './words.ts'

/** An address of a field (RFC 5322, 3.4), with the name of its group. */
export interface Address {
  name: string
  address: string
  group?: string
}

/** Addresses of a field, in order. Encoded words are decoded after the commas and brackets are read: they may hold both. */
export function addressesOf(value: Buffer, doubts: Doubts, beside?: string): Address[] {
  const tokens = tokensOf(rawText(value, doubts, beside))
  const found: Address[] = []
  let group: string | undefined
  let members = 0
  let words: Token[] = []
  const flush = (): void => {
    const one = oneOf(words, doubts)
    words = []
    if (!one) return
    members++
    found.push(group === undefined ? one : { ...one, group })
  }
  for (const token of tokens) {
    if (token.kind === ',') flush()
    else if (token.kind === ':') {
      group = said(words, doubts)
      words = []
      members = 0
    } else if (token.kind === ';') {
      flush()
      if (group !== undefined && members === 0) found.push({ name: group, address: '', group })
      group = undefined
    } else words.push(token)
  }
  flush()
  if (group !== undefined && members === 0) found.push({ name: group, address: '', group })
  return found
}

interface Token {
  kind: 'atom' | 'quoted' | 'comment' | 'angle' | ',' | ':' | ';'
  text: string
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at)
    if (char === '"') {
      const [inner, next] = until(text, at + 1, '"')
      tokens.push({ kind: 'quoted', text: inner })
      at = next
    } else if (char === '(') {
      const [inner, next] = comment(text, at)
      tokens.push({ kind: 'comment', text: inner })
      at = next
    } else if (char === '<') {
      const end = text.indexOf('>', at)
      const stop = end === -1 ? text.length : end
      tokens.push({ kind: 'angle', text: text.slice(at + 1, stop).trim() })
      at = stop + 1
    } else if (char === ',' || char === ';' || char === ':') {
      tokens.push({ kind: char, text: char })
      at++
    } else {
      const atom = /^[^"(<,;:]+/.exec(text.slice(at, at + 2000))?.[0] ?? char
      if (atom.trim() !== '') tokens.push({ kind: 'atom', text: atom })
      at += atom.length
    }
  }
  return tokens
}

function until(text: string, from: number, end: string): [string, number] {
  let out = ''
  let at = from
  for (; at < text.length && text.charAt(at) !== end; at++) {
    if (text.charAt(at) === '\\' && at + 1 < text.length) at++
    out += text.charAt(at)
  }
  return [out, at + 1]
}

function comment(text: string, from: number): [string, number] {
  let depth = 0
  let out = ''
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === '\\') out += text.charAt(++at)
    else if (char === '(') {
      if (depth++ > 0) out += char
    } else if (char === ')') {
      if (--depth === 0) return [out, at + 1]
      out += char
    } else out += char
  }
  return [out, text.length]
}

const said = (tokens: readonly Token[], doubts: Doubts): string =>
  decodeWords(
    tokens
      .filter(({ kind }) => kind === 'atom' || kind === 'quoted')
      .map(({ text }) => text.trim())
      .join(' '),
    doubts,
  ).trim()

function oneOf(tokens: readonly Token[], doubts: Doubts): Address | undefined {
  const angle = tokens.findLast(({ kind }) => kind === 'angle')
  const comments = tokens.filter(({ kind }) => kind === 'comment').map(({ text }) => decodeWords(text, doubts))
  const phrase = said(tokens, doubts)
  if (angle) {
    // A route before the address is obsolete (RFC 5322, 4.4) and leads nowhere.
    const address = angle.text.replace(/^@[^:]*:/, '')
    return { name: phrase || comments.join(' '), address }
  }
  if (phrase === '' && comments.length === 0) return undefined
  const bare = /^(?:"[^"]*"|[^\s@]+)@[^\s@]+$/
  const spec = tokens
    .filter(({ kind }) => kind === 'atom' || kind === 'quoted')
    .map(({ kind, text }) => (kind === 'quoted' ? `"${text}"` : text.trim()))
    .join('')
  if (bare.test(spec)) return { name: comments.join(' '), address: spec }
  const word = phrase.split(/\s+/).find((one) => bare.test(one))
  if (word === undefined) return { name: phrase || comments.join(' '), address: '' }
  return { name: phrase.replace(word, '').replaceAll(/\s+/g, ' ').trim() || comments.join(' '), address: word }
}

/** An address as people write it. */
export function inWords({ name, address, group }: Address): string {
  if (group !== undefined && address === '') return `${group} (a group that names nobody)`
  const one = name !== '' && name !== address ? (address === '' ? name : `${name} <${address}>`) : address
  return group === undefined ? one : `${one} (of the group ${group})`
}
