import { globSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerPage, fileFor } from './window-files.ts'
import { contentSecurityPolicy } from './window-security.ts'

const origins = ['https://holdfast.local', 'app://holdfast']

describe.each(origins)('the files of a window at %s', (origin) => {
  const inside = join('/app', 'renderer')

  it.each([
    ['', 'index.html'],
    ['/', 'index.html'],
    ['/?theme=dark', 'index.html'],
    ['/#/queue', 'index.html'],
    ['/assets/index-B3x_9.js', 'assets/index-B3x_9.js'],
    ['/assets/inter.woff2?v=1', 'assets/inter.woff2'],
  ])('serves "%s"', (path, file) => {
    expect(fileFor(origin + path, origin, inside)).toBe(join(inside, file))
  })

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '//etc/index.html',
    '/%2fetc/index.html',
    '/C:/index.html',
    '/.env.json',
    '/assets/.hidden.js',
    '/index.html%00.js',
    '/%zz.js',
    '/vault.db',
    '/assets',
    '.evil.example/index.html',
    '@evil.example/index.html',
    ':8080/index.html',
  ])('refuses "%s"', (path) => {
    expect(fileFor(origin + path, origin, inside)).toBeUndefined()
  })

  it('serves every kind of file that the window’s style names', () => {
    const styles = globSync('renderer/**/*.css').map((file) => readFileSync(file, 'utf8'))
    const named = styles.flatMap((css) =>
      [...css.matchAll(/url\('?([^')]+)'?\)/g)].map(([, url = '']) => basename(url)),
    )
    expect(named.length).toBeGreaterThan(4)
    for (const file of named) expect(fileFor(`${origin}/assets/${file}`, origin, inside), file).toBeDefined()
  })

  it('refuses another origin', () => {
    for (const other of ['https://example.org/', 'http://holdfast.local/', 'file:///etc/passwd', 'app://other/', ''])
      expect(fileFor(other, origin, inside)).toBeUndefined()
  })
})

describe('an answer', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-window-'))
    mkdirSync(join(folder, 'renderer'))
    writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'secret.html'), 'outside')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('carries the policy, the right type, and no sniffing', async () => {
    const answer = await answerPage(
      { url: 'app://holdfast/', method: 'GET' },
      'app://holdfast',
      join(folder, 'renderer'),
    )
    expect(answer.status).toBe(200)
    expect(answer.body.toString()).toBe('<!doctype html>')
    expect(answer.headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    ['GET', 'app://holdfast/missing.js', 404],
    ['GET', 'app://holdfast/%2e%2e/secret.html', 404],
    ['POST', 'app://holdfast/', 405],
  ])('to %s %s is %i, with the same policy and nothing in it', async (method, url, status) => {
    const answer = await answerPage({ url, method }, 'app://holdfast', join(folder, 'renderer'))
    expect(answer.status).toBe(status)
    expect(answer.body).toHaveLength(0)
    expect(answer.headers['content-security-policy']).toBe(contentSecurityPolicy)
  })
})

describe('the content security policy', () => {
  it('starts from nothing and allows no inline or evaluated script', () => {
    expect(contentSecurityPolicy.startsWith("default-src 'none'; ")).toBe(true)
    expect(contentSecurityPolicy).toContain("; script-src 'self';")
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
    expect(contentSecurityPolicy.match(/unsafe-inline/g)).toHaveLength(1)
  })
})
