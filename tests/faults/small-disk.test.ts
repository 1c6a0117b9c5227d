import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measured, times } from './measure.ts'
import { examine, readAcknowledged, work, writeEvidence, type Acknowledged, type Step } from './working.ts'

// A disk of the memory, of each size that ends somewhere in a run of commands.

const folder = mkdtempSync(join(tmpdir(), 'holdfast-small-'))
const disk = join(folder, 'vault')
const dir = join(disk, 'V.holdfast')
const mount = (...words: string[]): unknown => execFileSync('mount', [...words, disk], { stdio: 'ignore' })
let mounted = false
beforeAll(() => {
  mkdirSync(disk)
  writeEvidence(folder)
  try {
    mount('-t', 'tmpfs', '-o', 'size=8m', 'tmpfs')
    mounted = true
  } catch {
    // Only the superuser of a machine may mount: the tests below say so by name.
  }
})
afterAll(() => {
  if (mounted) execFileSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
})

const steps: Step[] = [
  ...(['create', 'report', 'promote', 'small', 'note', 'passphrase', 'packet', 'large', 'change'] as const),
  ...(['import', 'report', 'passphrase', 'audit', 'packet', 'note', 'lock'] as const),
]

// What a later step says when an earlier one found no room: there is no vault, or no case.
const asked = new Set(['DISK_FULL', 'VAULT_LOCKED', 'NOT_FOUND'])

/** Works on a disk of some size, which is emptied first. Returns how it ended and what is wrong, in words. */
async function workOn(kiB: number, todo = steps): Promise<{ lines: Acknowledged[]; wrong: string | undefined }> {
  for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true })
  mount('-o', `remount,size=${kiB}k`)
  const { printed, complained, status } = await work(folder, todo)
  const lines = readAcknowledged(printed)
  const left = readdirSync(disk).filter((name) => name.endsWith('.part'))
  mount('-o', 'remount,size=64m')
  const strange = lines.find((line) => 'failed' in line && !asked.has(line.failed))
  if (complained !== '' || status !== 0) return { lines, wrong: `ended with ${status}: ${complained}` }
  if (strange) return { lines, wrong: JSON.stringify(strange) }
  if (left.length > 0) return { lines, wrong: `left ${left.join()}` }
  if (!existsSync(join(dir, 'vault.json'))) {
    const made = lines.some((line) => line.step === 'create' && 'last' in line)
    return { lines, wrong: made || existsSync(dir) ? 'there is half a vault' : undefined }
  }
  return { lines, wrong: (await examine(dir, { lines, underWay: false })).wrong }
}

describe('a disk that is full', () => {
  test('says so, once and clearly, and loses nothing (needs the right to mount)', async (context) => {
    context.skip(!mounted, 'only the superuser may mount')
    const began = performance.now()
    const count = times(50, 4)
    const bad: string[] = []
    const failed = new Set<Step>()
    for (let i = 0; i < count; i++) {
      const kiB = Math.round(40 + ((i + 0.5) / count) * 4600)
      const { lines, wrong } = await workOn(kiB)
      if (wrong !== undefined) bad.push(`${kiB} KiB: ${wrong}`)
      for (const line of lines) if ('failed' in line) failed.add(line.step)
    }
    measured({ fault: 'full disk', tried: count, bad: bad.length, note: `refused: ${[...failed].join(', ')}` }, began)
    expect(bad).toEqual([])
    expect([...failed]).toContain('large')
  }, 1_800_000)
})

describe('a disk that can only be read', () => {
  test('is named, and the vault is as it was (needs the right to mount)', async (context) => {
    context.skip(!mounted, 'only the superuser may mount')
    const began = performance.now()
    const { wrong } = await workOn(32_768, ['create', 'report', 'promote', 'passphrase', 'small', 'passphrase', 'lock'])
    expect(wrong).toBeUndefined()
    const before = globSync('**', { cwd: disk }).toSorted()
    mount('-o', 'remount,ro')
    try {
      const opened = readAcknowledged((await work(folder, ['unlock', 'report'], { env: { CHANGES: '2' } })).printed)
      const made = readAcknowledged((await work(folder, ['create'])).printed)
      measured({ fault: 'disk that can only be read', tried: 2, bad: 0 }, began)
      expect(opened[0]).toMatchObject({ step: 'unlock', failed: 'IO' })
      expect(made[0]).toMatchObject({ step: 'create', failed: 'ALREADY_EXISTS' })
      expect(globSync('**', { cwd: disk }).toSorted()).toEqual(before)
    } finally {
      mount('-o', 'remount,rw')
    }
  }, 60_000)
})
