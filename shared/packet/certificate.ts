/**
 * In the name of a root that was made when certificates were on the ledger already (organizationalUnitName): a packet under it
 * that carries no entry for its certificate is not of a time before.
 */
export const ledgerMark = 'Certificates on the ledger'

/** Whether a root's name in words has that mark, in the one place where it stands. */
export const isMarked = (subjectText: string): boolean =>
  /^serialNumber=[0-9a-z]+, OU=Certificates on the ledger, CN=/.test(subjectText)

/** A name as a certificate may hold it: well formed, without controls, at most 64 characters (RFC 5280, ub-common-name). */
export function certificateName(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
  const short = Array.from(plain).slice(0, 64).join('')
  return short === '' ? 'unnamed' : short
}
