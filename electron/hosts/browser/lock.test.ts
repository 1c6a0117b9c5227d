import { mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeLock } from './lock.ts'

describe('the lock on the window', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is held by one, given back, and taken again', () => {
    const file = join(folder, 'new', 'lock')
    const release = takeLock(file)
    expect(release).toBeTypeOf('function')
    expect(takeLock(file)).toBeUndefined()
    release?.()
    const again = takeLock(file)
    expect(again).toBeTypeOf('function')
    again?.()
  })

  it('is released by the system when its holder is killed', async () => {
    const file = join(folder, 'killed')
    const script = `
      import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
      // Kept, or the garbage collector gives the lock back.
      globalThis.release = takeLock(${JSON.stringify(file)})
      process.stdout.write('held')
      setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      await once(holder.stdout, 'data')
      expect(takeLock(file)).toBeUndefined()
    } finally {
      holder.kill('SIGKILL')
      await once(holder, 'exit')
    }
    const release = takeLock(file)
    expect(release).toBeTypeOf('function')
    release?.()
  })
})
