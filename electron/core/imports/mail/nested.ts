import { cut } from '../reading/reading.ts'
import { inWords } from './address.ts'
import { charsetBeside, collect } from './collect.ts'
import type { Collected, Place } from './collected.ts'
import { cutMessage } from './cut.ts'
import { headOf } from './head.ts'
import { sourceOf } from './lines.ts'

/** A message inside of another: who, when and what, and its first words. */
export async function summaryOf(bytes: Buffer, outer: Place): Promise<{ title: string; text: string }> {
  const source = sourceOf(bytes)
  const entity = cutMessage(source, 0, bytes.length)
  const beside = charsetBeside(entity)
  const head = headOf(entity.header, beside)
  const into: Collected = { parts: [], fields: [], counts: new Map(), problems: [], wrapped: [] }
  // One level: what is inside of this one stays in its bytes.
  const words = await collect(entity, { ...outer, source, beside, depth: outer.depth + 10 }, into)
  const lines = [
    ['From', head.from.map(inWords).join(', ')],
    ...head.fields,
    ['Date', head.date ?? ''],
    ['Attachments that stay inside it', into.parts.map(({ name }) => name).join(', ')],
  ].flatMap(([name = '', text = '']) => (text === '' ? [] : [`${name}: ${text}`]))
  const body = [...words.map(({ text }) => text), ...into.wrapped].join('\n\n').trim()
  return {
    title: head.subject ?? 'attached message',
    text: cut(`${lines.join('\n')}\n\n${body}`.toWellFormed().trim(), 50_000),
  }
}
