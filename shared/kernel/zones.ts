import { abbreviations } from './zone-abbreviations.ts'

// A zone is a place's (Europe/Lisbon), UTC, or a fixed offset from UTC. An abbreviation is none: BST is London's summer and
// Dhaka's year, and ICU, which knows some thirty of them by names of its own, would silently take one.

/** Regions of the IANA list, `US/Eastern` and the like among them; `SystemV/EST5` is a name of ICU's. */
const region =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Europe|Indian|Mexico|Pacific|US)\//i
/** Names of the IANA list for UTC, written with its area. */
const universal = /^(?:UTC|Etc\/(?:UTC|UCT|GMT|GMT0|GMT[+-]0|Greenwich|Universal|Zulu))$/i
/** Counted the way of POSIX: `Etc/GMT-5` is five hours AHEAD of UTC. */
const counted = /^Etc\/GMT([+-])(\d{1,2})$/i
/** ISO 8601. No place has ever been further from UTC than 15:59:59. */
const offsetForm = /^(?!-00:00)([+-])(0\d|1[0-5]):([0-5]\d)$/

const known = new Map<string, boolean>()

/** Whether the runtime's own list has a name. It also takes abbreviations and names of ICU's. */
function isListed(zone: string): boolean {
  let listed = known.get(zone)
  if (listed === undefined) {
    try {
      listed = /^[A-Za-z]/.test(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone)
    } catch {
      listed = false
    }
    if (known.size < 10_000) known.set(zone, listed)
  }
  return listed
}

/** Minutes ahead of UTC of a zone that is a fixed offset (`+05:30`, `Etc/GMT-5`); undefined for any other. */
export function fixedOffset(zone: string): number | undefined {
  if (universal.test(zone)) return 0
  const [, direction, count] = counted.exec(zone) ?? []
  if (count !== undefined) return isListed(zone) ? (direction === '-' ? 60 : -60) * Number(count) : undefined
  const [, sign, hours, minutes] = offsetForm.exec(zone) ?? []
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** A zone of so many minutes ahead of UTC, as the record has it: `+05:30`, and `UTC` for none. */
export function offsetZone(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

/** Whether a zone is a place's, or UTC: what a whole packet or a screen may tell its times in. */
export const isPlaceZone = (zone: string): boolean => universal.test(zone) || (region.test(zone) && isListed(zone))

/** Whether a name is a zone that may be recorded: a place's (Region/City of the IANA list), UTC, or a fixed offset. */
export const isZone = (zone: string): boolean => isPlaceZone(zone) || fixedOffset(zone) !== undefined

/** A zone as the IANA list spells it: `europe/lisbon` is `Europe/Lisbon`. Former names stay, and so does what is no zone. */
export function spelledZone(zone: string): string {
  if (!isListed(zone)) return zone
  const listed = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  return listed.toLowerCase() === zone.toLowerCase() ? listed : zone
}

/** Whether the clocks of a recorded zone can be told. Before 0.3 abbreviations were taken; what is recorded stays readable. */
export const isTellable = (zone: string): boolean => isZone(zone) || isListed(zone)

/** The zone that this computer's clock is set to; UTC where its name is none that may be recorded. */
export function ownZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return isZone(zone) ? zone : 'UTC'
}

/** Why a name is no zone that may be recorded, with the zones that it may mean; undefined when it is one. */
export function whyNotZone(zone: string): string | undefined {
  if (isZone(zone)) return undefined
  const meant = zonesOfAbbreviation(zone)
  return meant.length === 0
    ? `"${zone}" is not a time zone of the IANA list (like Europe/Lisbon or UTC)`
    : `"${zone}" is not the name of one time zone; name the place: ${meant.join(' or ')}`
}

/** Zones of places that an abbreviation is used for, the most usual first; none for what is not known as one. */
export const zonesOfAbbreviation = (name: string): readonly string[] => {
  const key = name.trim().toUpperCase()
  return Object.hasOwn(abbreviations, key) ? (abbreviations[key] ?? []) : []
}

/** `America/New_York` → `New York`; `Etc/GMT-5` and `+05:00` → `UTC+5`; `UTC` stays. */
export function zoneName(zone: string): string {
  const minutes = fixedOffset(zone)
  if (minutes === undefined) return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  return offsetName(minutes)
}

/** A zone in full for the record and for hovers: `Europe/Lisbon`, and of a fixed offset `UTC+5:30`. */
export const zoneInFull = (zone: string): string => (fixedOffset(zone) === undefined ? zone : zoneName(zone))

/** Minutes ahead of UTC in words: `UTC`, `UTC+5`, `UTC−3:30`. */
function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
