/** Properties that say how words look, and nothing of what lies over what. */
const allowed =
  /^(?:color|background-color|background|font(?:-(?:family|size|style|weight|variant))?|text-(?:align|decoration|indent|transform)|line-height|letter-spacing|white-space|vertical-align|direction|unicode-bidi|list-style-type|border(?:-(?:top|right|bottom|left))?(?:-(?:color|style|width))?|border-(?:collapse|spacing|radius)|padding(?:-(?:top|right|bottom|left))?|margin(?:-(?:top|right|bottom|left))?|(?:min-|max-)?(?:width|height)|display|visibility|opacity|overflow|float|clear|word-break|word-wrap|overflow-wrap|table-layout)$/

/** Of a style attribute what can be shown: no address, no position, nothing that is written with escapes. */
export function styleOf(style: string): string {
  const kept: string[] = []
  for (const one of style
    .slice(0, 20_000)
    .replaceAll(/\/\*[^]*?\*\//g, ' ')
    .split(';')) {
    const [, name = '', value = ''] = /^\s*([a-z-]{1,40})\s*:([^]*)$/i.exec(one) ?? []
    if (allowed.test(name.toLowerCase()) && isPlain(value)) kept.push(`${name.toLowerCase()}:${value.trim()}`)
  }
  return kept.join(';')
}

/** Words, numbers and colours. */
const isPlain = (value: string): boolean =>
  value.length <= 300 &&
  /^[\w\s#%.,'"+*/!-]*$/u.test(value.replaceAll(/\b(?:rgb|hsl)a?\([\d\s.,%/a-z]*\)/gi, ' ')) &&
  !/^\s*$/.test(value)

/** Addresses that a style sheet or attribute would load. */
export function urlsIn(css: string): string[] {
  const plain = css.replaceAll(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : ''
  })
  const found: string[] = []
  for (const match of plain.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*))|@import\s+(?:"([^"]*)"|'([^']*)')/gi)) {
    const address = (match.slice(1).find((one) => one !== undefined) ?? '').trim()
    if (address !== '' && !address.startsWith('#') && found.length < 1000) found.push(address)
  }
  return found
}
