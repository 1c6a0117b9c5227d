import { count } from '../../kernel/show.ts'
import { PDFDict, PDFName, PDFRef, type PDFDocument, type PDFObject } from 'pdf-lib'
import { addedAfter, type Added } from './added.ts'
import { uncoveredIn } from './envelope.ts'
import { fingerprint } from './chain.ts'
import { Unreadable } from './der.ts'
import { checkSignature, type SignatureFinding } from './signature.ts'
import { nameOf, signerOf, textOf, unexpected, verdictOf } from './signer.ts'
import { coveredBy, eachDictionary, type Covered, type SignaturePlace } from './structure.ts'
import { readByTable, type Objects } from './table.ts'
import { readToken } from './timestamp.ts'
import { equal } from './x509.ts'
import type { Problem, SignatureVerdict, Verdict, VerifyPorts } from './verdict.ts'

/** More signatures than this are counted and not judged. */
const mostSignatures = 20

/**
 * Judges each signature of a PDF that is no packet: what it covers, whether it holds, what was added after it. Whether
 * the file is what anybody meant it to be cannot be said here, so `intact` is null.
 */
export async function judgeStranger(
  bytes: Uint8Array<ArrayBuffer>,
  { pdf, signatures: places }: { pdf: PDFDocument; signatures: SignaturePlace[] },
  ports: VerifyPorts,
): Promise<Verdict> {
  const fields = fieldsOf(pdf)
  const after = places.length > 0 ? await readByTable(bytes) : undefined
  const signatures: SignatureVerdict[] = []
  let signer: Verdict['signer'] = null
  for (const place of places.slice(0, mostSignatures)) {
    const judged = await judge(bytes, { pdf, after }, place, fields, ports)
    signatures.push(judged.verdict)
    if (judged.verdict.kind !== 'timestamp') signer ??= judged.signer
  }
  const problems = signatures.flatMap((one) => one.problems)
  if (places.length > mostSignatures)
    problems.push({
      code: 'CMS_UNSUPPORTED',
      message: `The PDF carries ${count(places.length, 'signature')}; the first ${mostSignatures} were looked at.`,
    })
  const by = signer?.subject ?? 'someone'
  problems.push(
    places.length === 0
      ? { code: 'NOT_SIGNED', message: 'This is no Holdfast packet, and the PDF carries no digital signature.' }
      : {
          code: 'SIGNED_BY_STRANGER',
          message: `This is no Holdfast packet: it was signed by ${by}, whom no manifest vouches for.`,
        },
    ...unexpected(signer?.root?.fingerprint, ports.expectedRoot),
  )
  // Without any signature nothing shows that it is whole.
  return { intact: places.length === 0 ? false : null, signer, anchored: false, exhibits: [], signatures, problems }
}

async function judge(
  bytes: Uint8Array<ArrayBuffer>,
  { pdf, after }: { pdf: PDFDocument; after: Objects | undefined },
  place: SignaturePlace,
  fields: Map<PDFObject, string>,
  ports: VerifyPorts,
): Promise<{ verdict: SignatureVerdict; signer: Verdict['signer'] }> {
  const covered = coveredBy(bytes, place, false)
  const form = nameOf(place.dict, 'SubFilter') ?? ''
  const kind = kindOf(pdf, place)
  const { finding, at, problems: more } = await holds(covered, form, ports)
  const cms = finding?.cms
  const found = cms && (await signerOf(cms, ports))
  const problems = [...covered.problems, ...(finding?.problems ?? []), ...more]
  const end = covered.end ?? bytes.length
  const added = end < bytes.length ? await addedAfter(bytes, end, after) : null
  const allowed = added ? isAllowed(added, kind === 'certification' ? permitted(place.dict) : 3) : true
  if (added && !allowed)
    problems.push({
      code: 'ALTERED_AFTER_SIGNING',
      message: `${added.bytes.toLocaleString('en')} ${added.bytes === 1 ? 'byte was' : 'bytes were'} added after ${fieldWords(fields.get(place.dict))} and ${added.bytes === 1 ? 'is' : 'are'} not covered by it: ${added.what.join(', ')}.`,
    })
  const verdict = verdictOf(place, covered, finding, bytes.length, {
    field: fields.get(place.dict) ?? null,
    kind,
    fingerprint: cms ? await fingerprint(ports.subtle, cms.signer) : null,
    valid:
      covered.contents !== undefined && finding !== undefined && finding.problems.length === 0 && more.length === 0,
    added: added && { bytes: added.bytes, what: added.what, allowed },
    unsigned: cms ? uncoveredIn(cms, found?.certificate) : [],
    problems,
    ...(at === undefined ? {} : { at }),
  })
  return { verdict, signer: found?.signer ?? null }
}

