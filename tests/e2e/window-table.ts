import type { Page } from '@playwright/test'
import { securityHeaders } from '../../electron/hosts/window-security.ts'
import { expect } from './fixture.ts'

/** Directives by which the policy stops something, as a page is told. */
const directives = [
  'script-src-elem',
  'script-src',
  'img-src',
  'font-src',
  'connect-src',
  'base-uri',
  'form-action',
  'frame-src',
  'worker-src',
  'media-src',
  'object-src',
]

/** What `window-security.ts` says, asked of the page that runs: the headers as sent, each feature, each permission, and what the policy stops. */
export async function expectTable(page: Page): Promise<void> {
  const headers = await page.evaluate(`fetch('/').then((answer) => Object.fromEntries(answer.headers))`)
  expect(headers).toMatchObject(securityHeaders)

  const wanted = (securityHeaders['permissions-policy'] ?? '').split(', ').map((line) => {
    const [name = '', who] = line.split('=')
    return [name, who === '(self)'] as const
  })
  expect(wanted.length).toBeGreaterThan(20)
  const features = await page.evaluate(
    `(({ featurePolicy }) => featurePolicy.features().map((name) => [name, featurePolicy.allowsFeature(name)]))(document)`,
  )
  // Names that this Chromium has not heard of are not among its features.
  const known = new Map(features as [string, boolean][])
  const asked = wanted.filter(([name]) => known.has(name))
  expect(asked.length).toBeGreaterThan(15)
  expect(asked.map(([name]) => [name, known.get(name)])).toEqual(asked)

  const permissions = `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'local-fonts']
    .map((name) => navigator.permissions.query({ name }).then(({ state }) => name + ' ' + state, () => name + ' denied')))`
  expect((await page.evaluate<string[]>(permissions)).filter((line) => !line.endsWith(' denied'))).toEqual([])

  // Of each directive what it stops: the page itself is told which one it was.
  const stopped = await page.evaluate(`new Promise((resolve) => {
    const found = new Set()
    const wanted = ${JSON.stringify(directives)}
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      found.add(effectiveDirective)
      if (wanted.every((one) => found.has(one))) resolve(wanted)
    })
    setTimeout(() => resolve([...found]), 5000)
    const quiet = (act) => { try { act()?.catch?.(() => undefined) } catch {} }
    const put = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more))
    put('script', { text: '1' })
    // By itself: what a test asks for directly may be made of text.
    setTimeout(() => quiet(() => eval('1')))
    put('img', { src: 'https://example.org/x.png' })
    quiet(() => new FontFace('x', 'url(https://example.org/x.woff2)').load())
    quiet(() => fetch('https://example.org/'))
    document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.org/' }))
    put('form', { action: 'https://example.org/', id: 'away' })
    quiet(() => document.getElementById('away').submit())
    put('iframe', { src: 'https://example.org/' })
    quiet(() => new Worker('/worker.js'))
    put('video', { src: 'https://example.org/film.mp4' })
    put('object', { data: '/thing' })
  })`)
  expect(stopped).toEqual(directives)
}
