import type { custodyActions } from './custody.ts'

/** What was done in a step, in the words of lists and pages. */
export const doneInWords: Readonly<Record<(typeof custodyActions)[number], string>> = {
  collect: 'collected',
  transfer: 'transferred',
  'check-out': 'checked out',
  'check-in': 'checked in',
  access: 'examined',
  copy: 'copied',
  test: 'tested',
  export: 'copy exported',
  verify: 'verified',
  return: 'returned',
  store: 'moved in storage',
  split: 'divided',
  combine: 'combined with others',
  dispose: 'disposed of',
  destroy: 'destroyed',
}
