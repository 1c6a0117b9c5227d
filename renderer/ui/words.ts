import { numeral } from '../../shared/kernel/catalogue.ts'
import type { Output } from '../../shared/contract/contract.ts'
import { categoryWords, channelWords } from '../../shared/contract/intake-words.ts'
import { stretch } from '../../shared/kernel/show.ts'
import type { Progress } from '../../shared/contract/port.ts'
import { words as fixed } from './catalogue.ts'

// The field's terms, as the screens say them. The keys are the contract's: a term that is added there must get its words here.

type Report = Output<'report.get'>
type Case = Output<'case.get'>
export type Level = NonNullable<Report['severity']>

export const severityWords: Record<Level, string> = fixed.severityWords
export const levels = Object.keys(severityWords) as Level[]

export { categoryWords, channelWords }

export const statusWords: Record<Case['status'], string> = fixed.statusWords

export const dispositionWords: Record<Report['disposition'], string> = fixed.dispositionWords

/** A select's options, from a record of words. */
export const optionsOf = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label: label.charAt(0).toUpperCase() + label.slice(1) }))

export const count = numeral

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = size
  let unit = ''
  for (const next of units) {
    value /= 1000
    unit = next
    if (value < 999.5) break
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`
}

/** Seconds that are left of work, as people say them. */
const left = (seconds: number): string => (seconds < 60 ? `${Math.ceil(seconds)} s` : stretch(seconds * 1000))

/** How far work has come, in numbers: `64 %, 610 MB/s` or `12,000 of 100,000 entries`. */
export function progressInWords(progress: Progress | null, startedAt: number, now: number): string {
  if (!progress || progress.total <= 0) return fixed.starting
  const percent = `${Math.floor((100 * progress.done) / progress.total)} %`
  if (progress.unit === 'bytes') {
    const rate = progress.done / Math.max(0.05, (now - startedAt) / 1000)
    const numbers = { percent, bytes: bytes(progress.done), bytes2: bytes(progress.total), bytes3: bytes(rate) }
    const { files } = progress
    if (!files || rate === 0) return fixed.ofS(numbers)
    const time = left((progress.total - progress.done) / rate)
    return fixed.filesWithRate({
      done: count(files.done),
      total: count(files.total),
      rest: fixed.ofS(numbers),
      left: time,
    })
  }
  if (progress.unit === 'percent') return percent
  return fixed.ofPercentDoneTotalUnit({
    percent,
    done: count(progress.done),
    total: count(progress.total),
    unit: progress.unit,
  })
}
