import { showInstant } from '../../../../shared/kernel/show.ts'

/** Milliseconds for people, to the second above ten seconds: `250 ms`, `4.2 s`, `12 min 30 s`, `1 h 05 min`, from two days on `3 days`. */
export function showMs(ms: number): string {
  const size = Math.abs(ms)
  if (size < 1000) return `${Math.round(size)} ms`
  if (size < 10_000) return `${Math.round(size / 100) / 10} s`
  const seconds = Math.round(size / 1000)
  if (seconds < 60) return `${seconds} s`
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes < 60) return `${minutes} min${rest === 0 ? '' : ` ${rest} s`}`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.floor(hours / 24)} days${hours % 24 === 0 ? '' : ` ${hours % 24} h`}`
  return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
}

interface Checked {
  offsetMs: number
  driftMsPerDay: number
  uncertaintyMs: number
  checkedAgainst: string
  checkedAt: string
}

/** What the check of a clock found: `12 min 30 s fast, give or take 2 s, against … on …`. */
export function clockInWords({ offsetMs, driftMsPerDay, uncertaintyMs, checkedAgainst, checkedAt }: Checked): string {
  const off = offsetMs === 0 ? 'right' : `${showMs(offsetMs)} ${offsetMs > 0 ? 'fast' : 'slow'}`
  const drift =
    driftMsPerDay === 0 ? '' : `, ${driftMsPerDay > 0 ? 'gaining' : 'losing'} ${showMs(driftMsPerDay)} a day`
  return `${off}, give or take ${showMs(uncertaintyMs)}${drift}, against ${checkedAgainst} on ${showInstant(checkedAt)}`
}

/** How far apart two places are: `350 m`, `12 km`. */
export const showMetres = (metres: number): string =>
  metres < 1000
    ? `${Math.round(metres)} m`
    : `${metres < 9950 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000)} km`
