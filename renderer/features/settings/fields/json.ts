import type { Input } from '../../../../shared/contract/contract.ts'

export type Json = Input<'template.save'>['body']
export type Path = readonly (string | number)[]

export const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at a place; undefined where nothing does. */
export const valueAt = (body: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>((inner, step) => {
    if (Array.isArray(inner)) return typeof step === 'number' ? inner[step] : undefined
    return isRecord(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined
  }, body)

/** The body with another value at a place, everything else as it was, unknown parts too; undefined takes the part out. */
export function withAt(body: Json | undefined, [step, ...rest]: Path, value: Json | undefined): Json {
  if (step === undefined) return value ?? null
  if (typeof step === 'number') {
    const list = Array.isArray(body) ? [...body] : []
    list[step] = withAt(list[step], rest, value)
    return list
  }
  const record = isRecord(body) ? body : {}
  if (rest.length > 0 || value !== undefined) return { ...record, [step]: withAt(record[step], rest, value) }
  const { [step]: _, ...others } = record
  return others
}

export const textAt = (body: Json | undefined, path: Path): string => {
  const value = valueAt(body, path)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export const listAt = (body: Json | undefined, path: Path): Json[] => {
  const value = valueAt(body, path)
  return Array.isArray(value) ? value : []
}

export const isUnder = (path: readonly PropertyKey[], place: Path): boolean =>
  place.every((step, at) => path[at] === step)

/** A name of small letters, digits and dashes made from words, other than those that are taken. */
export function nameFrom(words: string, otherwise: string, taken: readonly string[], most = 40): string {
  const plain = words
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, most - 3)
    .replaceAll(/-+$/g, '')
  const base = plain === '' ? otherwise : plain
  let name = base
  for (let next = 2; taken.includes(name); next++) name = `${base}-${next}`
  return name
}

/** Every name of a field, option or task in a body, at whatever depth. */
export function namesIn(body: Json): ReadonlySet<string> {
  if (Array.isArray(body)) return new Set(body.flatMap((inner) => [...namesIn(inner)]))
  if (!isRecord(body)) return new Set()
  const own = ['id', 'key'].map((part) => textAt(body, [part])).filter((name) => name !== '')
  return new Set([...own, ...Object.values(body).flatMap((inner) => [...namesIn(inner)])])
}
