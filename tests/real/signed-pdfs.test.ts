import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PacketCheck } from '../../shared/contract/packet.ts'
import { desk, type Desk } from '../support/command.ts'
import { filesUnder, isThere, real } from './real.ts'

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
  test('each is judged, none is anchored, and the exit status follows the verdict', () => {
    const files = filesUnder('signed-pdfs')
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const { status, check } = verify(file)
      expect(status, file).toBe(check.intact ? 0 : 1)
      expect(check.anchored, file).toBe(false)
      expect(check.problems.length, file).toBeGreaterThan(0)
      if (check.intact) expect(check.problems.map(({ code }) => code)).toEqual(['SIGNED_BY_STRANGER'])
    }
  })

  test('signed by a stranger', () => {
    const { check } = verify(real('signed-pdfs/DSS-1683.pdf'))
    expect(check).toMatchObject({ intact: true, signer: { subject: expect.stringContaining('NetLock') as string } })
  })

  test('altered after signing', () => {
    const { status, check } = verify(real('signed-pdfs/modified_after_signature.pdf'))
    expect([status, check.intact]).toEqual([1, false])
    expect(check.problems.map(({ code }) => code)).toContain('ALTERED_AFTER_SIGNING')
  })
})
