import { describe, expect, it } from 'vitest'
import { sha256, verifyEd25519 } from '../../electron/hosts/update/keys.ts'
import { keysFile, manifestBy, signed, signer } from '../../tests/support/release.ts'
import { HoldfastError } from '../kernel/errors.ts'
import { judgeManifest, type Running, type SeenRelease } from './judge.ts'
import { parseUpdateKeys } from './keys.ts'
import { manifestLine, type UpdateManifest } from './manifest.ts'
import { compareVersions } from './version.ts'

const [ana, ben, cem] = [signer('Ana'), signer('Ben'), signer('Cem')]
const release: UpdateManifest = {
  format: 'holdfast-update',
  v: 1,
  product: 'holdfast',
  version: '0.4.0',
  from: '0.2.0',
  channel: 'stable',
  released: '2026-12-01T09:00:00Z',
  platform: 'linux',
  arch: 'x64',
  kind: 'tar',
  file: 'Holdfast-0.4.0-linux-x64.tar.gz',
  size: 1000,
  sha256: 'ab'.repeat(32),
}
const running: Running = { version: '0.3.0', platform: 'linux', arch: 'x64', channel: 'stable' }
const both = keysFile([ana, ben], 2)

interface Given {
  text: string
  keys?: string
  here?: Partial<Running>
  seen?: SeenRelease
}
const judge = ({ text, keys = both, here = {}, seen }: Given): ReturnType<typeof judgeManifest> =>
  judgeManifest(
    text,
    parseUpdateKeys(keys, sha256),
    verifyEd25519,
    { ...running, ...here },
    seen ? { stable: seen } : {},
  )

/** The code and the words of a refusal. */
function refusal(given: Given): string {
  try {
    judge(given)
  } catch (thrown) {
    if (thrown instanceof HoldfastError) return `${thrown.code}: ${thrown.message}`
    throw thrown
  }
  return 'taken'
}

const good = manifestBy([ana, ben], release)
const line = manifestLine(release)

