/** Looks of an element as far as they decide whether its words are seen. */
export interface Looks {
  /** Nothing inside is shown, whatever it says of itself. */
  gone: boolean
  /** Too small to be read; an element inside may set a size of its own. */
  tiny: boolean
  invisible: boolean
  struck: boolean
  color: string | undefined
  /** 'unknown' over a picture. */
  background: string
  pre: boolean
}

export const plainLooks: Looks = {
  gone: false,
  tiny: false,
  invisible: false,
  struck: false,
  color: undefined,
  background: '255,255,255',
  pre: false,
}

export const isSeen = ({ gone, tiny, invisible, color, background }: Looks): boolean =>
  !gone && !tiny && !invisible && !(color !== undefined && close(color, background))

/** Rules of style sheets by one class, id or element name; what is for some devices only is left out. */
export type Sheet = Map<string, string>

const matters =
  /display|visibility|font|opacity|color|background|decoration|mso-hide|max-height|text-indent|white-space|left|top|clip|overflow/

/** Reads a style sheet into `sheet`, later rules after earlier ones. */
export function readSheet(css: string, sheet: Sheet): void {
  const text = css.replaceAll(/\/\*(?:[^*]|\*(?!\/))*\*\/|<!--|-->/g, ' ')
  for (let at = 0; at < text.length && sheet.size < 5000;) {
    const open = text.indexOf('{', at)
    if (open === -1) return
    const selector = text.slice(at, open).trim()
    if (selector.startsWith('@')) {
      at = afterBlock(text, open)
      continue
    }
    const end = text.indexOf('}', open)
    const rule = text.slice(open + 1, end === -1 ? text.length : end)
    if (matters.test(rule))
      for (const one of selector.slice(-5000).split(',')) {
        const name = /^(?:[a-z][a-z0-9]*)?([.#][\w-]{1,100})$|^([a-z][a-z0-9]{0,20})$/i.exec(one.trim())
        const key = (name?.[1] ?? name?.[2])?.toLowerCase()
        if (key !== undefined) sheet.set(key, `${sheet.get(key)?.slice(-2000) ?? ''};${rule.slice(0, 2000)}`)
      }
    at = end === -1 ? text.length : end + 1
  }
}

function afterBlock(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at + 1
  }
  return text.length
}

/** Looks of an element by those of what holds it, the sheet and its own attributes. */
export function looksOf(name: string, attributes: ReadonlyMap<string, string>, outer: Looks, sheet: Sheet): Looks {
  const looks = { ...outer }
  if (name === 's' || name === 'strike' || name === 'del') looks.struck = true
  if (name === 'pre' || name === 'textarea') looks.pre = true
  if (attributes.has('hidden')) looks.gone = true
  const color = attributes.get('color')
  if (color !== undefined && name === 'font') looks.color = colorOf(color)
  if (name === 'font' && attributes.has('size') && /^0$/.test(attributes.get('size') ?? '')) looks.tiny = true
  const background = attributes.get('bgcolor')
  if (background !== undefined) looks.background = colorOf(background) ?? 'unknown'
  if (attributes.has('background')) looks.background = 'unknown'
  const classes = (attributes.get('class') ?? '').slice(0, 1000).toLowerCase().split(/\s+/)
  const rules =
    sheet.size === 0 ? [] : [name, ...classes.map((one) => `.${one}`), `#${(attributes.get('id') ?? '').toLowerCase()}`]
  const css = [...rules.map((rule) => sheet.get(rule) ?? ''), attributes.get('style') ?? ''].join(';')
  if (css.length > rules.length) apply(declarations(css), looks)
  return looks
}

function declarations(css: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const one of css.slice(0, 20_000).split(';')) {
    const colon = one.indexOf(':')
    if (colon > 0)
      found.set(
        one.slice(0, colon).trim().toLowerCase(),
        one
          .slice(colon + 1)
          .replace(/!\s*important/i, '')
          .trim()
          .toLowerCase(),
      )
  }
  return found
}

const zero = /^-?0*(?:\.0*)?(?:px|pt|em|rem|%|ex|in|cm|mm)?$/

function apply(css: ReadonlyMap<string, string>, looks: Looks): void {
  const get = (name: string): string => css.get(name) ?? ''
  const away = /^-\d{3,}/
  const clipped =
    get('overflow') === 'hidden' &&
    ['max-height', 'height', 'max-width', 'width'].some((name) => css.has(name) && zero.test(get(name)))
  if (get('display') === 'none' || get('mso-hide') === 'all' || clipped || zero.test(css.get('opacity') ?? '1'))
    looks.gone = true
  if (
    get('position') === 'absolute' &&
    (away.test(get('left')) || away.test(get('top')) || /^rect\(\s*0/.test(get('clip')))
  )
    looks.gone = true
  if (away.test(get('text-indent'))) looks.gone = true
  if (css.has('visibility')) looks.invisible = /^(?:hidden|collapse)$/.test(get('visibility'))
  if (css.has('font-size'))
    looks.tiny = zero.test(get('font-size')) || /^(?:0?\.\d+|1(?:\.0*)?)(?:px|pt)$/.test(get('font-size'))
  if (/\bline-through\b/.test(`${get('text-decoration')} ${get('text-decoration-line')}`)) looks.struck = true
  if (css.has('white-space'))
    looks.pre = /^(?:pre|break-spaces)/.test(get('white-space')) && get('white-space') !== 'pre-line'
  if (css.has('color')) looks.color = colorOf(get('color'))
  const background = css.get('background-color') ?? css.get('background')
  if (background !== undefined)
    looks.background = /url\(|gradient/.test(background)
      ? 'unknown'
      : (colorOf(background.split(/\s+(?![^(]*\))/)[0] ?? '') ?? looks.background)
  if (css.has('background-image') && get('background-image') !== 'none') looks.background = 'unknown'
}

const named: Record<string, string> = {
  white: '255,255,255',
  black: '0,0,0',
  red: '255,0,0',
  silver: '192,192,192',
  gray: '128,128,128',
  grey: '128,128,128',
  yellow: '255,255,0',
  snow: '255,250,250',
  ivory: '255,255,240',
  whitesmoke: '245,245,245',
  ghostwhite: '248,248,255',
  transparent: 'transparent',
}

/** A colour as `r,g,b`; undefined for what is not known. */
function colorOf(text: string): string | undefined {
  const value = text.trim().toLowerCase()
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value)
  if (short)
    return short
      .slice(1)
      .map((digit) => Number.parseInt(digit + digit, 16))
      .join(',')
  const long = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(value)
  if (long)
    return long
      .slice(1)
      .map((pair) => Number.parseInt(pair, 16))
      .join(',')
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?\s*\)$/.exec(value)
  if (rgb) return rgb[4] !== undefined && Number(rgb[4]) === 0 ? 'transparent' : rgb.slice(1, 4).join(',')
  return named[value]
}

/** Whether nobody can tell two colours apart. */
function close(color: string, background: string): boolean {
  if (color === 'transparent') return true
  const [a, b] = [color.split(',').map(Number), background.split(',').map(Number)]
  return a.length === 3 && b.length === 3 && a.every((value, index) => Math.abs(value - (b[index] ?? NaN)) <= 8)
}
