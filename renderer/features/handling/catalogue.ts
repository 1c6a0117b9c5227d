import type { ReactNode } from 'react'
import { catalogue, say } from '../../../shared/kernel/catalogue.ts'
import { rich } from '../../ui/rich.tsx'

export const words = catalogue({
  handlingOf: (of: string) => say`Marking and privilege of ${of}`,
  change: 'Marking and privilege…',
  done: 'Done',
  notRead: 'The marking could not be read',
  caveat: 'Caveat for its pages',
  caveatLike: 'Confidential: HR only',
  protects: 'It is',
  kinds: {
    sensitive: 'Sensitive',
    informant: 'Protected: informant',
    minor: 'Protected: minor',
    health: 'Protected: health',
    address: 'Protected: address',
  },
  why: 'Why',
  setMarking: 'Set marking',
  markingNotSet: 'The marking was not set',
  claim: 'Claim privilege',
  claimNotMade: 'The claim was not recorded',
  basis: 'Basis',
  bases: {
    ac: 'Attorney and client',
    'wp-fact': 'Work product, fact',
    'wp-opinion': 'Work product, opinion',
    'common-interest': 'Common interest',
    other: 'Other ground',
  },
  place: 'Place',
  placeLike: 'p. 3; left blank: all of it',
  reason: 'Reason',
  claimed: ({ number, basis, at }: { number: string; basis: string; at: string }) =>
    say`${number} privileged${at}: ${basis}`,
  claimedBy: ({ at, by, reason }: { at: ReactNode; by: string; reason: string }) => rich`${by}, ${at}: ${reason}`,
  withdrawn: ({ number, by, reason }: { number: string; by: string; reason: string }) =>
    say`${number} withdrawn by ${by}: ${reason}`,
  withdraw: (number: string) => say`Withdraw ${number}`,
  notWithdrawn: 'The claim was not withdrawn',
})
