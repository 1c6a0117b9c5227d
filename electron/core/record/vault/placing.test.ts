import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as NodeFs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { placeFile } from './placing.ts'

// A disk without links (FAT, exFAT) cannot be had on every machine: its refusal is all that is put in its place.
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof NodeFs>()),
  linkSync: () => {
    throw Object.assign(new Error('operation not permitted, link'), { code: 'EPERM' })
  },
}))

const folder = mkdtempSync(join(tmpdir(), 'holdfast-placing-'))
const path = join(folder, 'copy.txt')
beforeEach(() => rmSync(path, { force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file for people on a disk without links', () => {
  it('appears whole, and nothing else is left', async () => {
    await placeFile(path, (file) => file.writeFile('whole'))
    expect(readdirSync(folder)).toEqual(['copy.txt'])
    expect(readFileSync(path, 'utf8')).toBe('whole')
  })
  it('never takes the place of another that came meanwhile, and is then not recorded', async () => {
    let recorded = false
    const placing = placeFile(
      path,
      async (file) => {
        await file.writeFile('ours')
        writeFileSync(path, 'theirs')
      },
      () => {
        recorded = true
      },
    )
    await expect(placing).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect([recorded, readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual([false, 'theirs', ['copy.txt']])
  })
})
