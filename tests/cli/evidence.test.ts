import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, makeVault, report, type Desk } from '../support/command.ts'

let at: Desk
let vault = ''
beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
  at.run(['report', 'add', vault, '--file', '-'], { input: JSON.stringify(report) })
  at.run(['report', 'promote', vault, 'R-0001', '--title', 'Gate', '--owner', 'R. Okafor'])
})
afterAll(() => at.clear())

test('text is printed line by line; what has none of its own is named with the way to it, and languages that are not there are refused', async () => {
  const blank = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  const kept = [at.file('gate.txt', 'first line\nsecond line\n'), at.file('scan.png', blank)]
  expect(at.run(['exhibit', 'add', vault, '2026-001', ...kept]).status).toBe(0)
  const text = at.run(['exhibit', 'text', vault, '2026-001-E01'])
  expect(text.stdout.split('\n')).toEqual(expect.arrayContaining(['first line', 'second line']))
  const scan = at.run(['exhibit', 'text', vault, '2026-001-E02'])
  expect(scan.stdout).toMatch(/^NOT READ: box 0,0 60×40: No text layer.*--ocr eng/m)
  const strange = at.run(['exhibit', 'text', vault, '2026-001-E02', '--ocr', 'eng,tlh'])
  expect(strange).toMatchObject({ status: 2, stderr: expect.stringContaining('there is data for eng, spa') as string })
})
