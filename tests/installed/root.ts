import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A root of its own in which packages are installed: this computer's `/usr`, `/etc` and `/var` with whatever is written
 * kept apart, an empty home, and nothing of the checkout. It shares `/tmp`, where the tests' vaults and the display are.
 */
export interface CleanRoot {
  folder: string
  /** Runs a command in it, as root. */
  run(program: string, ...words: string[]): { status: number | null; out: string }
  /** Everything that was written below one of its folders and is still there. */
  written(below: 'usr' | 'etc' | 'var'): string[]
  /** A program outside that starts one inside, as a test's driver needs it. */
  wrapperOf(program: string): string
  remove(): void
}

const kept = ['usr', 'etc', 'var'] as const
const shared = ['proc', 'sys', 'dev', 'tmp'] as const

/** Makes a clean root; undefined where this user or this system does not allow it. */
export function cleanRoot(): CleanRoot | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-root-'))
  const [root, mounted] = [join(folder, 'root'), new Array<string>()]
  const mount = (...words: string[]): boolean => {
    const at = words.at(-1) ?? ''
    mkdirSync(at, { recursive: true })
    const done = spawnSync('mount', words).status === 0
    if (done) mounted.unshift(at)
    return done
  }
  const remove = (): void => {
    for (const at of mounted) if (spawnSync('umount', [at]).status !== 0) execFileSync('umount', ['-l', at])
    rmSync(folder, { recursive: true, force: true })
  }
  const upper = (name: string): string => join(folder, name, 'upper')
  const all = kept.every((name) => {
    mkdirSync(upper(name), { recursive: true })
    mkdirSync(join(folder, name, 'work'))
    const layers = `lowerdir=/${name},upperdir=${upper(name)},workdir=${join(folder, name, 'work')}`
    return mount('-t', 'overlay', 'overlay', '-o', layers, join(root, name))
  })
  if (!all || !shared.every((name) => mount('--rbind', '--make-rslave', `/${name}`, join(root, name)))) {
    remove()
    return undefined
  }
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    if (existsSync(`/${name}`)) symlinkSync(`usr/${name}`, join(root, name))
  mkdirSync(join(root, 'root'), { mode: 0o700 })
  return {
    folder: root,
    run: (program, ...words) => {
      const env = {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: '/root',
        LANG: 'C.UTF-8',
        DEBIAN_FRONTEND: 'noninteractive',
      }
      const { status, stdout, stderr } = spawnSync('chroot', [root, program, ...words], { env, encoding: 'utf8' })
      return { status, out: stdout + stderr }
    },
    written: (name) =>
      readdirSync(upper(name), { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(upper(name).length + 1))
        .sort(),
    wrapperOf: (program) => {
      const wrapper = join(folder, 'start')
      writeFileSync(wrapper, `#!/bin/sh\nexport HOME=/root\nexec chroot ${root} ${program} "$@"\n`)
      chmodSync(wrapper, 0o755)
      return wrapper
    },
    remove,
  }
}
