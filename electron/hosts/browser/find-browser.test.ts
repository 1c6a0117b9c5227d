import { describe, expect, it } from 'vitest'
import { findBrowser, type Surroundings } from './find-browser.ts'

const at = (
  platform: NodeJS.Platform,
  programs: string[],
  env: Record<string, string> = { PATH: '/usr/local/bin:/usr/bin' },
): Surroundings => ({ platform, env, isProgram: (path) => programs.includes(path) })

describe('finding a browser', () => {
  it('takes the first known command in the order of the list, wherever PATH has it', () => {
    expect(findBrowser(at('linux', ['/usr/bin/microsoft-edge', '/usr/local/bin/google-chrome']))).toBe(
      '/usr/local/bin/google-chrome',
    )
    expect(findBrowser(at('linux', ['/usr/local/bin/google-chrome', '/usr/bin/chromium']))).toBe('/usr/bin/chromium')
  })
  it('looks where a Mac and Windows keep programs', () => {
    const mac = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
    expect(findBrowser(at('darwin', [mac], { HOME: '/Users/a' }))).toBe(mac)
    const own = '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium'
    expect(findBrowser(at('darwin', [own], { HOME: '/Users/a' }))).toBe(own)
    const windows = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(findBrowser(at('win32', [windows], { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }))).toBe(windows)
  })
  it('takes what was asked for, by path or by command, and then nothing else', () => {
    const programs = ['/opt/mine', '/usr/bin/odd-browser', '/usr/bin/chromium']
    const asked = (browser: string): string | undefined =>
      findBrowser(at('linux', programs, { PATH: '/usr/bin', HOLDFAST_BROWSER: browser }))
    expect(asked('/opt/mine')).toBe('/opt/mine')
    expect(asked('odd-browser')).toBe('/usr/bin/odd-browser')
    expect(asked('/opt/missing')).toBeUndefined()
  })
  it('finds nothing where nothing is, and never looks in the current folder', () => {
    expect(findBrowser(at('linux', ['chromium', '/tmp/chromium'], { PATH: ':.:bin' }))).toBeUndefined()
    expect(findBrowser(at('win32', [], {}))).toBeUndefined()
  })
})
