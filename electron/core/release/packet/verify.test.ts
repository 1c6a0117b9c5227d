import { assert, asyncProperty, uint8Array } from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { VerifyPorts, Verdict } from '../../../../shared/packet/verify/verdict.ts'
import { children, contentOf, der, tags, wholeOf, type Der } from '../../../../shared/packet/verify/der.ts'
import { value } from '../../../../shared/packet/verify/envelope.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import type { BuiltPacket } from './build.ts'
import { mostEach } from './plan.ts'
import { signPdf } from '../../sign/index.ts'
import { authority, build, file, has, inFolder, put, run, type Authority } from './testing/make.ts'
import { sha256 } from './testing/sample-entries.ts'
import { times } from '../../../../tests/faults/measure.ts'

const ports: VerifyPorts = { subtle: crypto.subtle, checkLedger: () => [] }
const verify = (bytes: Uint8Array, more: Partial<VerifyPorts> = {}): Promise<Verdict> =>
  verifyPacket(Uint8Array.from(bytes), { ...ports, ...more })
const codes = ({ problems }: Verdict): string[] => problems.map(({ code }) => code)
const note = { reason: 'test', at: '2026-11-23T08:51:00-05:00', name: 'R. Okafor' }

let signer: Authority
let packet: BuiltPacket

beforeAll(async () => {
  signer = await authority()
  packet = await build([file('1', 'a.txt', 'text/plain', Buffer.from('an exhibit'))], signer)
})

describe('a packet of ours', () => {
  test('is intact and anchored; its root is confirmed by a fingerprint got elsewhere', async () => {
    const verdict = await verify(packet.pdf, { expectedRoot: signer.rootFingerprint })
    expect(verdict).toMatchObject({ intact: true, anchored: true, problems: [] })
    expect(verdict.signer).toMatchObject({
      subject: 'O=Northgate security, title=investigator, CN=R. Okafor',
      root: { confirmed: true },
    })
    expect(verdict.exhibits).toEqual([
      { number: '1', sha256: sha256(Buffer.from('an exhibit')), ok: true, inLedger: true },
    ])
    expect(verdict.packet).toMatchObject({ case: '2026-014' })
  })

  test('with another root expected is intact, not anchored', async () => {
    const verdict = await verify(packet.pdf, { expectedRoot: 'ab'.repeat(32) })
    expect(verdict).toMatchObject({ intact: true, anchored: false })
    expect(codes(verdict)).toEqual(['ROOT_UNEXPECTED'])
  })

  test('whose ledger was not checked, or does not hold, is not anchored', async () => {
    expect(codes(await verify(packet.pdf, { checkLedger: undefined }))).toEqual(['LEDGER_NOT_CHECKED'])
    const verdict = await verify(packet.pdf, { checkLedger: () => ['Entry 3 is not in the tree.'] })
    expect(verdict).toMatchObject({ intact: true, anchored: false })
    expect(codes(verdict)).toEqual(['LEDGER_PROOF', 'CERTIFICATE_NOT_ON_LEDGER'])
  })

  test('signed under another root than its manifest names is not anchored', async () => {
    const other = await authority('2026-11-02T08:00:00-05:00')
    const verdict = await verify(await signPdf(firstRevision(packet.pdf), other, note))
    expect(verdict).toMatchObject({ intact: true, anchored: false })
    expect(codes(verdict)).toEqual(['ROOT_NOT_NAMED', 'CERTIFICATE_NOT_ON_LEDGER'])
  })

  test('with an exhibit beside it: not given, right, altered', async () => {
    const large = file('1', 'film.mp4', 'video/mp4', new Uint8Array(mostEach + 1))
    const built = await build([large], signer)
    const [beside] = built.beside
    expect(beside).toMatchObject({ number: '1', size: mostEach + 1, file: 'exhibit-1-film.mp4' })
    expect(codes(await verify(built.pdf))).toEqual(['BESIDE_NOT_GIVEN'])
    const right = await verify(built.pdf, { hashBeside: () => Promise.resolve(beside?.sha256) })
    expect(right).toMatchObject({ intact: true, anchored: true, problems: [] })
    const wrong = await verify(built.pdf, { hashBeside: () => Promise.resolve('00'.repeat(32)) })
    expect(wrong.intact).toBe(false)
    expect(codes(wrong)).toEqual(['BESIDE_ALTERED'])
  })
})

