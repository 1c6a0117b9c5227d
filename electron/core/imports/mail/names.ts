import { line } from '../reading/reading.ts'
import type { Entity } from './cut.ts'
import { firstOf } from './header.ts'
import { endingOf, structured } from './parameters.ts'

/** The name that a part has, as it says it, and what is odd about it. */
export function nameOf(
  entity: Entity,
  beside: string | undefined,
  inner?: string,
): { name: string | undefined; doubts: string[] } {
  const doubts: string[] = []
  const note = (doubt: string): void => void doubts.push(doubt)
  const disposition = structured(firstOf(entity.header, 'content-disposition'), note, beside)
  const type = structured(firstOf(entity.header, 'content-type'), note, beside)
  const first = disposition.parameters.get('filename')
  const second = type.parameters.get('name')
  const said = first ?? second ?? inner
  if (first !== undefined && second !== undefined && endingOf(first) !== endingOf(second))
    note(`is another one by its type: “${second.slice(0, 100)}”`)
  for (const { twice } of [disposition, type])
    if (twice.some((name) => name === 'filename' || name === 'name')) note('stands there twice, differently')
  if (said === undefined) return { name: undefined, doubts: [] }
  if (/\p{Cc}/u.test(said)) note('has control characters, which are left out')
  if (/[\u202a-\u202e\u2066-\u2069]/.test(said))
    note('has signs that change the direction of writing: its ending may be another one than it seems')
  if (/[/\\]/.test(said)) note('has parts of a path')
  if (said.length > 255) note('is longer than 255 characters and is cut')
  return {
    name: line(said.replaceAll(/(?!\s)\p{Cc}/gu, ''), 255),
    doubts: [...new Set(doubts)],
  }
}