describe('the manifest of an update', () => {
  it('is taken when all who must sign have signed', () => {
    expect(judge({ text: good })).toEqual({ manifest: release, signers: ['Ana', 'Ben'] })
    expect(judge({ text: manifestBy([ben], release), keys: keysFile([ana, ben], 1) }).signers).toEqual(['Ben'])
  })
  it('may have signatures of keys that this build does not know', () => {
    expect(judge({ text: manifestBy([cem, ana, ben], release) }).signers).toEqual(['Ana', 'Ben'])
  })
  it.each<[string, Given, RegExp]>([
    ['one signature of two', { text: manifestBy([ana], release) }, /^UPDATE_NOT_SIGNED: .* 1 of the 2 signatures/],
    ['the same key twice', { text: line + signed(line, ana) + signed(line, ana) }, /^UPDATE_NOT_SIGNED: .* 1 of the 2/],
    ['none', { text: line }, /^UPDATE_NOT_SIGNED: .* 0 of the 2/],
    ['a stranger', { text: manifestBy([ana, cem], release) }, /^UPDATE_NOT_SIGNED: .* 1 of the 2/],
    [
      'a forged line',
      { text: line + signed(line, ana) + signed(line, cem, ben.id) },
      /^UPDATE_NOT_SIGNED: .*“Ben”.*forged/,
    ],
    [
      'signatures of another manifest',
      { text: manifestLine({ ...release, sha256: 'cd'.repeat(32) }) + good.slice(line.length) },
      /^UPDATE_NOT_SIGNED: .*changed or forged/,
    ],
    ['a cut one', { text: good.slice(0, -20) }, /^UPDATE_NOT_INTACT/],
    ['one cut after its first line', { text: line.slice(0, -1) }, /^UPDATE_NOT_INTACT/],
    ['nothing', { text: '' }, /^UPDATE_NOT_INTACT/],
    ['a line between', { text: `${line}\n${good.slice(line.length)}` }, /^UPDATE_NOT_INTACT/],
    [
      'no keys in this build',
      { text: good, keys: keysFile([], 1) },
      /^UPDATE_NO_KEY: This build of Holdfast has no update key/,
    ],
    ['the version that runs', { text: good, here: { version: '0.4.0' } }, /^UPDATE_OLDER: .*0\.4\.0 is installed/],
    ['a downgrade', { text: good, here: { version: '0.10.0' } }, /^UPDATE_OLDER/],
    [
      'an older one than was verified here',
      { text: good, seen: { version: '0.4.1', released: '2026-12-20T09:00:00Z' } },
      /^UPDATE_OLDER: .*has verified 0\.4\.1/,
    ],
    [
      'an earlier making of the same version',
      { text: good, seen: { version: '0.4.0', released: '2026-12-01T10:00:00Z' } },
      /^UPDATE_OLDER/,
    ],
    ['another system', { text: good, here: { platform: 'win32' } }, /^UPDATE_NOT_FOR_THIS: .*Linux x64.*Windows x64/],
    ['another processor', { text: good, here: { arch: 'arm64' } }, /^UPDATE_NOT_FOR_THIS/],
    ['a version too far back', { text: good, here: { version: '0.1.9' } }, /^UPDATE_NOT_FOR_THIS: .*from 0\.2\.0/],
    [
      'a preview',
      { text: manifestBy([ana, ben], { ...release, channel: 'preview' }) },
      /^UPDATE_NOT_FOR_THIS: .*preview/,
    ],
  ])('is refused: %s', (_what, given, words) => {
    expect(refusal(given)).toMatch(words)
  })
  it('is seen again, and in another form of the same release', () => {
    expect(judge({ text: good, seen: release }).manifest.version).toBe('0.4.0')
    expect(
      judge({ text: manifestBy([ana, ben], { ...release, kind: 'deb', file: 'a.deb' }), seen: release }),
    ).toBeTruthy()
  })
  it('of another product, or with a member more, is none, whoever signed it', () => {
    for (const change of [
      { product: 'other' },
      { note: 'x' },
      { version: '0.4.0-rc.1' },
      { file: '../x' },
      { size: 0 },
    ]) {
      const text = manifestBy([ana, ben], { ...release, ...change } as UpdateManifest)
      expect([change, refusal({ text })]).toEqual([change, expect.stringMatching(/^UPDATE_NOT_INTACT/)])
    }
  })
  it('in another spelling is none, whoever signed it', () => {
    const spaced = line.replace(',', ', ')
    expect(refusal({ text: spaced + signed(spaced, ana) + signed(spaced, ben) })).toMatch(/^UPDATE_NOT_INTACT/)
  })
  it('of a later form says so', () => {
    const later = manifestLine({ ...release, v: 2 as 1 })
    expect(refusal({ text: later + signed(later, ana) + signed(later, ben) })).toMatch(/^UPDATE_NOT_FOR_THIS: .*later/)
    // Nobody's word is taken for it: without the signatures it is just not signed.
    expect(refusal({ text: later })).toMatch(/^UPDATE_NOT_SIGNED/)
  })
  it('passes with no bit of it changed', () => {
    const bytes = Buffer.from(good)
    const taken = Array.from(bytes.keys()).filter((at) => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      return refusal({ text: changed.toString('utf8') }) === 'taken'
    })
    expect(taken).toEqual([])
  })
})

describe('the keys of a build', () => {
  it.each([
    ['a key twice', keysFile([ana, ana], 1)],
    ['a threshold out of reach', keysFile([ana], 2)],
    ['no threshold', keysFile([ana], 0)],
    ['a short key', keysFile([{ ...ana, publicKey: ana.publicKey.subarray(1) }])],
    ['another form', '{"format":"x"}'],
    ['no JSON', 'x'],
  ])('%s is refused', (_what, text) => {
    expect(() => parseUpdateKeys(text, sha256)).toThrow(expect.objectContaining({ code: 'MISSING_RUNTIME' }))
  })
})

it('versions are compared as numbers', () => {
  const sorted = ['0.9.0', '0.10.0', '0.2.11', '1.0.0'].sort(compareVersions)
  expect(sorted).toEqual(['0.2.11', '0.9.0', '0.10.0', '1.0.0'])
})
