import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { hex } from '../../../../../shared/kernel/bytes.ts'
import type { Output } from '../../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { parseNote } from '../../../../../shared/ledger/note.ts'
import type { Workspace } from '../../members/index.ts'
import { sha256 } from '../../vault/index.ts'
import { placeBeside, writeNew } from '../files.ts'
import { anchorsView } from '../view.ts'

/**
 * Writes a request (RFC 3161, section 2.4.1) to timestamp the newest head: SHA-256 over the signed text of its note, a
 * random nonce that is kept on record, certificate asked for. Fails with LEDGER_BROKEN, ALREADY_EXISTS or IO.
 */
export async function requestTimestamp(
  { ledger, ports, vault }: Workspace,
  out: string | undefined,
): Promise<Output<'ledger.request'>> {
  const head = ledger.head()
  const text = parseNote(head.note)?.text
  if (text === undefined) throw new HoldfastError('LEDGER_BROKEN', 'This vault has no signed head.', 'Audit it.')
  const nonce = ports.random(8)
  // A clear first bit keeps the INTEGER positive, a set second one keeps its length.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  const { size, root } = head
  const payload = { size, root, text, nonce: hex(nonce) }
  const file = await writeNew(
    out ?? placeBeside(vault.dir, `${size}-${hex(nonce).slice(0, 8)}.tsq`),
    requestBytes(sha256(Buffer.from(text)), nonce),
    () =>
      ledger.transact(({ append }) =>
        append(anchorsView, 'head.timestamp-requested', { subject: vault.header.id }, payload),
      ),
  )
  return { file, head: { size, root, at: head.at }, nonce: hex(nonce) }
}

/** DER of a TimeStampReq. */
function requestBytes(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const own = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: '2.16.840.1.101.3.4.2.1',
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: own(digest) }),
    }),
    nonce: new asn1js.Integer({ valueHex: own(nonce) }),
    certReq: true,
  })
  return new Uint8Array(request.toSchema().toBER(false))
}