const fieldWords = (field: string | undefined): string =>
  field === undefined ? 'the signature' : `the signature in “${field}”`

interface Holding {
  finding?: SignatureFinding
  /** When a timestamp was given. */
  at?: string
  problems: Problem[]
}

/** Checks a signature by its form (ISO 32000-2, table 255). */
async function holds({ contents, signed }: Covered, form: string, { subtle }: VerifyPorts): Promise<Holding> {
  if (!contents || !signed) return { problems: [] }
  switch (form) {
    case 'adbe.pkcs7.detached':
    case 'ETSI.CAdES.detached':
      return { finding: await checkSignature(subtle, contents, signed), problems: [] }
    case 'adbe.pkcs7.sha1': {
      // The CMS holds a digest of the covered bytes as its content.
      const finding = await checkSignature(subtle, contents, undefined, undefined, true)
      const digest = new Uint8Array(await subtle.digest('SHA-1', signed))
      const same = finding.cms?.content !== undefined && equal(finding.cms.content, digest)
      return { finding, problems: same || !finding.cms ? [] : [changed] }
    }
    case 'ETSI.RFC3161':
      try {
        const token = await readToken(subtle, contents)
        const digest = new Uint8Array(await subtle.digest(token.digest, signed))
        const finding = await checkSignature(subtle, contents, undefined, tokenContent)
        return { finding, at: token.genTime, problems: equal(token.imprint, digest) ? [] : [changed] }
      } catch (thrown) {
        const why = thrown instanceof Unreadable ? thrown.message : 'it cannot be read'
        return { problems: [{ code: 'CMS_UNREADABLE', message: `The timestamp does not hold: ${why}.` }] }
      }
    default:
      return {
        problems: [
          {
            code: 'CMS_UNSUPPORTED',
            message: `A signature of the form ${form === '' ? 'that is not named' : form} is not checked here.`,
          },
        ],
      }
  }
}

const tokenContent = '1.2.840.113549.1.9.16.1.4'
const changed: Problem = { code: 'DIGEST_MISMATCH', message: 'The signed bytes were changed: their digest is another.' }

/** Names of the form fields by the signature that each holds. */
function fieldsOf(pdf: PDFDocument): Map<PDFObject, string> {
  const fields = new Map<PDFObject, string>()
  eachDictionary(pdf, (dict) => {
    const value = dict.lookup(PDFName.of('V'))
    if (!(value instanceof PDFDict) || !value.has(PDFName.of('ByteRange'))) return
    fields.set(value, textOf(dict.lookup(PDFName.of('T'))) ?? '')
  })
  return fields
}

/** Whether the author certified the file, or a program enabled rights by it (ISO 32000-2, section 12.8.2). */
function kindOf(pdf: PDFDocument, { dict, ref }: SignaturePlace): SignatureVerdict['kind'] {
  if (nameOf(dict, 'SubFilter') === 'ETSI.RFC3161') return 'timestamp'
  const rights = pdf.catalog.lookup(PDFName.of('Perms'))
  const holdsIt = (key: string): boolean => {
    const one = rights instanceof PDFDict ? rights.get(PDFName.of(key)) : undefined
    return (
      one !== undefined &&
      (one === dict || one === ref || (one instanceof PDFRef && one.toString() === ref?.toString()))
    )
  }
  return holdsIt('DocMDP') ? 'certification' : holdsIt('UR3') || holdsIt('UR') ? 'usage rights' : 'signature'
}

/** What a certification permits (ISO 32000-2, table 257): 1 nothing, 2 filling in and signing, 3 comments as well. */
function permitted(dict: PDFDict): number {
  const references = dict.lookup(PDFName.of('Reference'))
  const text = references?.toString() ?? ''
  const level = Number(/\/P (\d)/.exec(text)?.[1] ?? NaN)
  return level >= 1 && level <= 3 ? level : 2
}

// What keeps a signature provable later (DSS, timestamps) is no change of the document at any level (ISO 32000-2, 12.8.4.3).
const isAllowed = ({ level }: Added, permits: number): boolean => level <= permits
