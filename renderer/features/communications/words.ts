import type { Output } from '../../../shared/contract/contract.ts'
import { words } from './catalogue.ts'

export type Communication = Output<'communication.list'>['items'][number]

export const channelWords: Record<Communication['channel'], string> = words.channelWords

export const directionWords: Record<Communication['direction'], string> = words.directionWords

export const roleWords: Record<Communication['parties'][number]['role'], string> = words.roleWords

/** A content cut at its quoted words: pieces in order, each said to be quoted or not. */
export function piecesOf(content: string, quotes: readonly string[]): { text: string; quoted: boolean }[] {
  const spans = quotes
    .map((quote) => ({ from: content.indexOf(quote), to: content.indexOf(quote) + quote.length }))
    .filter(({ from }) => from >= 0)
    .sort((a, b) => a.from - b.from)
  const pieces: { text: string; quoted: boolean }[] = []
  let at = 0
  for (const { from, to } of spans) {
    if (to <= at) continue
    const start = Math.max(from, at)
    if (start > at) pieces.push({ text: content.slice(at, start), quoted: false })
    pieces.push({ text: content.slice(start, to), quoted: true })
    at = to
  }
  if (at < content.length) pieces.push({ text: content.slice(at), quoted: false })
  return pieces
}
