import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { md5sums, settle, sizeOf } from './tree.ts'

/** Packages with the libraries that Electron's program is linked to; both names where a release of Debian renamed one. */
const depends = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libc6 (>= 2.28)',
  'libcairo2',
  'libcups2t64 | libcups2',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
]
/** What it loads when it is there: notices, the system's key store, the file manager. */
const recommends = ['libnotify4', 'libsecret-1-0', 'xdg-utils']

const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' }

export interface DebPackage {
  /** The unpacked program, settled (`settle`). */
  unpacked: string
  /** Folder of the sources. */
  root: string
  version: string
  arch: string
  /** Time of everything in it, in seconds since 1970. */
  seconds: number
  out: string
}

/**
 * Packs the unpacked program for Debian and its kin with dpkg-deb. No script of ours runs when it is installed or removed:
 * everything it brings is a file that dpkg knows and takes away again. Throws with what dpkg-deb said.
 */
export function makeDeb({ unpacked, root, version, arch, seconds, out }: DebPackage): void {
  const stage = mkdtempSync(join(dirname(out), '.deb-'))
  const at = (...path: string[]): string => join(stage, ...path)
  try {
    mkdirSync(at('DEBIAN'))
    mkdirSync(at('usr/bin'), { recursive: true })
    cpSync(unpacked, at('usr/lib/holdfast'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    // Which kind of file the next release is to be (electron/hosts/update/placement.ts); electron-builder writes it for its own.
    mkdirSync(at('usr/lib/holdfast/resources'), { recursive: true })
    writeFileSync(at('usr/lib/holdfast/resources/package-type'), 'deb')
    symlinkSync('../lib/holdfast/bin/holdfast', at('usr/bin/holdfast'))
    symlinkSync('../lib/holdfast/holdfast-desktop', at('usr/bin/holdfast-desktop'))
    const place = (from: string, to: string): void => {
      mkdirSync(dirname(at(to)), { recursive: true })
      copyFileSync(join(root, from), at(to))
    }
    place('resources/packaging/linux/holdfast.desktop', 'usr/share/applications/holdfast.desktop')
    place('resources/packaging/linux/holdfast.xml', 'usr/share/mime/packages/holdfast.xml')
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512].map((pixels) => `${pixels}x${pixels}`))
      place(`resources/icons/${size}.png`, `usr/share/icons/hicolor/${size}/apps/holdfast.png`)
    place('resources/icons/holdfast.svg', 'usr/share/icons/hicolor/scalable/apps/holdfast.svg')
    place('LICENSE', 'usr/share/doc/holdfast/copyright')
    writeFileSync(at('DEBIAN/control'), control(version, architectures[arch] ?? arch, sizeOf(at('usr'))))
    settle(stage, seconds)
    // Chromium's helper for its sandbox where the system keeps namespaces from users: it has to be root's.
    chmodSync(at('usr/lib/holdfast/chrome-sandbox'), 0o4755)
    writeFileSync(at('DEBIAN/md5sums'), md5sums(stage, 'usr'), { mode: 0o644 })
    rmSync(out, { force: true })
    execFileSync('dpkg-deb', ['--root-owner-group', '--uniform-compression', '-Zzstd', '-z12', '--build', stage, out], {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

const control = (version: string, architecture: string, bytes: number): string => `Package: holdfast
Version: ${version}
Section: misc
Priority: optional
Architecture: ${architecture}
Installed-Size: ${Math.ceil(bytes / 1024)}
Maintainer: The Holdfast makers <security@holdfast.invalid>
Depends: ${depends.join(', ')}
Recommends: ${recommends.join(', ')}
Description: workstation for investigating security incidents
 Reports, cases, evidence that cannot quietly change, and signed packets that
 verify without Holdfast. Everything is kept in one encrypted folder, the vault,
 which removing this package leaves where it is.
`
