import { expect, it } from 'vitest'
import { withoutDepth } from './paste-depth.ts'

/** The most elements that are open at once. */
function depthOf(html: string): number {
  let [open, most] = [0, 0]
  for (const [, slash] of html.matchAll(/<(\/?)[a-z]/g)) most = Math.max(most, (open += slash === '/' ? -1 : 1))
  return most
}

const wordsOf = (html: string): string[] =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .trim()
    .split(/\s+/)

const nested = (levels: number, open: string, close: string): string =>
  Array.from({ length: levels }, (_, n) => `${open}word${n} `).join('') + close.repeat(levels)

it.each([
  ['div', '<div>', '</div>'],
  ['lists', '<ul><li>', '</li></ul>'],
  ['quotations', '<blockquote>', '</blockquote>'],
  ['tables', '<table><tr><td>', '</td></tr></table>'],
  ['letters', '<b><i class="x">', '</i></b>'],
  ['never closed', '<div><p>', ''],
])('bounds the depth of %s, and keeps every word in its order', (_, open, close) => {
  const html = nested(2000, open, close)
  const bounded = withoutDepth(html)
  expect(depthOf(bounded)).toBeLessThan(70)
  expect(wordsOf(bounded)).toEqual(wordsOf(html))
})

it('keeps what says something by itself, however deep it lies', () => {
  const inside = `<a href='x"y&amp;z'>link</a><img alt="gate &lt;3&gt;" src=x><script>if (a < b) c()</script><textarea>a</textarea>`
  expect(withoutDepth(`${'<div>'.repeat(500)}${inside}${'</div>'.repeat(500)}`)).toContain(
    `<a href="x&quot;y&amp;z">link</a><img alt="gate &lt;3&gt;" src="x"><script>if (a < b) c()</script><textarea>a</textarea>`,
  )
})

it('leaves what is none too deep as it is', () => {
  const html = `${'<div>'.repeat(50)}<p>a<br>b<p>c</B>${'</div>'.repeat(50)}`
  expect(withoutDepth(html)).toBe(html)
})
