import sanitize from 'sanitize-html'
import type { Named } from '../../../../../shared/contract/evidence/mail.ts'
import { styleOf, urlsIn } from './style.ts'

/** A picture of an HTML text: a part of its message by its place in the list of parts, or bytes that stand in the text. */
export type Drawn = number | Buffer

/** HTML with nothing in it that acts, loads or leads anywhere. */
export interface Reduced {
  /** Each picture stands as `cid:MARK-N`, N its place in `pictures`. */
  html: string
  mark: string
  pictures: Drawn[]
  named: Named[]
  unnamed: number
}

const allowedTags =
  'a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr article aside'.split(
    ' ',
  )
/** Elements whose words are no words of the message. */
const wordless = 'script style svg math title textarea option template iframe object noembed noframes xml select'.split(
  ' ',
)
const forAll = ['style', 'dir', 'lang', 'title', 'align', 'valign', 'width', 'height', 'bgcolor']
const allowedAttributes = {
  '*': forAll,
  img: ['src', 'alt', 'border', 'hspace', 'vspace'],
  font: ['face', 'size', 'color'],
  table: ['border', 'cellpadding', 'cellspacing'],
  td: ['colspan', 'rowspan', 'nowrap'],
  th: ['colspan', 'rowspan', 'nowrap'],
  ol: ['start', 'type'],
}
/** Deeper ones are read as if their tags were not there. */
const deepest = 150
const mostPictures = 60
/** Bytes of pictures that stand in the text itself. */
const mostInside = 16 * 1024 * 1024
const mostNamed = 500

/** Characters of HTML that are reduced, and how deep elements may lie that are left open: each costs what lies around it. */
const longestHtml = 6_000_000
const openMost = 2000
/** Elements that hold nothing, or end where the next of their kind begins. */
const endless = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot colgroup option optgroup rb rt rp'.split(
    ' ',
  ),
)

/** Whether HTML is reduced in a time that grows as it does. */
export function isReducible(html: string): boolean {
  if (html.length > longestHtml) return false
  let open = 0
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (endless.has(name.toLowerCase())) continue
    open = Math.max(0, open + (end === '' ? 1 : -1))
    if (open > openMost) return false
  }
  return true
}

type Attributes = Readonly<Record<string, string>>

/**
 * Reduces HTML to what can be shown, and names what it would have loaded, run or led to. `partOf`: the part of the message
 * that a picture's address means.
 */
export function reduceHtml(html: string, partOf: (address: string) => number | undefined): Reduced {
  const names = new Names()
  const mark = crypto.randomUUID()
  const pictures: Drawn[] = []
  let inside = 0
  const keep = (one: Drawn): string => {
    const known = typeof one === 'number' ? pictures.indexOf(one) : -1
    return `cid:${mark}-${known === -1 ? pictures.push(one) - 1 : known}`
  }
  const source = (attributes: Attributes): string | undefined => {
    const address = (attributes['src'] ?? '').trim()
    if (address === '') return undefined
    const part = partOf(address)
    if (part !== undefined && pictures.length < mostPictures) return keep(part)
    const data = dataOf(address)
    if (data && pictures.length < mostPictures && (inside += data.length) <= mostInside) return keep(data)
    if (part !== undefined || /^(?:data|cid):/i.test(address)) names.add('inline picture not shown', address)
    else names.add(isPixel(attributes) ? 'tracking pixel' : 'remote picture', address)
    return undefined
  }
  const reduced = sanitize(html, {
    allowedTags,
    allowedAttributes,
    nonTextTags: wordless,
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: deepest,
    onOpenTag: (name, attributes) => names.note(name, attributes),
    transformTags: {
      // Of each element, after what is said for its own below.
      '*': (tagName, { style, ...rest }) => ({ tagName, attribs: withStyle(rest, style) }),
      a: (tagName, { href, ...rest }) => ({
        tagName,
        attribs: href === undefined ? rest : { ...rest, title: href.slice(0, 2000) },
      }),
      img: (tagName, attributes) => {
        const { src: _, ...rest } = attributes
        const src = source(attributes)
        return { tagName, attribs: src === undefined ? rest : { ...rest, src } }
      },
    },
  })
  for (const [, css = ''] of html.matchAll(/<style\b[^>]*>([^]*?)(?:<\/style|$)/gi)) {
    names.add('style sheet', '')
    for (const url of urlsIn(css)) names.add('remote resource', url)
  }
  return { html: reduced, mark, pictures, ...names.said() }
}

