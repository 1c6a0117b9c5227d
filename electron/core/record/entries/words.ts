// Words that the record has for several features' entries. Words are added to a list, never taken from it: what was
// recorded with one stays readable.

export const severityLevels = ['low', 'moderate', 'high', 'critical'] as const

export const channels = ['in-person', 'phone', 'e-mail', 'form', 'alert-feed', 'observation', 'import'] as const

export const categories = [
  'employee-concern',
  'threat',
  'stalking',
  'suspicious-person',
  'trespass',
  'access-anomaly',
  'online-threat',
  'travel',
  'route-deviation',
  'sos',
  'theft',
  'information-leak',
  'assault',
  'abduction',
  'explosion',
  'other',
] as const

export const caseStatuses = ['open', 'investigating', 'on-hold', 'ready-to-close'] as const

export const roles = ['reporter', 'investigator', 'supervisor', 'counsel', 'auditor', 'administrator'] as const

/** Whom a duty is to reach. */
export const tellable = ['approver', 'owner', ...roles] as const

/** What a decision, a finding or an assessment rests on. */
export const factKinds = ['report', 'exhibit', 'note', 'decision', 'task'] as const
