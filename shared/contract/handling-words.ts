import type { handlings, PrivilegeBasis } from './handling.ts'

/** Grounds of privilege in words. */
export const basisWords: Record<PrivilegeBasis, string> = {
  ac: 'attorney and client',
  'wp-fact': 'work product, fact',
  'wp-opinion': 'work product, opinion',
  'common-interest': 'common interest',
  other: 'other ground',
}

export const handlingWords: Record<(typeof handlings)[number], string> = {
  sensitive: 'sensitive',
  informant: 'protected: informant',
  minor: 'protected: minor',
  health: 'protected: health',
  address: 'protected: address',
}

/** A marking in one line; null: there is none. */
export function markingInWords({
  caveat,
  handling,
}: {
  caveat: string | null
  handling: readonly (typeof handlings)[number][]
}): string | null {
  const said = [...(caveat === null ? [] : [caveat]), ...handling.map((one) => handlingWords[one])]
  return said.length === 0 ? null : said.join(' · ')
}
