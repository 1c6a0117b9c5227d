import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PacketCheck } from '../../shared/contract/packet.ts'
import { desk, type Desk } from '../support/command.ts'
import { ask, filesUnder, hasReferee, isThere, real } from './real.ts'

// Signed by other people with other programs: of each it is said what it is, and none is taken for a packet.

let at: Desk
beforeAll(() => {
  at = desk()
})
afterAll(() => at.clear())

const verify = (path: string): { status: number | null; check: PacketCheck } => {
  const { status, json } = at.run(['packet', 'verify', path, '--json'])
  return { status, check: json() as PacketCheck }
}

describe.skipIf(!isThere('signed-pdfs'))('signed files that are not ours', () => {
  test('each is judged and none is anchored or called intact', () => {
    const files = filesUnder('signed-pdfs')
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const { status, check } = verify(file)
      expect([status, check.intact, check.anchored], file).toEqual([1, null, false])
      expect(check.signatures.length, file).toBeGreaterThan(0)
      expect(check.problems.map(({ code }) => code)).toContain('SIGNED_BY_STRANGER')
    }
  })

  test('signed by a stranger', () => {
    const { check } = verify(real('signed-pdfs/DSS-1683.pdf'))
    expect(check.signatures).toMatchObject([{ valid: true, covers: 5373, of: 17_583, added: null }])
    expect(check).toMatchObject({ signer: { subject: expect.stringContaining('NetLock') as string } })
  })

  test('altered after signing', () => {
    const { status, check } = verify(real('signed-pdfs/modified_after_signature.pdf'))
    expect(status).toBe(1)
    expect(check.signatures).toMatchObject([{ valid: true, added: { allowed: false } }])
    expect(check.problems.map(({ code }) => code)).toContain('ALTERED_AFTER_SIGNING')
  })

  test('signed by one and stamped by another is not called changed', () => {
    const { check } = verify(real('signed-pdfs/doc-firmado.pdf'))
    expect(check.signatures).toMatchObject([
      { kind: 'signature', valid: true, added: { allowed: true } },
      { kind: 'timestamp', valid: true, at: '2018-09-15T22:10:40.000Z', added: null },
    ])
    expect(check.problems.map(({ code }) => code)).toEqual(['SIGNED_BY_STRANGER'])
  })

  test.skipIf(!hasReferee('pdfsig'))('pdfsig counts the same signatures, and says the same of what each covers', () => {
    for (const file of filesUnder('signed-pdfs')) {
      const { said } = ask('pdfsig', '-nocert', file)
      const { check } = verify(file)
      expect(said.match(/Signature #/g)?.length, file).toBe(check.signatures.length)
      const whole = [...said.matchAll(/(Total|Not total) document signed/g)].map(([, words]) => words === 'Total')
      // It says nothing of a signature that it cannot read.
      if (whole.length > 0)
        expect(
          check.signatures.map(({ added }) => added === null),
          file,
        ).toEqual(whole)
    }
  })
})
