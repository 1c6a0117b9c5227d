/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, ECMAScript number spelling.
 * Keys whose value is undefined are left out. Throws TypeError for what has no canonical form: non-finite numbers and
 * strings with lone surrogates (RFC 8785, section 3.2.2.2).
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form')
    return JSON.stringify(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let out = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) out += `${out === '' ? '' : ','}${text(key)}:${canonical(member)}`
  }
  return `{${out}}`
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate has no canonical form')
  return JSON.stringify(value)
}

/** Whether a text is the canonical JSON of the value that was parsed from it. Throws TypeError as `canonical` does. */
export function isCanonical(text: string, value: Json): boolean {
  // What the engine writes alike, with sorted keys and no lone surrogate (which it escapes), is canonical: the way of most texts.
  if (isSorted(value) && !text.includes('\\ud') && JSON.stringify(value) === text) return true
  return canonical(value) === text
}

function isSorted(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let before = ''
  for (const key of Object.keys(value)) {
    const member = value[key]
    if (key < before || (typeof member === 'object' && !isSorted(member))) return false
    before = key
  }
  return true
}
