import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import startDisplay from '../e2e/display.ts'
import { cleanRoot, type CleanRoot } from './root.ts'

// The package as a person has it: installed by dpkg in a root where nothing of the checkout is, started, worked with, removed.
// It needs what `npm run dist` made, root and overlays, and some minutes: `npm run faults -- tests/installed`.

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const deb = existsSync(dist) ? readdirSync(dist).find((file) => file.endsWith('.deb')) : undefined
const wanted = process.env['HOLDFAST_FAULTS'] === 'full' && deb !== undefined
const clean = wanted ? cleanRoot() : undefined

/** The user who works with it: no root, so that Chromium's sandbox is the real one. */
const person = 65_534

describe.skipIf(clean === undefined)(
  'the package for Debian, in a clean root (needs npm run faults, npm run dist and root)',
  () => {
    const inside = clean as CleanRoot
    let folder = ''
    let endDisplay = (): void => undefined
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'holdfast-installed-'))
      chmodSync(folder, 0o777)
      endDisplay = await startDisplay()
    })
    afterAll(() => {
      endDisplay()
      inside.remove()
      rmSync(folder, { recursive: true, force: true })
    })

    test('is installed, and runs no script of its own', () => {
      const [file, control] = [join(dist, deb ?? ''), join(folder, 'control')]
      spawnSync('dpkg-deb', ['--control', file, control])
      expect(readdirSync(control).sort()).toEqual(['control', 'md5sums'])
      spawnSync('cp', [file, join(folder, 'holdfast.deb')])
      expect(inside.run('dpkg', '-i', join(folder, 'holdfast.deb'))).toMatchObject({ status: 0 })
      expect(inside.run('dpkg', '--verify', 'holdfast')).toEqual({ status: 0, out: '' })
      const sandbox = inside.run('stat', '-c', '%a %U', '/usr/lib/holdfast/chrome-sandbox')
      expect(sandbox.out).toBe('4755 root\n')
      expect(inside.written('etc').filter((path) => path.includes('holdfast'))).toEqual([])
      // Nothing of the checkout is in reach of what runs there.
      expect(existsSync(join(inside.folder, root))).toBe(false)
    })

    test('Help finds the papers, and an update knows that a .deb is asked for', () => {
      const resources = join(inside.folder, 'usr/lib/holdfast/resources')
      for (const page of ['README.html', 'index.html', 'docs/threat-model.html'])
        expect(existsSync(join(resources, 'papers', page)), page).toBe(true)
      expect(readFileSync(join(resources, 'package-type'), 'utf8')).toBe('deb')
      const { status, out } = inside.run('env', `HOLDFAST_HOME=${folder}/cli`, '/usr/bin/holdfast', 'update', 'fetch')
      expect({ status, out }).toEqual({ status: 4, out: expect.stringContaining('has no update key') })
    })

    test('its fuses are set as the configuration says', async () => {
      const wire = await getCurrentFuseWire(join(inside.folder, 'usr/lib/holdfast/holdfast-desktop'))
      const states = [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.OnlyLoadAppFromAsar,
      ].map((fuse) => String.fromCharCode(wire[fuse] ?? 0))
      expect(states).toEqual(['0', '0', '0', '1'])
    })

    test('its command line goes the whole path', () => {
      const out = join(folder, 'demo')
      const { status, out: said } = inside.run(
        'env',
        `HOLDFAST_HOME=${folder}/cli`,
        '/usr/bin/holdfast',
        'demo',
        '--json',
        '--out',
        out,
      )
      expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('"verified":true') })
    })

    test('its window opens for a person who is not root, in the sandbox, and ends when it is told to', async () => {
      const home = join(folder, 'person')
      mkdirSync(home, { mode: 0o777 })
      chmodSync(home, 0o777)
      const words = [
        `--userspec=${person}:${person}`,
        inside.folder,
        '/usr/bin/env',
        `HOME=${home}`,
        '/usr/bin/holdfast-desktop',
        '--disable-gpu',
      ]
      const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DISPLAY: process.env['DISPLAY'] ?? '', HOLDFAST_HOME: home }
      const child = spawn('chroot', words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      child.stderr.on('data', (part: Buffer) => (said += part.toString()))
      const ended = once(child, 'exit')
      onTestFinished(() => void child.kill('SIGKILL'))
      // The page names the window: then it has spoken to the core.
      const isOpen = (): boolean =>
        spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout.includes('"Vaults')
      for (let tries = 0; tries < 120 && !isOpen() && child.exitCode === null; tries++) await wait(500)
      expect({ open: isOpen(), said }).toEqual({ open: true, said: expect.anything() })
      await wait(2_000)
      child.kill('SIGTERM')
      const how = await Promise.race([ended, wait(10_000, 'still there')])
      child.kill('SIGKILL')
      expect(how).toEqual([0, null])
    })

    test('the journey from a report to a signed packet goes through in it', async () => {
      // The one change: a program that allows no inspector cannot be driven by a test.
      const program = join(inside.folder, 'usr/lib/holdfast/holdfast-desktop')
      // A copy, since a process of the last test may still hold the program itself.
      copyFileSync(program, `${program}.driven`)
      await flipFuses(`${program}.driven`, {
        version: FuseVersion.V1,
        [FuseV1Options.EnableNodeCliInspectArguments]: true,
      })
      renameSync(`${program}.driven`, program)
      const words = ['test', '--config', 'tests/e2e/playwright.config.ts', '--project=electron', 'journey.spec.ts']
      const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/playwright'), words, {
        cwd: root,
        env: { ...process.env, HOLDFAST_E2E_PROGRAM: inside.wrapperOf('/usr/bin/holdfast-desktop') },
        encoding: 'utf8',
      })
      expect({ status, stdout, stderr }).toEqual({
        status: 0,
        stdout: expect.stringMatching(/1 passed/),
        stderr: expect.anything(),
      })
    })

    test('removed, it leaves vaults and nothing else', () => {
      expect(inside.run('dpkg', '--purge', 'holdfast')).toMatchObject({ status: 0 })
      expect(existsSync(join(inside.folder, 'usr/lib/holdfast'))).toBe(false)
      // Caches that the desktop keeps of menus and types are written anew by its own triggers.
      const ofSystem = /^(?:share\/(?:applications\/mimeinfo\.cache|mime\/|icons\/hicolor\/icon-theme\.cache))/
      expect(inside.written('usr').filter((path) => !ofSystem.test(path))).toEqual([])
      expect(inside.written('etc')).toEqual([])
      expect(
        inside.written('var').filter((path) => !/^(?:lib\/dpkg|log\/dpkg|log\/alternatives|cache\/)/.test(path)),
      ).toEqual([])
      const vault = readdirSync(join(folder, 'demo'), { encoding: 'utf8' }).find((name) => name.endsWith('.holdfast'))
      expect(existsSync(join(folder, 'demo', vault ?? '', 'vault.json'))).toBe(true)
    })
  },
)