/** The bytes before the incremental update that signs: everything up to the last end-of-file mark but one. */
const firstRevision = (pdf: Uint8Array): Uint8Array => {
  const all = Buffer.from(pdf)
  return pdf.subarray(0, all.lastIndexOf('%%EOF', all.lastIndexOf('%%EOF') - 1) + 5)
}

describe('tampering', () => {
  test('one byte flipped at each of many places is always found', async () => {
    const places = times(300, 100)
    for (let i = 0; i < places; i++) {
      const at = Math.floor((i * packet.pdf.length) / places)
      const bytes = Uint8Array.from(packet.pdf)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8))
      const verdict = await verify(bytes)
      expect(verdict.problems, `byte ${at}`).not.toEqual([])
      expect(verdict.anchored, `byte ${at}`).toBe(false)
    }
  })

  test('every byte of the certificates and of the signature matters', async () => {
    const start = Buffer.from(packet.pdf).lastIndexOf('/Contents <') + '/Contents <'.length
    for (let i = 0; i < 120; i++) {
      const at = start + i * 25
      const bytes = Uint8Array.from(packet.pdf)
      bytes[at] = (bytes[at] ?? 0) === 0x61 ? 0x62 : 0x61
      if (bytes[at] === packet.pdf[at]) continue
      const verdict = await verify(bytes)
      expect(verdict.anchored, `digit ${i * 25}`).toBe(false)
      expect(verdict.problems, `digit ${i * 25}`).not.toEqual([])
    }
  })

  test('the same signature, all of it in capitals', async () => {
    const all = Buffer.from(packet.pdf)
    const start = all.lastIndexOf('/Contents <') + '/Contents <'.length
    const digits = all.toString('latin1', start, all.indexOf('>', start))
    all.write(digits.toUpperCase(), start, 'latin1')
    const verdict = await verify(Uint8Array.from(all))
    expect(verdict.intact).toBe(false)
    expect(codes(verdict)).toEqual(['BYTE_RANGE'])
  })

  test('the other value of the same signature, and anything more in its place', async () => {
    const all = Buffer.from(packet.pdf)
    const start = all.lastIndexOf('/Contents <') + '/Contents <'.length
    const digits = all.subarray(start, all.indexOf('>', start)).toString('latin1')
    const cms = der(Uint8Array.from(Buffer.from(digits, 'hex')))
    const put = (bytes: Uint8Array): Buffer => {
      const out = Buffer.from(all)
      out.write(Buffer.from(bytes).toString('hex').padEnd(digits.length, '0'), start, 'latin1')
      return out
    }
    const verdict = await verify(put(withTail(cms, theOther)))
    expect(codes(verdict)).toEqual(['OUTSIDE_SIGNATURE'])
    expect(verdict.problems[0]?.message).toContain('n − s')
    expect(verdict).toMatchObject({ intact: true, anchored: false })
    // An attribute that is not signed: a signing time, behind the value.
    const time = Buffer.from('a11e301c06092a864886f70d010905310f170d3236313132333038353130305a', 'hex')
    const more = await verify(put(withTail(cms, (signature) => Buffer.concat([wholeOf(signature), time]))))
    expect(codes(more)).toEqual(['OUTSIDE_SIGNATURE'])
    expect(more.problems[0]?.message).toContain('unsigned attributes')
  })

  test('bytes or a revision added afterwards', async () => {
    for (const tail of ['\n', '%%EOF\n', '\u0000'.repeat(1000)]) {
      const verdict = await verify(Buffer.concat([packet.pdf, Buffer.from(tail)]))
      expect(verdict.intact).toBe(false)
      expect(codes(verdict)).toContain('ALTERED_AFTER_SIGNING')
    }
    const changed = await PDFDocument.load(packet.pdf, { forIncrementalUpdate: true, updateMetadata: false })
    changed.addPage()
    const verdict = await verify(await changed.save({ useObjectStreams: false }))
    expect(verdict.intact).toBe(false)
    expect(codes(verdict)).toContain('ALTERED_AFTER_SIGNING')
  })

  test('something else than zeros behind the signature', async () => {
    const end = Buffer.from(packet.pdf).lastIndexOf('0>')
    for (const digit of ['1', 'f', ' ', '\n', '>', '(']) {
      const bytes = Buffer.from(packet.pdf)
      bytes.write(digit, end, 'latin1')
      const verdict = await verify(bytes)
      expect(verdict.intact, digit).toBe(false)
      expect(verdict.problems, digit).not.toEqual([])
    }
  })

  test('a second signature', async () => {
    const twice = Buffer.from(await signPdf(packet.pdf, signer, note))
    const verdict = await verify(twice)
    expect(verdict.intact).toBe(false)
  })

  test('cut off anywhere', async () => {
    for (let i = 0; i < 30; i++) {
      const verdict = await verify(packet.pdf.subarray(0, Math.floor((packet.pdf.length * i) / 30)))
      expect(verdict.intact).toBe(false)
      expect(verdict.problems).not.toEqual([])
    }
  })
})

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** The message with something else in the place of its last value, which is the signature's. */
function withTail(node: Der, tail: (signature: Der) => Uint8Array): Uint8Array {
  if (node.tag === tags.octetString) return tail(node)
  const parts = children(node)
  const last = parts.pop()
  if (!last) throw new Error('no signature')
  return value(node.tag, ...parts.map(wholeOf), withTail(last, tail))
}

