import type { Output } from '../../../shared/contract/contract.ts'

export type Assertion = Output<'assertion.list'>['items'][number]
export type Matrix = Output<'assertion.matrix'>
export type Element = Matrix['allegations'][number]['elements'][number]
export type Placed = Matrix['unplaced'][number]
export type Contradiction = Output<'contradiction.list'>['items'][number]
export type DeviceClock = Output<'clock.list'>['items'][number]
export type Source = Assertion['source']

/** What the panel at the side asks for. */
export type Asked =
  | { what: 'assertion'; element?: Element }
  | { what: 'element'; allegation: { number: string; text: string } }
  | { what: 'clock' }
  | { what: 'link' | 'withdraw' | 'split' | 'place'; assertion: Assertion }
  | { what: 'unlink'; assertion: Assertion; link: Assertion['links'][number] }
  | { what: 'answer'; contradiction: Contradiction }
  | { what: 'drop-element'; element: Element }
  | { what: 'drop-clock'; clock: DeviceClock }

/** The case as its panels name it. */
export interface About {
  id: string
  number: string
}
