import { and, eq } from 'drizzle-orm'
import { X509Certificate } from 'node:crypto'
import * as pkijs from 'pkijs'
import { hex, sameBytes } from '../../../../../shared/kernel/bytes.ts'
import type { Output } from '../../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { Unreadable } from '../../../../../shared/packet/verify/der.ts'
import type { Workspace } from '../../members/index.ts'
import { query, type Given, sha256 } from '../../vault/index.ts'
import { readSmall } from '../files.ts'
import { anchorsView } from '../view.ts'
import { readToken, Refused, type Token } from '../../../../../shared/packet/verify/timestamp.ts'
import { anchors, timestampRequests } from '../tables.ts'

/** An answer has a few certificates at most. */
const largest = 1_000_000

const requestOf = query((from, { nonce }: Given<{ nonce: string }>) =>
  from
    .select({ size: timestampRequests.size, root: timestampRequests.root, text: timestampRequests.text })
    .from(timestampRequests)
    .where(eq(timestampRequests.nonce, nonce)),
)
const answeredBy = query((from, { nonce }: Given<{ nonce: string }>) =>
  from
    .select({ seq: anchors.seq })
    .from(anchors)
    .where(and(eq(anchors.kind, 'timestamp'), eq(anchors.ref, nonce))),
)

/**
 * Checks a timestamping authority's answer to a request of this vault and records its token. `ca` names a file with the
 * certificate (PEM or DER) that the authority's must lead to; without it that is not checked. Fails with
 * HEAD_NOT_INTACT (with what is wrong), ALREADY_DONE, FILE_NOT_FOUND or IO.
 */
export async function keepTimestamp(
  { db, ledger, vault }: Workspace,
  file: string,
  ca: string | undefined,
): Promise<Output<'ledger.token'>> {
  const token = await read(file)
  const nonce = token.nonce ?? ''
  const request = db.get(requestOf, { nonce })
  if (!request) throw refused('it answers no request that this vault has on record (another nonce).')
  if (token.digest !== 'SHA-256' || !sameBytes(token.imprint, sha256(Buffer.from(request.text)))) {
    throw refused('it stamps something else than the head that was sent.')
  }
  const checkedUpTo = ca === undefined ? null : await checkChain(token, ca)
  if (db.get(answeredBy, { nonce })) {
    throw new HoldfastError(
      'ALREADY_DONE',
      'The answer to this request is on record already.',
      'There is nothing to do.',
    )
  }
  const { size, root } = request
  const authority = token.signer.subjectText
  const certificate = sha256(token.signer.bytes).toString('hex')
  const said = { genTime: token.genTime, authority, certificate, checkedUpTo }
  ledger.transact(({ append }) =>
    append(
      anchorsView,
      'head.timestamped',
      { subject: vault.header.id },
      { size, root, ...said, token: Buffer.from(token.bytes).toString('base64'), nonce: token.nonce ?? '' },
    ),
  )
  return { size, root, ...said }
}

async function read(file: string): Promise<Token> {
  const bytes = await readSmall(file, largest)
  try {
    return await readToken(crypto.subtle, bytes)
  } catch (thrown) {
    if (thrown instanceof Refused) throw refused('the authority refused to give one.')
    throw refused(
      `it is not a token whose signature holds${thrown instanceof Unreadable ? ` (${thrown.message})` : ''}.`,
    )
  }
}

/** Whether the authority's certificate leads to the one in the file (RFC 5280, section 6); gives that one's SHA-256. */
async function checkChain({ signer, carried, genTime }: Token, ca: string): Promise<string> {
  const trusted = certificateIn(await readSmall(ca, largest))
  const others = carried.filter(({ bytes }) => !sameBytes(bytes, signer.bytes))
  const leads = async (): Promise<boolean> => {
    const chain = new pkijs.CertificateChainValidationEngine({
      trustedCerts: [pkijs.Certificate.fromBER(trusted)],
      certs: [...others, signer].map(({ bytes }) => pkijs.Certificate.fromBER(bytes)),
      checkDate: new Date(genTime),
    })
    return (await chain.verify({}, new pkijs.CryptoEngine({ name: 'holdfast', crypto }))).result
  }
  // Certificates that cannot be read lead nowhere.
  if (!(await leads().catch(() => false)))
    throw refused('the authority’s certificate does not lead to the one you named.')
  return hex(sha256(trusted))
}

function certificateIn(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(new X509Certificate(bytes).raw)
  } catch {
    throw new HoldfastError('INVALID_INPUT', 'The file named as CA is no certificate.', 'Name one in PEM or DER.')
  }
}

const refused = (why: string): HoldfastError =>
  new HoldfastError(
    'HEAD_NOT_INTACT',
    `This timestamp was not recorded: ${why}`,
    'Send the request once more, or bring the right file; nothing was changed.',
  )
