import type { PDFDict } from 'pdf-lib'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { fieldsIn } from './annotations.ts'
import { dictIn, entryOf, numbersIn, textIn } from './objects.ts'

const most = 50
const source = 'PDF signature, as it claims; not checked'

/** What the signatures in a PDF claim, and which bytes each covers; whether one is valid or to be trusted is not said. */
export function signaturesOf(catalog: PDFDict, bytes: Uint8Array): EvidenceFact[] {
  const form = dictIn(catalog, 'AcroForm')
  const signed = (form ? fieldsIn(form) : [])
    .flatMap((field) => dictIn(field, 'V') ?? [])
    .filter(
      (value) => entryOf(value, 'ByteRange') !== undefined || /^(?:Sig|DocTimeStamp)$/.test(textIn(value, 'Type')),
    )
  if (signed.length === 0) return []
  const facts: EvidenceFact[] = [{ name: 'Signatures', value: String(signed.length), source }]
  for (const [index, signature] of signed.slice(0, most).entries()) {
    const which = `Signature ${index + 1}`
    const claims = {
      name: textIn(signature, 'Name'),
      reason: textIn(signature, 'Reason'),
      place: textIn(signature, 'Location'),
      contact: textIn(signature, 'ContactInfo'),
      time: textIn(signature, 'M'),
      form: textIn(signature, 'SubFilter'),
    }
    for (const [name, value] of Object.entries(claims))
      if (value !== '') facts.push({ name: `${which}, ${name}`, value, source })
    facts.push({
      name: `${which}, covers`,
      value: coveredBy(numbersIn(signature, 'ByteRange'), bytes),
      source: 'PDF signature, ByteRange',
    })
  }
  return facts
}

const grouped = (n: number): string => n.toLocaleString('en')

/** In words, which bytes of the file a signature covers. */
function coveredBy(range: readonly number[], bytes: Uint8Array): string {
  const [from = -1, length = -1, after = -1, rest = -1] = range
  const end = after + rest
  const sound =
    range.length === 4 &&
    range.every((one) => Number.isSafeInteger(one) && one >= 0) &&
    from === 0 &&
    after > length &&
    end <= bytes.length
  if (!sound)
    return `not to be told: its ranges (${range.slice(0, 8).join(' ') || 'none'}) are not those of one signature in this file of ${grouped(bytes.length)} bytes`
  const alone = /^<[0-9a-f\s]*>$/i.test(Buffer.from(bytes.subarray(length, after)).toString('latin1'))
  const besides = alone ? '' : '; what it leaves out is more than the signature itself'
  const added = bytes.length - end
  if (added === 0) return `the whole file (${grouped(end)} bytes) but the signature itself${besides}`
  const were = added === 1 ? '1 byte was' : `${grouped(added)} bytes were`
  return `the first ${grouped(end)} bytes but the signature itself; ${were} added after it${besides}`
}
