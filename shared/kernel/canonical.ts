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
