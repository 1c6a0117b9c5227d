import type { Input } from '../../shared/contract/contract.ts'

/** A threat reported by phone; a test says what it is about, and leaves the rest. */
export const aReport = (about: Partial<Input<'report.add'>> = {}): Input<'report.add'> => ({
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  category: 'threat',
  narrative: 'x',
  ...about,
})
