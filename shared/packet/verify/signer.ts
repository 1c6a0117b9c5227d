import { PDFDict, PDFHexString, PDFName, PDFString, type PDFObject } from 'pdf-lib'
import { fingerprint, rootOf } from './chain.ts'
import type { Cms } from './cms.ts'
import type { SignatureFinding } from './signature.ts'
import type { Covered, SignaturePlace } from './structure.ts'
import type { Problem, SignatureVerdict, Verdict, VerifyPorts } from './verdict.ts'
import type { Certificate } from './x509.ts'

/** Who signed, and under which self-signed certificate (`certificate`) of those that the signature carries. */
export async function signerOf(
  cms: Cms,
  { subtle, expectedRoot }: VerifyPorts,
): Promise<{ signer: NonNullable<Verdict['signer']>; certificate: Certificate | undefined }> {
  const certificate = await rootOf(subtle, cms.signer, cms.certificates)
  const print = certificate && (await fingerprint(subtle, certificate))
  return {
    certificate,
    signer: {
      subject: cms.signer.subjectText,
      fingerprint: await fingerprint(subtle, cms.signer),
      ...(certificate && print !== undefined
        ? { root: { subject: certificate.subjectText, fingerprint: print, confirmed: print === expectedRoot } }
        : {}),
    },
  }
}

/** What is wrong where another root was expected than the signature leads to. */
export const unexpected = (root: string | undefined, expected: string | undefined): Problem[] =>
  expected === undefined || root === expected
    ? []
    : [
        {
          code: 'ROOT_UNEXPECTED',
          message: `The packet is not from the vault you expected: its root certificate is ${root ?? 'not there'}.`,
        },
      ]

/** The verdict on one signature, from what was found out about it. */
export function verdictOf(
  { dict }: SignaturePlace,
  { signed, contents }: Covered,
  finding: SignatureFinding | undefined,
  of: number,
  { problems, ...more }: Pick<SignatureVerdict, 'problems'> & Partial<SignatureVerdict>,
): SignatureVerdict {
  return {
    field: null,
    kind: 'signature',
    subject: finding?.cms?.signer.subjectText ?? null,
    fingerprint: null,
    at: pdfInstant(textOf(dict.lookup(PDFName.of('M')))),
    valid: signed !== undefined && contents !== undefined && finding !== undefined && finding.problems.length === 0,
    covers: signed?.length ?? 0,
    of,
    added: null,
    unsigned: [],
    problems,
    ...more,
  }
}

export const textOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined

export const nameOf = (dict: PDFDict, key: string): string | undefined => {
  const name = dict.lookup(PDFName.of(key))
  return name instanceof PDFName ? name.decodeText() : undefined
}

/** ISO 8601 of a PDF date, `D:20261123085100-05'00'` (ISO 32000-2, section 7.9.4); null for what is none. */
function pdfInstant(text: string | undefined): string | null {
  const parts = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text ?? '')
  if (!parts) return null
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, h = '00', m = '00'] =
    parts
  const offset = sign === undefined ? 'Z' : `${sign}${h}:${m}`
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`
  return Number.isNaN(Date.parse(instant)) ? null : instant
}
