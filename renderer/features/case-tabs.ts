/** The tabs of a case, in the order they are shown; each is filled by the manifest of a feature. */
export const caseTabs = [
  'brief',
  'reports',
  'people',
  'evidence',
  'items',
  'notebook',
  'tasks',
  'communications',
  'travel',
  'decisions',
  'assessment',
  'assertions',
  'closure',
  'packets',
  'history',
  'retention',
] as const
export type CaseTab = (typeof caseTabs)[number]

/** Whether a text, of an address or from the core, names a tab. */
export const isCaseTab = (text: string): text is CaseTab => (caseTabs as readonly string[]).includes(text)
