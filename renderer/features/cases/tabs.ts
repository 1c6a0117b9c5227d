/** The rooms of a case, in the order they are shown. */
export const caseTabs = [
  'brief',
  'reports',
  'evidence',
  'notebook',
  'communications',
  'travel',
  'decisions',
  'assessment',
  'packets',
  'history',
  'retention',
] as const
export type CaseTab = (typeof caseTabs)[number]

export const isCaseTab = (text: string): text is CaseTab => (caseTabs as readonly string[]).includes(text)