/** (r, n − s) of an ECDSA signature (r, s): it holds as well. */
function theOther(signature: Der): Uint8Array {
  const [r, s] = children(der(contentOf(signature)))
  if (!r || !s) throw new Error('no signature')
  const digits = (order - BigInt(`0x${Buffer.from(contentOf(s)).toString('hex')}`)).toString(16).padStart(64, '0')
  const number = Buffer.from(/^[89a-f]/.test(digits) ? `00${digits}` : digits, 'hex')
  return value(tags.octetString, value(tags.sequence, wholeOf(r), value(tags.integer, number)))
}

describe('files that are no packet', () => {
  test('nothing, text, noise', async () => {
    for (const bytes of ['', 'hello', 'x'.repeat(10_000)])
      expect(codes(await verify(Buffer.from(bytes)))).toEqual(['NOT_A_PDF'])
    await assert(
      asyncProperty(uint8Array({ minLength: 100, maxLength: 3000 }), async (noise) => {
        const verdict = await verify(
          Buffer.concat([Buffer.from('%PDF-1.7\n'), noise, Buffer.from('\nstartxref\n9\n%%EOF')]),
        )
        expect(verdict.intact).toBe(false)
        expect(verdict.problems).not.toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  test('an unsigned PDF', async () => {
    expect(codes(await verify(firstRevision(packet.pdf)))).toEqual(['NOT_SIGNED'])
  })

  test.skipIf(!has('qpdf'))('an encrypted PDF', () =>
    inFolder(async (folder) => {
      const plain = put(folder, 'a.pdf', firstRevision(packet.pdf))
      run('qpdf', '--encrypt', 'user', 'owner', '256', '--', plain, join(folder, 'b.pdf'))
      expect(codes(await verify(readFileSync(join(folder, 'b.pdf'))))).toEqual(['ENCRYPTED_PDF'])
    }),
  )
})

const strangers = '../shared/data/signed-pdfs'
const there = [strangers, '../../shared/data/signed-pdfs'].find(existsSync)
describe.skipIf(there === undefined)('PDFs signed by others', () => {
  test.each([
    ['DSS-1683.pdf', [true], ['SIGNED_BY_STRANGER']],
    ['doc-firmado-T.pdf', [true], ['SIGNED_BY_STRANGER']],
    ['doc-firmado.pdf', [true, true], ['SIGNED_BY_STRANGER']],
    ['BadEncodedCMS.pdf', [false], ['CMS_UNREADABLE', 'SIGNED_BY_STRANGER']],
    ['modified_after_signature.pdf', [true], ['ALTERED_AFTER_SIGNING', 'SIGNED_BY_STRANGER']],
  ])('%s', async (name, valid, expected) => {
    const verdict = await verify(readFileSync(join(there ?? '', name)))
    expect(verdict).toMatchObject({ intact: null, anchored: false })
    expect(verdict.signatures.map((one) => one.valid)).toEqual(valid)
    expect(codes(verdict)).toEqual(expected)
  })
})
