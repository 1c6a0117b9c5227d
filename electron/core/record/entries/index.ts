export { change, Fact, Instant, MemberNamed, Numbered, OccurredAt, Place, Seen, Severity, Sha256 } from './fields.ts'
export { caseStatuses, categories, channels, roles, severityLevels, tellable } from './words.ts'
