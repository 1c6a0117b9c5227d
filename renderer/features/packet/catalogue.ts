import type { ReactNode } from 'react'
import { catalogue, plural, say } from '../../../shared/kernel/catalogue.ts'
import { rich } from '../../ui/rich.tsx'

export const words = catalogue({
  sayWhoReceivesIt: 'Say who receives it.',
  sayWhyTheyReceiveIt: 'Say why they receive it.',
  buildingThePacketOf: (number: string) => say`Building the packet of ${number}`,
  buildPacket: 'Build packet',
  thePacketWasNotBuilt: 'The packet was not built',
  itIsSignedInYourName: (name: string) => say`It is signed in your name, ${name}, with your own certificate.`,
  recipient: 'Recipient',
  nameAndOffice: 'Name and office',
  purpose: 'Purpose',
  whyTheyReceiveIt: 'Why they receive it',
  checkingThePacket: 'Checking the packet',
  thePacketCouldNotBeChecked: 'The packet could not be checked',
  thePacketIsIntact: 'The packet is intact',
  thePacketIsNotIntact: 'The packet is not intact',
  itsOneSignatureIsValidAnd:
    'Its one signature is valid and reaches the last byte; nothing was changed or added after signing, and register, exhibits and ledger entries agree.',
  itIsNotAsItWas: 'It is not as it was signed, or contradicts itself. Do not rely on it.',
  attachedExhibits: (many: number) => plural(many, { one: '# attached exhibit', other: '# attached exhibits' }),
  nothingToCompare: 'nothing to compare',
  allWithTheRegistersSha: 'all with the register’s SHA-256',
  notWithTheRegistersSha: (bad: string) => say`Not with the register’s SHA-256: ${bad}.`,
  aRootCertificateThatItBrings: 'a root certificate that it brings',
  thisVaultsRootCertificate: 'this vault’s root certificate',
  theRootCertificateOfThatFingerprint: 'the root certificate of that fingerprint',
  notAnchoredTheSignatureDoesNot: (expected: string) =>
    say`Not anchored: the signature does not lead to ${expected}, or not everything holds that the packet says.`,
  theSignatureLeadsToAndIts: (value: string) => say`The signature leads to ${value}, and its ledger proofs hold.`,
  theSignatureLeadsToARoot: (match: string) =>
    say`The signature leads to a root certificate, and its ledger proofs hold. Whose it is, only its fingerprint says: compare ${match} with the one that the sender reads to you.`,
  signedUnderMadeBeforeCertificatesWere: (subject: string) =>
    say`Signed under ${subject}. Made before certificates were on the ledger: who signed was not checked.`,
  signedUnderWhoseCertificateIsNot: (subject: string) =>
    say`Signed under ${subject}, whose certificate is not on the ledger: who signed is not known.`,
  signedInTheNameOfBy: ({ name, roles, entry }: { name: string; roles: string; entry: string }) =>
    say`Signed in the name of ${name} (${roles}), by the certificate of entry ${entry}.`,
  whetherTheCertificateWasRevokedSince:
    'Whether the certificate was revoked since was not checked: it takes the root’s list of revoked certificates.',
  theList: 'the list',
  listNumber: (number: number) => say`list ${number}`,
  ofValueShowInstant: ({ value, showInstant }: { value: string; showInstant: string }) =>
    say`${value} of ${showInstant}`,
  notRevokedItIsNotOn: (list: string) => say`Not revoked: it is not on ${list}.`,
  revokedAtBy: ({ showInstant, list }: { showInstant: string; list: string }) =>
    say`Revoked at ${showInstant}, by ${list}.`,
  thisIsNoHoldfastPacket: 'This is no Holdfast packet',
  valid: 'Valid',
  notValid: 'Not valid',
  nobodyWhoCanBeNamed: 'nobody who can be named',
  bytes: (many: number) => plural(many, { one: '# byte', other: '# bytes' }),
  byOverOf: ({
    value,
    kind,
    subject,
    covers,
    bytes,
  }: {
    value: string
    kind: string
    subject: string
    covers: string
    bytes: string
  }) => say`${value}: ${kind} by ${subject}, over ${covers} of ${bytes}.`,
  whichItDoesNotCover: ', which it does not cover',
  addedAfterIt: ({ what, value }: { what: string; value: string }) => say`Added after it: ${what}${value}.`,
  checkAPacket: 'Check a packet',
  chooseFiles: 'choose files',
  goBack: 'go back',
  chooseFiles2: 'Choose files',
  packetsToCheck: 'Packets to check',
  back: 'Back',
  aPdfThatSomebodySentIs:
    'A PDF that somebody sent is checked as its recipient would check it: signature, exhibits, ledger. It is read in a process of its own, and nothing is recorded.',
  fingerprintOfTheSendersRootCertificate: 'Fingerprint of the sender’s root certificate (SHA-256)',
  asTheSenderReadItTo:
    'As the sender read it to you by another way than the packet. Left empty, the one in the packet is shown for you to compare.',
  itHasDigitsFromToF: 'It has 64 digits from 0 to f; spaces and colons do not count.',
  notEveryFileCanBeChecked: 'Not every file can be checked',
  chooseAPdfDropItOn: 'Choose a PDF, drop it on the window, or open it with Holdfast.',
  packets: 'Packets',
  listOfRevokedCertificates: 'List of revoked certificates',
  asTheSenderWroteItBeside:
    'As the sender wrote it beside the root certificate (.crl.pem). Without it nobody can tell whether the signer’s certificate was revoked.',
  chooseTheList: 'Choose the list',
  chooseAnotherList: 'Choose another list',
  checkWithoutIt: 'Check without it',
  checkAgain: 'Check again',
  importItInstead: 'Import it instead',
  takeOffTheList: 'Take off the list',
  aFileIsNotOnThis: 'A file is not on this computer’s disk, only in another program’s memory.',
  saveItToAFolderFirst: 'Save it to a folder first, then choose it there.',
  sayHowItWent: 'Say how it went.',
  handOver: 'Hand-over',
  leaveIt: 'leave it',
  handOverOfPacket: (sequence: number) => say`Hand-over of packet ${sequence}`,
  recordHandOver: 'Record hand-over',
  theHandOverWasNotRecorded: 'The hand-over was not recorded',
  cancel: 'Cancel',
  handedOverTo: 'Handed over to',
  how: 'How',
  inPersonOnAUsbStick: 'In person, on a USB stick',
  when: 'When',
  thePacketsCouldNotBeRead: 'The packets could not be read',
  thePackets: 'the packets',
  aPacketIsTheCaseAs:
    'A packet is the case as one signed PDF, with its exhibits attached and every hash in it. The first is built by the form above.',
  packetBuilt: 'Packet built',
  pages: (many: number) => plural(many, { one: '# page', other: '# pages' }),
  exhibits: (many: number) => plural(many, { one: '# exhibit', other: '# exhibits' }),
  packetBuiltSigned: ({ pages, exhibits }: { pages: string; exhibits: string }) =>
    say`Packet built: ${pages}, ${exhibits}, signed.`,
  sha: 'SHA-256',
  shaOfThePacket: 'SHA-256 of the packet',
  vaultRoot: 'Vault root',
  rootFingerprint: 'root fingerprint',
  besideIt: 'Beside it',
  remarks: 'Remarks',
  giveTheRecipientTheVaultRoots:
    'Give the recipient the vault root’s fingerprint by another way than the packet: by it they know that the signature is yours.',
  checkPacket: 'Check packet',
  packet: 'Packet',
  built: 'Built',
  handedOver: 'Handed over',
  pages2: 'Pages',
  exhibits2: 'Exhibits',
  file: 'File',
  notOnRecord: 'not on record',
  recordedBy: (recordedBy: string) => say`Recorded by ${recordedBy}`,
  handOverPacket: (sequence: number) => say`Hand over packet ${sequence}`,
  checkPacket2: (sequence: number) => say`Check packet ${sequence}`,
  rootAndRevocationList: 'Root and revocation list',
  writingTheRootAndTheList: 'Writing the root and the list of revoked certificates',
  writeRootAndRevocationList: 'Write root and revocation list',
  theRootAndTheListOf: 'The root and the list of revoked certificates were not written',
  rootCertificateWrittenPem: 'Root certificate written (PEM).',
  noneSoFar: 'none so far',
  certificates: (many: number) => plural(many, { one: '# certificate', other: '# certificates' }),
  besideItListOfRevokedCertificates: ({ file, number, value }: { file: ReactNode; number: number; value: string }) =>
    rich`Beside it, ${file}: list ${number} of revoked certificates (${value}), signed`,
  giveBothToWhoeverChecksYour:
    'Give both to whoever checks your packets with tools of their own, and a newer list when a member left.',
})
