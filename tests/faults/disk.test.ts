import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePrivateFolder, placeFile, writeFully } from '../../electron/core/record/vault/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-disk-'))
let mounted = false
beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1536k', 'tmpfs', folder], { stdio: 'ignore' })
    mounted = true
  } catch {
    // Only the superuser of a machine may mount: the tests below say so by name.
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

describe('a disk that can only be read', () => {
  it('is named as such, and not as a folder that is missing (needs the right to mount)', async (context) => {
    context.skip(!mounted, 'only the superuser may mount')
    execFileSync('mount', ['-o', 'remount,ro', folder])
    try {
      await expect(makePrivateFolder(join(folder, 'V.holdfast', 'blobs'))).rejects.toMatchObject({ code: 'EROFS' })
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', folder])
    }
  })
})

describe('a disk that is almost full', () => {
  it('does not cut the last write in silence (needs the right to mount)', async (context) => {
    context.skip(!mounted, 'only the superuser may mount')
    const path = join(folder, 'cut')
    const file = await open(path, 'wx')
    try {
      await expect(writeFully(file, [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)])).rejects.toMatchObject({
        code: 'ENOSPC',
      })
    } finally {
      await file.close()
      rmSync(path)
    }
  })
  it('takes all of many buffers when there is room (needs the right to mount)', async (context) => {
    context.skip(!mounted, 'only the superuser may mount')
    const path = join(folder, 'whole')
    const parts = [Buffer.from('a'), Buffer.alloc(0), Buffer.from('bc')]
    await placeFile(path, (file) => writeFully(file, parts))
    expect(readFileSync(path, 'utf8')).toBe('abc')
  })
})
