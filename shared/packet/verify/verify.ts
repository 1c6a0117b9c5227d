import type { Manifest } from '../manifest.ts'
import { embeddedFiles, type EmbeddedFile } from './attachments.ts'
import { fingerprint, rootOf } from './chain.ts'
import { checkExhibits, findManifest } from './exhibits.ts'
import { checkSignature, type SignatureFinding } from './signature.ts'
import { readStructure } from './structure.ts'
import { problemCodes, type Problem, type Verdict, type VerifyPorts } from './verdict.ts'

/**
 * Checks a packet, or any signed PDF, without a vault and without a network.
 *
 * 1. The file has exactly one signature; its ByteRange runs from 0 to the end, but for one hexadecimal string.
 * 2. The CMS in that string holds: digest, signature, and the certificate that the signed attributes name.
 * 3. The manifest among the attachments is read, and every exhibit it names is hashed.
 * 4. The signer's certificate chains to the root that the manifest names, and the ledger's head and proofs hold.
 *
 * 1 to 3 make `intact`; 4 makes `anchored`. Never rejects, whatever the bytes.
 */
export async function verifyPacket(bytes: Uint8Array<ArrayBuffer>, ports: VerifyPorts): Promise<Verdict> {
  const structure = await readStructure(bytes)
  const problems = [...structure.problems]
  const { contents, signed, pdf } = structure
  const finding = contents && signed ? await checkSignature(ports.subtle, contents, signed) : undefined
  problems.push(...(finding?.problems ?? []))
  const files = pdf ? filesOf(pdf, problems) : []
  const { manifest, problems: manifestProblems } = await findManifest(files)
  problems.push(...manifestProblems)
  const checked = manifest ? await checkExhibits(manifest, files, ports) : { exhibits: [], problems: [] }
  problems.push(...checked.problems)
  const signer = finding ? await signerOf(finding, ports) : null
  const intact = () => finding !== undefined && !problems.some(({ code }) => problemCodes[code].breaks)
  const anchors = finding?.cms ? await checkAnchor(finding, signer, manifest, ports) : undefined
  problems.push(...(anchors ?? []))
  return {
    intact: intact(),
    signer,
    anchored: intact() && anchors?.length === 0,
    ...(manifest ? { packet: packetOf(manifest) } : {}),
    exhibits: checked.exhibits,
    problems,
  }
}

const packetOf = ({ case: { number }, recipient, purpose, preparedAt }: Manifest): Verdict['packet'] => ({
  case: number,
  recipient,
  purpose,
  preparedAt,
})

function filesOf(pdf: Parameters<typeof embeddedFiles>[0], problems: Problem[]): EmbeddedFile[] {
  try {
    return embeddedFiles(pdf)
  } catch {
    problems.push({ code: 'UNREADABLE_PDF', message: 'The list of attachments is broken.' })
    return []
  }
}

async function signerOf({ cms }: SignatureFinding, { subtle, expectedRoot }: VerifyPorts): Promise<Verdict['signer']> {
  if (!cms) return null
  const root = await rootOf(subtle, cms.signer, cms.certificates)
  const rootPrint = root && (await fingerprint(subtle, root))
  return {
    subject: cms.signer.subjectText,
    fingerprint: await fingerprint(subtle, cms.signer),
    ...(root && rootPrint !== undefined
      ? { root: { subject: root.subjectText, fingerprint: rootPrint, confirmed: rootPrint === expectedRoot } }
      : {}),
  }
}

/** Everything that keeps the packet from being anchored in a vault; nothing when it is. */
async function checkAnchor(
  { cms, pinned }: SignatureFinding,
  signer: Verdict['signer'],
  manifest: Manifest | undefined,
  { checkLedger, expectedRoot }: VerifyPorts,
): Promise<Problem[]> {
  const root = signer?.root
  if (!manifest) {
    const message = `This is no Holdfast packet: it was signed by ${signer?.subject ?? 'someone'}, whom no manifest vouches for.`
    return [{ code: 'SIGNED_BY_STRANGER', message }, ...unexpected(root?.fingerprint, expectedRoot)]
  }
  const problems = unexpected(root?.fingerprint, expectedRoot)
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
  if (cms && (!pinned || !cms.signer.maySign || at < cms.signer.notBefore || at > cms.signer.notAfter))
    problems.push({
      code: 'CHAIN_BROKEN',
      message: 'The signer’s certificate was not valid for signing this packet when it was prepared.',
    })
  if (!checkLedger)
    problems.push({ code: 'LEDGER_NOT_CHECKED', message: 'The ledger head and its proofs were not checked.' })
  else {
    for (const line of await ledgerLines(checkLedger, manifest)) problems.push({ code: 'LEDGER_PROOF', message: line })
  }
  return problems
}

async function ledgerLines(check: NonNullable<VerifyPorts['checkLedger']>, manifest: Manifest): Promise<string[]> {
  try {
    return await check(manifest)
  } catch {
    return ['The ledger head or a proof cannot be read.']
  }
}

const unexpected = (root: string | undefined, expected: string | undefined): Problem[] =>
  expected === undefined || root === expected
    ? []
    : [
        {
          code: 'ROOT_UNEXPECTED',
          message: `The packet is not from the vault you expected: its root certificate is ${root ?? 'not there'}.`,
        },
      ]
