// What the drawn scenes share. Everything is computed from a seed, so that the same program draws the same picture.

/** Numbers from 0 to 1 that look random and are the same every time (a linear congruential generator). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

type Attributes = Record<string, string | number>

const attributes = (values: Attributes): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? Math.round(value * 100) / 100 : value}"`)
    .join('')

export const shape = (name: string, values: Attributes, content = ''): string =>
  `<${name}${attributes(values)}>${content}</${name}>`

export const box = (x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}): string =>
  shape('rect', { x, y, width, height, fill, ...more })

export const path = (d: string, fill: string, more: Attributes = {}): string => shape('path', { d, fill, ...more })

export const words = (x: number, y: number, size: number, text: string, more: Attributes = {}): string =>
  shape(
    'text',
    { x, y, 'font-size': size, 'font-family': 'Liberation Sans, Arial, sans-serif', ...more },
    text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`),
  )

export const fade = (id: string, from: string, to: string, more: Attributes = { x1: 0, y1: 0, x2: 0, y2: 1 }): string =>
  shape(
    'linearGradient',
    { id, ...more },
    `<stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`,
  )

export const glow = (id: string, colour: string, strength: number): string =>
  shape(
    'radialGradient',
    { id },
    `<stop offset="0" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/>`,
  )

/** Darker towards the corners, as lenses see it. */
export const vignette = (strength: number): string =>
  `<radialGradient id="corners" cx="0.5" cy="0.5" r="0.75"><stop offset="0.55" stop-color="#000" stop-opacity="0"/>` +
  `<stop offset="1" stop-color="#000" stop-opacity="${strength}"/></radialGradient>`

export const picture = (width: number, height: number, defs: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
  `<defs>${defs}</defs>${content}</svg>`
