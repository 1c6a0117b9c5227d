import { count } from '../../kernel/show.ts'
import type { Manifest } from '../manifest.ts'
import { checkRegister } from '../register-check.ts'
import { embeddedFiles, type EmbeddedFiles } from './attachments.ts'
import { strangeInEnvelope } from './envelope.ts'
import { checkExhibits, findManifest } from './exhibits.ts'
import { checkSignature, type SignatureFinding } from './signature.ts'
import { signerOf, unexpected, verdictOf } from './signer.ts'
import { judgeStranger } from './stranger.ts'
import { judgeCertificate } from './certificate.ts'
import { judgeRevocation } from './revocations.ts'
import { isAsTabled } from './table.ts'
import type { Certificate } from './x509.ts'
import { coveredBy, readStructure, revisionsOf, type SignaturePlace } from './structure.ts'
import {
  problemCodes,
  type CertificateVerdict,
  type Problem,
  type SignatureVerdict,
  type Verdict,
  type VerifyPorts,
} from './verdict.ts'

/**
 * Checks a packet, or any signed PDF, without a vault and without a network.
 *
 * 1. The file has exactly one signature and two revisions; its ByteRange runs from 0 to the end, but for one string.
 * 2. The CMS in that string holds: digest, signature, and the certificate that the signed attributes name.
 * 3. The manifest among the attachments is read, and every exhibit it names is hashed; nothing else is embedded.
 * 4. The manifest's register, custody and texts agree with the ledger entries that it carries.
 * 5. The signer's certificate chains to the root that the manifest names, the ledger's head and proofs hold, and one of
 *    the entries that they prove issued that certificate, to whom and in which roles; where the root's list of revoked
 *    certificates is given, it is not on it.
 *
 * 1 to 4 make `intact`; 5 makes `anchored`. Of a PDF without a manifest of ours each signature is judged. Never rejects,
 * whatever the bytes.
 */
export async function verifyPacket(bytes: Uint8Array<ArrayBuffer>, ports: VerifyPorts): Promise<Verdict> {
  const structure = await readStructure(bytes)
  if ('problem' in structure) return { ...nothing, intact: false, problems: [structure.problem] }
  const problems: Problem[] = []
  const files = filesOf(structure.pdf, problems)
  if (problems.length > 0) return { ...nothing, intact: false, problems }
  const found = await findManifest(files.listed)
  if (!found) return judgeStranger(bytes, structure, ports)
  problems.push(...found.problems)
  const { manifest } = found
  if (!(await isAsTabled(bytes, structure.pdf)))
    problems.push({
      code: 'TABLE_CONTRADICTED',
      message:
        'The tables of cross-references name other objects than stand in the file: a reader may show something else than was checked.',
    })
  const signing = await checkOneSignature(bytes, structure.signatures, manifest, ports)
  problems.push(...signing.problems)
  const checked = manifest ? await checkExhibits(manifest, files, ports) : { exhibits: [], problems: [] }
  problems.push(...checked.problems)
  for (const message of manifest ? checkRegister(manifest) : [])
    problems.push({ code: 'REGISTER_CONTRADICTED', message })
  const { finding, signer } = signing
  const anchor = finding?.cms && (await checkAnchor(finding, signing, manifest, ports))
  problems.push(...(anchor?.problems ?? []))
  const intact = finding !== undefined && !problems.some(({ code }) => problemCodes[code].breaks)
  return {
    intact,
    signer: signer && anchor?.certificate ? { ...signer, certificate: anchor.certificate } : signer,
    anchored: intact && manifest !== undefined && problems.every(({ code }) => code === 'BESIDE_NOT_GIVEN'),
    ...(manifest ? { packet: packetOf(manifest) } : {}),
    exhibits: checked.exhibits,
    signatures: signing.signatures,
    problems,
  }
}

const nothing: Verdict = { intact: null, signer: null, anchored: false, exhibits: [], signatures: [], problems: [] }

interface OneSignature {
  finding?: SignatureFinding
  signer: Verdict['signer']
  root?: Certificate | undefined
  signatures: SignatureVerdict[]
  problems: Problem[]
}

