// Words of an HTML message, by one pass from left to right: nothing is built that could be shown, run or fetched.

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  copy: '©',
  reg: '®',
  euro: '€',
  pound: '£',
}
const unseen = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg', 'math'])
const breaks = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'pre',
  'blockquote',
  'section',
])
const apart = new Set(['td', 'th'])

/** The text that a reader of the message would have seen, without its looks; links keep where they led. */
export function htmlToText(html: string): string {
  const out: string[] = []
  let at = 0
  const link: string[] = []
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      out.push(decode(html.slice(at)))
      break
    }
    out.push(decode(html.slice(at, open)))
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      at = end === -1 ? html.length : end + 3
      continue
    }
    if (!/^[a-zA-Z/!?]/.test(html.slice(open + 1, open + 2))) {
      out.push('<')
      at = open + 1
      continue
    }
    const close = endOfTag(html, open)
    const tag = html.slice(open + 1, close)
    const name = /^\/?([a-zA-Z][a-zA-Z0-9]{0,20})/.exec(tag)?.[1]?.toLowerCase() ?? ''
    at = close + 1
    const isEnd = tag.startsWith('/')
    if (unseen.has(name) && !isEnd && !tag.endsWith('/')) {
      at = afterElement(html, at, name)
      continue
    }
    if (breaks.has(name)) out.push('\n')
    else if (apart.has(name)) out.push(' ')
    if (name !== 'a') continue
    if (!isEnd) link.push(/\shref\s*=\s*["']?(https?:[^"'\s>]{1,2000})/i.exec(tag)?.[1] ?? '')
    else {
      const target = link.pop() ?? ''
      if (target !== '') out.push(` <${decode(target)}>`)
    }
  }
  return out
    .join('')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?[\r\n]+ ?(?:[\r\n ]+)?/g, (gap) => ((gap.match(/\n/g)?.length ?? 0) > 2 ? '\n\n' : '\n'))
    .trim()
}

/** The end of a tag, past what its quoted attributes hold; of one that never ends the end of the text. */
function endOfTag(html: string, open: number): number {
  let quote = ''
  for (let at = open + 1; at < html.length; at++) {
    const char = html.charAt(at)
    if (quote === '') {
      if (char === '>') return at
      if (char === '"' || char === "'") quote = html.charAt(at - 1) === '=' ? char : ''
    } else if (char === quote) quote = ''
  }
  return html.length
}

function afterElement(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}`, 'gi')
  end.lastIndex = from
  const found = end.exec(html)
  return found ? endOfTag(html, found.index) + 1 : html.length
}

const decode = (text: string): string =>
  text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
    },
  )
