import { ReportInput, categories } from '../../shared/contract/intake.ts'
import type { Checked } from '../../shared/contract/contract.ts'

const words = `lobby gate parcel camera badge driver caller letter window garage night street sender message corner
  visitor stairwell elevator reception warehouse contractor vehicle plate shouted waited followed photographed returned
  refused described recognised reported entrance delivery assistant director schedule route hotel airport`.split(/\s+/)

/** A sequence of numbers that is the same in every run (a 32-bit xorshift). */
function sequence(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>>= 0)
  }
}

/** Words of an invented narrative; the same seed gives the same words. */
export function prose(seed: number, count: number): string {
  const next = sequence(seed)
  return Array.from({ length: count }, () => words[next() % words.length]).join(' ')
}

/** The report with this number: about 350 bytes of narrative, a place, a severity, a date; none of it real. */
export function reportOf(n: number): Checked<'report.add'> {
  const next = sequence(n)
  const received = new Date(Date.UTC(2020, 0, 1) + (n % 2_000_000) * 60_000).toISOString()
  return ReportInput.parse({
    channel: 'import',
    receivedAt: received,
    reporter: next() % 3 === 0 ? null : { name: `Reporter ${next() % 5000}` },
    occurredAt: { value: received.slice(0, 10), zone: 'UTC', precision: 'day' },
    place: {
      name: `Site ${next() % 800}`,
      latitude: (next() % 18_000) / 100 - 90,
      longitude: (next() % 36_000) / 100 - 180,
    },
    category: categories[next() % categories.length],
    narrative: `${prose(n, 48)} token${n}`,
    severity: next() % 4 === 0 ? { level: 'moderate', reason: 'Named a place.' } : null,
    externalId: `X-${n}`,
    fields: { context: prose(n + 7, 6) },
  })
}
