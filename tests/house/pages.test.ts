import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writePapers } from '../../scripts/release/papers.ts'

// The papers as the pages that Help opens: a browser shows them from the disk, without a network and without a script.

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'holdfast-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writePapers(root, folder)
const pages = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
)

test('every paper is a page, and every link on one leads to something', () => {
  expect([...pages.keys()]).toEqual(expect.arrayContaining(['README.html', 'index.html', 'docs/format.html']))
  const dead = [...pages].flatMap(([from, text]) =>
    [...text.matchAll(/<a href="(?!https?:)([^"#]*)(?:#([^"]*))?"/g)].flatMap(([, path = '', anchor]) => {
      const target = path === '' ? from : join(dirname(from), path)
      const found = target === 'LICENSE' ? '' : pages.get(target)
      const leads = found !== undefined && (anchor === undefined || found.includes(` id="${anchor}"`))
      return leads ? [] : [`${from}: ${path}#${anchor ?? ''}`]
    }),
  )
  expect(dead).toEqual([])
})

test('a page runs nothing and asks for nothing', () => {
  for (const [path, text] of pages) {
    expect(text, path).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src file: 'self'"`)
    expect(text, path).not.toMatch(/<script|<iframe|<link|\ssrc="https?:/i)
  }
  expect(pages.get('README.html')).toContain('<table>')
})
