import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { isVouched, type SignatureCheck } from '../../../../shared/contract/packet.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

export const packetCommands: Commands = {
  'packet build': calling({
    call: 'packet.build',
    words: { case: 'CASE' },
    options: { recipient: 'R', purpose: 'P', out: { shown: 'FILE.pdf', needed: true } },
    says: 'builds the signed packet',
    tells: ({ file, pages, exhibits, sha256, remarks, beside }) => [
      `Packet written to ${file}: ${count(pages, 'page')}, ${count(exhibits, 'exhibit')}.`,
      `SHA-256 ${sha256}`,
      ...remarks,
      ...beside.map((path) => `Hand this over with it: ${path}`),
    ],
  }),
  'packet hand-over': calling({
    call: 'packet.handOver',
    words: { case: 'CASE', packet: 'PACKET' },
    options: { to: 'WHOM', how: 'HOW', at: 'INSTANT' },
    also: () => ({ at: new Date().toISOString() }),
    says: 'records that a packet was handed over',
    tells: ({ sequence }, { to, how }) => [`Recorded: packet ${sequence} handed over to ${to}, ${how}.`],
  }),
  'packet list': calling({
    call: 'packet.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the packets that were built of a case',
    tells: ({ items }) => [
      ...items.flatMap(({ sequence, recipient, purpose, builtAt, builtBy, pages, sha256, handedOver }) => [
        [sequence, recipient, purpose, `${showInstant(builtAt)} by ${builtBy}`, count(pages, 'page'), sha256].join(
          '  ',
        ),
        ...(handedOver.length === 0 ? ['   built, not handed over'] : []),
        ...handedOver.map(
          ({ to, at, how, recordedBy }) => `   to ${to}, ${showInstant(at)}: ${how} (recorded by ${recordedBy})`,
        ),
      ]),
      count(items.length, 'packet'),
    ],
  }),
  'packet root': calling({
    call: 'packet.root',
    options: { out: { shown: 'FILE.pem', needed: true } },
    says: 'writes the root certificate and the list of revoked ones',
    tells: ({ file, rootFingerprint, list }) => [
      `Root certificate written to ${file}`,
      `SHA-256 ${rootFingerprint}`,
      `List ${list.number} of revoked certificates (${list.revoked}) written to ${list.file}`,
      `Signed ${showInstant(list.at)}. Give both to whoever checks your packets; sign a newer list when a member left.`,
    ],
  }),
  'packet verify': calling({
    call: 'packet.verify',
    vault: 'none',
    words: { file: 'FILE.pdf' },
    options: {
      root: { shown: 'FINGERPRINT', read: (root) => root.toLowerCase().replace(/[\s:]/g, '') },
      crl: 'LIST.pem',
    },
    says: 'says what a packet is and who signed; needs no vault; 0: nothing speaks against it',
    tells: checkInWords,
    status: (check, { root }) => {
      const confirmed = root === undefined || (check.anchored && check.signer?.root?.confirmed === true)
      return check.intact === true && confirmed && isVouched(check) ? 0 : 1
    },
  }),
}

/** Who signed a packet, as its ledger entries and the root's list have it. */
function certificateInWords({
  ledger,
  issued,
  revocation,
}: NonNullable<NonNullable<Answer<'packet.verify'>['signer']>['certificate']>): string[] {
  if (ledger === 'before')
    return [
      'Made before certificates were on the ledger: not checked: who signed. Each member of that time could sign with the vault’s certificate.',
    ]
  if (!issued) return ['Who signed is not known: the certificate is not on the ledger.']
  const { name, roles, at, entry } = issued
  const who = `${name} (${roles.join(', ')} at ${showInstant(at)}, when entry ${entry} issued the certificate)`
  const list =
    revocation && `list ${revocation.number ?? ''} of ${showInstant(revocation.at)}`.replace('list  of', 'the list of')
  return [
    ledger === 'on-ledger' ? `Signed in the name of ${who}` : `Said to be signed by ${who}; the ledger was not checked`,
    ...(list === null
      ? ['Not checked: whether the certificate was revoked since. Ask the vault for its list and give it with --crl.']
      : revocation?.revokedAt === null
        ? [`Not revoked: it is not on ${list}.`]
        : [`REVOKED at ${showInstant(revocation?.revokedAt ?? '')}, by ${list}.`]),
  ]
}

/** What one signature of somebody else's file is worth. */
function signatureInWords({ field, kind, subject, at, valid, covers, of, added, unsigned }: SignatureCheck): string[] {
  const who = `${kind}${field === null || field === '' ? '' : ` “${field}”`} by ${subject ?? 'nobody who can be named'}`
  return [
    `${valid ? 'Valid' : 'NOT VALID'}: ${who}${at === null ? '' : `, ${at}`}; covers ${covers.toLocaleString('en')} of ${count(of, 'byte')}.`,
    ...(added
      ? [
          `  Added after it: ${count(added.bytes, 'byte')}: ${added.what.join(', ')}${added.allowed ? '' : ', WHICH IT DOES NOT COVER'}.`,
        ]
      : []),
    ...(unsigned.length > 0 ? [`  In its place and covered by nothing: ${unsigned.join('; ')}.`] : []),
  ]
}

/** What a packet's check found, for people. */
export function checkInWords({
  intact,
  anchored,
  signer,
  packet,
  exhibits,
  signatures,
  problems,
}: Answer<'packet.verify'>): string[] {
  const right = exhibits.filter(({ ok }) => ok).length
  const alone = exhibits.filter(({ ok, inLedger }) => ok && !inLedger).map(({ number }) => number)
  return [
    intact === null
      ? 'No Holdfast packet: whether the file is whole, its signatures alone say.'
      : intact
        ? 'Intact: one signature, valid to the last byte of the file. Register, exhibits and ledger entries agree.'
        : 'NOT INTACT.',
    ...(packet ? [`Packet of case ${packet.case} for ${packet.recipient}: ${packet.purpose}`] : []),
    ...(signer ? [`Signed by ${signer.subject}`, `Certificate SHA-256 ${signer.fingerprint}`] : []),
    ...(signer?.certificate ? certificateInWords(signer.certificate) : []),
    ...(signer?.root
      ? [
          `Under the root ${signer.root.subject}`,
          `Root SHA-256 ${signer.root.fingerprint}${signer.root.confirmed ? ' (as you expected)' : ''}`,
        ]
      : []),
    ...(intact === null ? signatures.flatMap(signatureInWords) : []),
    anchored
      ? 'Anchored: the signature leads to that vault, and the ledger proofs hold. Compare the root with one you got by another way.'
      : 'Not anchored in a vault.',
    ...(exhibits.length > 0 ? [`${right} of ${count(exhibits.length, 'exhibit')} here with the register's hash.`] : []),
    ...(alone.length > 0 ? [`Not shown by the ledger, on the signer's word: the hash of ${alone.join(', ')}.`] : []),
    ...problems.map(({ code, message }) => `${message} [${code}]`),
  ]
}
