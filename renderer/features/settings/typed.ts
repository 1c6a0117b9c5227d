import type { Input } from '../../../shared/contract/contract.ts'
import { templateBodies, type TemplateKind } from '../../../shared/contract/templates.ts'
import { lineOf } from './place.ts'
import { words } from './catalogue.ts'

export type Body = Input<'template.save'>['body']

/** Something that keeps a template from being used, and where it is. */
export interface Wrong {
  place: string
  says: string
  path: readonly PropertyKey[]
}

/** `json` is there for whatever is JSON, `body` only for what can be used. */
export type Typed = { json: Body; body: Body; wrong?: never } | { json?: Body; body?: never; wrong: Wrong[] }

/** A body as text, its parts in the order of the schema: the ledger keeps them by the alphabet. */
export const written = (kind: TemplateKind, body: Body): string =>
  JSON.stringify(templateBodies[kind].safeParse(body).data ?? body, null, 2)

const placeOf = (text: string, path: readonly PropertyKey[]): string =>
  [words.lineLineOf(lineOf(text, path)), ...(path.length > 0 ? [path.map(String).join('.')] : [])].join(', ')

/** Where a text stops being JSON, by the engine's words for it. */
function brokenAt(text: string, message: string): string {
  const at = /position (\d+)/.exec(message)?.[1]
  const near = /token .*?, (?:\.\.\.)?"(.*?)"(?:\.\.\.)? is not valid JSON/s.exec(message)?.[1]
  const end = at !== undefined ? Number(at) : near !== undefined ? text.indexOf(near) + near.length / 2 : text.length
  return words.lineMany(text.slice(0, end).split('\n').length)
}

/** What was typed as a template of its kind, or what is wrong with it. */
export function readTyped(kind: TemplateKind, text: string): Typed {
  let json: Body
  try {
    json = JSON.parse(text) as Body
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    const says = message.replace(/ in JSON at position.*$/s, '').replace(/, (?:\.\.\.)?".*is not valid JSON$/s, '')
    return { wrong: [{ place: brokenAt(text, message), says: words.thisIsNotJson(says), path: [] }] }
  }
  const checked = templateBodies[kind].safeParse(json)
  if (checked.success) return { json, body: json }
  const wrong = checked.error.issues.map(({ path, message }) => ({ place: placeOf(text, path), says: message, path }))
  return { json, wrong }
}
