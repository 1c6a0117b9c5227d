/** A moment as the core tells it, to be read: `2026-10-14 06:17:00 UTC`; in a column that names UTC, without it. */
export const momentInWords = (told: string, headed: 'utc' | 'not' = 'not'): string =>
  told.replace('T', ' ').replace(/Z$/, headed === 'utc' ? '' : ' UTC')