function withStyle(attributes: Attributes, style: string | undefined): Record<string, string> {
  const kept = style === undefined ? '' : styleOf(style)
  return kept === '' ? { ...attributes } : { ...attributes, style: kept }
}

/** The bytes of a raster picture that stands in an address. */
function dataOf(address: string): Buffer | undefined {
  const found = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,/i.exec(address)?.[0]
  return found === undefined ? undefined : Buffer.from(address.slice(found.length), 'base64')
}

/** So small, or not shown at all, that it is there to be fetched. */
function isPixel({ width = '', height = '', style = '' }: Attributes): boolean {
  const small = (text: string | undefined): boolean => /^\s*[0-2](?:\.\d+)?(?:px)?\s*$/.test(text ?? '')
  const said = (name: string): string | undefined =>
    new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;!]{1,20})`, 'i').exec(style.slice(0, 2000))?.[1]
  return (
    (small(width) && small(height)) ||
    (small(said('width')) && small(said('height'))) ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  )
}

const attributesThatLoad = ['background', 'poster', 'srcset', 'data', 'lowsrc', 'dynsrc', 'longdesc', 'code', 'archive']
const elementsThatLoad = new Set(['audio', 'video', 'source', 'track', 'embed', 'input', 'bgsound', 'script', 'image'])

/** What was met, each with how often. */
class Names {
  readonly #found = new Map<string, Named>()
  #more = 0

  add(what: Named['what'], address: string): void {
    const value = address.replaceAll(/\s+/g, ' ').trim().slice(0, 2000).toWellFormed()
    const shown = /^data:/i.test(value) ? `${value.slice(0, 60)}…` : value
    const key = `${what} ${value}`
    const known = this.#found.get(key)
    if (known) known.times += 1
    else if (this.#found.size < mostNamed) this.#found.set(key, { what, value: shown, times: 1 })
    else this.#more += 1
  }

  said(): Pick<Reduced, 'named' | 'unnamed'> {
    return { named: [...this.#found.values()], unnamed: this.#more }
  }

  /** Whatever an element asks a program to do, whether it is kept or not. */
  note(name: string, attributes: Attributes): void {
    const { href = '', src = '', style = '' } = attributes
    if ((name === 'a' || name === 'area') && href !== '' && !href.startsWith('#')) this.add('link', href)
    else if (name === 'base' && href !== '') this.add('base address', href)
    else if (href !== '' && name !== 'a' && name !== 'area') this.add('remote resource', href)
    if (name === 'meta' && /^refresh$/i.test(attributes['http-equiv'] ?? ''))
      this.add('refresh', attributes['content'] ?? '')
    if (name === 'form' || attributes['formaction'] !== undefined)
      this.add('form', attributes['action'] ?? attributes['formaction'] ?? '')
    if (name === 'script') this.add('script', src)
    else if (elementsThatLoad.has(name) && src !== '') this.add('remote resource', src)
    if (name === 'svg' || name === 'math') this.add('drawing', '')
    if (name === 'iframe' || name === 'frame' || name === 'object')
      this.add('other document', src || (attributes['data'] ?? ''))
    for (const one of attributesThatLoad) {
      const address = attributes[one]
      if (address !== undefined && address !== '' && !(one === 'data' && name === 'object'))
        this.add('remote resource', address)
    }
    for (const one of Object.keys(attributes)) if (/^on[a-z]/i.test(one)) this.add('script', one)
    if (/^\s*(?:javascript|vbscript):/i.test(href)) this.add('script', href)
    if (style !== '') for (const url of urlsIn(style)) this.add('remote resource', url)
  }
}
