/** The rooms of a case, in the order they are shown. */
export const caseTabs = [
  'brief',
  'reports',
  'people',
  'evidence',
  'notebook',
  'tasks',
  'communications',
  'travel',
  'decisions',
  'assessment',
  'closure',
  'packets',
  'history',
  'retention',
] as const
export type CaseTab = (typeof caseTabs)[number]

export const isCaseTab = (text: string): text is CaseTab => (caseTabs as readonly string[]).includes(text)
