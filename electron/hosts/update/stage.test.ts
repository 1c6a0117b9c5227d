import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stageRelease } from './stage.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-stage-'))
  mkdirSync(join(folder, 'Holdfast'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stage = (file: string): Promise<unknown> =>
  stageRelease(
    { program: { root: join(import.meta.dirname, '../../..'), version: '0.3.0', built: false }, home: folder },
    { kind: 'tar', path: join(folder, 'Holdfast') },
    file,
    `${file}.update`,
  )

test('a release that is refused leaves nothing beside the installed one, and a pipe is not waited for', async () => {
  const release = join(folder, 'release.tar.gz')
  await expect(stage(release)).rejects.toMatchObject({ code: 'ENOENT' })
  writeFileSync(release, 'no release')
  await expect(stage(release)).rejects.toMatchObject({ code: expect.stringMatching(/^UPDATE_|^ENOENT/) as string })
  const pipe = join(folder, 'pipe')
  if (spawnSync('mkfifo', [pipe]).status === 0)
    await expect(stage(pipe)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(pipe) as string,
    })
  expect(readdirSync(folder).filter((name) => name.startsWith('.holdfast-update'))).toEqual([])
})