/** The rule of a packet: one signature over the whole of two revisions, in the one form that Holdfast writes. */
async function checkOneSignature(
  bytes: Uint8Array<ArrayBuffer>,
  places: SignaturePlace[],
  manifest: Manifest | undefined,
  ports: VerifyPorts,
): Promise<OneSignature> {
  const refuse = (code: Problem['code'], message: string): OneSignature => ({
    signer: null,
    signatures: [],
    problems: [{ code, message }],
  })
  const [place] = places
  if (!place) return refuse('NOT_SIGNED', 'The PDF carries no digital signature.')
  if (places.length > 1)
    return refuse(
      'SEVERAL_SIGNATURES',
      `The PDF carries ${count(places.length, 'signature')} or time stamps of its own; a packet carries exactly one.`,
    )
  const covered = coveredBy(bytes, place, true)
  const { contents, signed } = covered
  const finding = contents && signed ? await checkSignature(ports.subtle, contents, signed) : undefined
  const problems = [...covered.problems, ...(finding?.problems ?? [])]
  const revisions = problems.length === 0 ? revisionsOf(bytes) : 2
  if (revisions !== 2)
    problems.push({
      code: 'ALTERED_AFTER_SIGNING',
      message: `The PDF was written in ${revisions ?? 'an unknown number of'} revisions; a packet has two, its pages and its signature.`,
    })
  const signer = finding?.cms ? await signerOf(finding.cms, ports) : null
  const strange =
    // Where the signature does not hold at all, that is what is to be said.
    finding?.cms && contents && problems.length === 0
      ? strangeInEnvelope(finding.cms, signer?.certificate, contents, (manifest?.version ?? 1) > 1)
      : []
  if (strange.length > 0)
    problems.push({
      code: 'OUTSIDE_SIGNATURE',
      message: `In the place of the signature stands what a packet does not have there, and nothing covers it: ${strange.join(', ')}.`,
    })
  const one = verdictOf(place, covered, finding, bytes.length, { unsigned: strange, problems: [...problems] })
  return {
    ...(finding ? { finding } : {}),
    signer: signer?.signer ?? null,
    root: signer?.certificate,
    signatures: [one],
    problems,
  }
}

const packetOf = ({ case: { number }, recipient, purpose, preparedAt }: Manifest): Verdict['packet'] => ({
  case: number,
  recipient,
  purpose,
  preparedAt,
})

function filesOf(pdf: Parameters<typeof embeddedFiles>[0], problems: Problem[]): EmbeddedFiles {
  try {
    return embeddedFiles(pdf)
  } catch {
    problems.push({ code: 'UNREADABLE_PDF', message: 'The list of attachments is broken.' })
    return { listed: [], hidden: [] }
  }
}

/** Everything that keeps the packet from being anchored in a vault, nothing when it is; and what is known of who signed. */
async function checkAnchor(
  { cms, pinned }: SignatureFinding,
  { signer, root: certificate }: Pick<OneSignature, 'signer' | 'root'>,
  manifest: Manifest | undefined,
  { subtle, checkLedger, expectedRoot, revocations, now = Date.now() }: VerifyPorts,
): Promise<{ problems: Problem[]; certificate?: CertificateVerdict }> {
  const root = signer?.root
  const problems = unexpected(root?.fingerprint, expectedRoot)
  if (!manifest || !cms) return { problems }
  const at = Date.parse(manifest.preparedAt)
  if (!root)
    problems.push({
      code: 'CHAIN_BROKEN',
      message: "The signer's certificate was not issued by a root that the signature carries.",
    })
  else if (root.fingerprint !== manifest.rootCertificateSha256)
    problems.push({
      code: 'ROOT_NOT_NAMED',
      message: 'The manifest names another root certificate than the one that issued the signer’s.',
    })
  if (!pinned || !cms.signer.maySign || at < cms.signer.notBefore || at > cms.signer.notAfter)
    problems.push({
      code: 'CHAIN_BROKEN',
      message: 'The signer’s certificate was not valid for signing this packet when it was prepared.',
    })
  const lines = checkLedger && (await ledgerLines(checkLedger, manifest))
  if (!lines) problems.push({ code: 'LEDGER_NOT_CHECKED', message: 'The ledger head and its proofs were not checked.' })
  for (const line of lines ?? []) problems.push({ code: 'LEDGER_PROOF', message: line })
  const print = signer?.fingerprint ?? ''
  const found = judgeCertificate(manifest, cms.signer, print, certificate?.subjectText, lines)
  const listed =
    revocations && (await judgeRevocation(subtle, revocations, cms.signer, certificate, manifest.preparedAt, now))
  problems.push(...found.problems, ...(listed?.problems ?? []))
  return { problems, certificate: { ...found.verdict, revocation: listed?.verdict ?? null } }
}

async function ledgerLines(check: NonNullable<VerifyPorts['checkLedger']>, manifest: Manifest): Promise<string[]> {
  try {
    return await check(manifest)
  } catch {
    return ['The ledger head or a proof cannot be read.']
  }
}
