import { hashRawSync } from '@node-rs/argon2'
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { agree, derive, mac, privateKey, rawPublic, seal, sha256, signText, unseal, verifyText } from './crypto.ts'

const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i))
const otherPublic = Buffer.from('358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254', 'hex')
const nonce = key.subarray(0, 12)
const aad = Buffer.from('aad')
const text = 'holdfast'
const plain = Buffer.from(text)

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url')

/** ECDH on P-256, by which sealed reports are opened: NIST's CAVP vector “ECC CDH”, P-256, count 0. */
function agreeOnP256(): Buffer {
  const jwk = (x: string, y: string, d?: string): { kty: string; crv: string; x: string; y: string; d?: string } => ({
    kty: 'EC',
    crv: 'P-256',
    x: base64url(x),
    y: base64url(y),
    ...(d === undefined ? {} : { d: base64url(d) }),
  })
  return diffieHellman({
    privateKey: createPrivateKey({
      format: 'jwk',
      key: jwk(
        'ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b230',
        '28af61281fd35e2fa7002523acc85a429cb06ee6648325389f59edfce1405141',
        '7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534',
      ),
    }),
    publicKey: createPublicKey({
      format: 'jwk',
      key: jwk(
        '700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287',
        'db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac',
      ),
    }),
  })
}

/** Each primitive with its known answer, made with another implementation (pyca/cryptography). */
const answers: Record<string, [() => Buffer | string, string]> = {
  'SHA-256': [() => sha256(plain), 'd1580d2df7f24b6f5e2a861eba2918755c3a7246b7068817e349d8adc66a8566'],
  'AES-256-GCM': [() => seal(key, nonce, aad, plain), '2f6dba7fa384b16f38898931602ad1fba76e30d8001c2e09'],
  'HKDF-SHA-256': [() => derive(key, text), 'ecbc9a29948674aa0b99536f47796c157e52f7760ba053751b1d87468df5618a'],
  'HMAC-SHA-256': [() => mac(key, text), '4b3b1e7b87be634c1c4efb096ad95f41f66b00c3ff16bb32b76367fd5c5e7aa4'],
  Argon2id: [
    () => hashRawSync(text, { memoryCost: 64, timeCost: 3, parallelism: 1, salt: key.subarray(0, 16), outputLen: 32 }),
    '29b5f77a643d0e370d6f43750c402cb7b20cf4fb86af556c098b8a0ca84951aa',
  ],
  X25519: [
    () => agree(privateKey('x25519', key), otherPublic),
    '9663aa1da97e848a914a436d04163dfbb89178f107f1b5b77ed3854203382854',
  ],
  'ECDH P-256': [agreeOnP256, '46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b'],
  Ed25519: [
    () => signText(privateKey('ed25519', key), text),
    '4b08bd63df07daba51212817d8dd100d2c48dff99ef96d6d25d9bf6a56c1e1870076fb6f9d3090c83476d131a3a68534f84eb32bddeef25bf52bcea0d862db00',
  ],
}

/** Names of the primitives that do not give their known answer in this runtime; none in a sound one. */
export function failedPrimitives(): string[] {
  const failed = Object.entries(answers).flatMap(([name, [make, known]]) => (gives(make, known) ? [] : [name]))
  const sealed = seal(key, nonce, aad, plain)
  const flipped = Buffer.from(sealed)
  flipped[0] = (flipped[0] ?? 0) ^ 1
  if (!unseal(key, nonce, aad, sealed)?.equals(plain) || unseal(key, nonce, aad, flipped))
    failed.push('AES-256-GCM opening')
  const ed25519 = privateKey('ed25519', key)
  const signature = signText(ed25519, text)
  if (!verifyText(rawPublic(ed25519), text, signature) || verifyText(rawPublic(ed25519), `${text}!`, signature))
    failed.push('Ed25519 verifying')
  return failed
}

const gives = (make: () => Buffer | string, known: string): boolean => {
  const made = make()
  return (typeof made === 'string' ? made : made.toString('hex')) === known
}

/**
 * Runtimes bring different cryptography (OpenSSL, BoringSSL), and a broken one may seem to work: at every start, and before
 * a vault is opened, this one's must give known answers. Fails with MISSING_RUNTIME, which names what does not work.
 */
export function requireSoundCrypto(failed = failedPrimitives()): void {
  if (failed.length === 0) return
  throw new HoldfastError(
    'MISSING_RUNTIME',
    `The cryptography of this runtime does not work: ${failed.join(', ')}.`,
    'Do not use this installation for a vault; install Holdfast again with the runtime that it brings.',
  )
}
