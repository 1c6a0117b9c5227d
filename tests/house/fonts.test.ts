import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { codePoints } from '../../electron/core/print/coverage.ts'
import { faces } from '../../electron/core/print/fonts.ts'

const modules = createRequire(import.meta.url)
const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

/** The window's faces for letters that its own typeface lacks: what each has, and the letters for which it is asked. */
const letters = read('renderer/ui/fonts.css')
  .split('@font-face')
  .slice(1)
  .map((face) => {
    const url = /url\('([^']+)'\)/.exec(face)?.[1] ?? ''
    const ranges = [...face.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from = '', to = from]) => [
      Number.parseInt(from, 16),
      Number.parseInt(to, 16),
    ])
    return { url, ranges, glyphs: codePoints(readFileSync(modules.resolve(url))) }
  })

test.each([
  ['Korean', '한국어 힣 ㄱㅎ ᄀ\u1161 ﾡ'],
  ['Thai', 'ภาษาไทย ที่นี่ ๓'],
  ['Japanese', '日本語 あいう アイウ 々〆ー 「、。」 Ａ１！ ｱｲｳ ㈱'],
  ['Chinese', '中文 繁體 〇'],
  ['Arabic', 'مريم پارسی'],
  ['Hebrew', 'שלום'],
  ['Hindi', 'नमस्ते'],
])('the window draws %s with a font of ours', (_, text) => {
  for (const letter of text.replaceAll(' ', '')) {
    const code = letter.codePointAt(0) ?? 0
    const asked = letters.filter(({ ranges }) => ranges.some(([from = 0, to = 0]) => from <= code && code <= to))
    expect(
      asked.some(({ glyphs }) => glyphs.has(code)),
      letter,
    ).toBe(true)
  }
})

test('window, packet and installed application have the same fonts', () => {
  const styles = ['style', 'history', 'audit', 'receipt'].map((name) => read(`resources/packet/${name}.typ`))
  const packed = read('electron-builder.yml')
  const inWindow = letters.map(({ url }) => url.split('/')[1])
  for (const { family, package: name } of faces) {
    for (const style of styles) expect(style).toContain(`"${family}"`)
    expect(packed).toMatch(new RegExp(`@expo-google-fonts/\\{[^}]*\\b${name}\\b[^}]*\\}/`))
    // The first three are the typefaces of running text, which the window has in a variable form; its symbols are Inter's.
    if (/^noto-(?:sans-(?!symbols)|emoji)/.test(name)) expect(inWindow).toContain(name)
  }
})
