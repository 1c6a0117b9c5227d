import { test as base, expect } from '@playwright/test'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { findBrowser } from '../../../electron/hosts/browser/find-browser.ts'
import { makeProfile } from '../../../electron/hosts/browser/profile.ts'
import { openWindow, origin } from '../../../electron/hosts/browser/window.ts'
import type { Port } from '../../../shared/contract/port.ts'
import { filesHolding } from '../canary.ts'

// The browser host's window by itself, with a page of the test's own that has no reason to be polite.

interface Opened {
  context: BrowserContext
  page: Page
  /** One port per document, in the order in which documents were loaded. */
  ports: Port[]
  heard: string[]
  left: number[]
  /** What the host believes a person to have picked. */
  picked: string[]
  folder: string
}

const test = base.extend<{ opened: Opened }>({
  opened: async ({ headless }, use) => {
    const browser = findBrowser()
    test.skip(browser === undefined, 'no Chromium-based browser on this computer')
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-window-'))
    const renderer = join(folder, 'renderer')
    await mkdir(renderer)
    await writeFile(
      join(renderer, 'index.html'),
      `<!doctype html><title>Window</title><input type="file" aria-label="File">
       <script>window.inline = true</script><script src="./page.js"></script>`,
    )
    await writeFile(
      join(renderer, 'page.js'),
      `window.heard = []; holdfast.port.onMessage((text) => window.heard.push(text)); holdfast.port.send('ready')`,
    )
    const ports: Port[] = []
    const heard: string[] = []
    const left: number[] = []
    const picked: string[] = []
    const { context, page } = await openWindow({
      browser: browser ?? '',
      profile: makeProfile(join(folder, 'profiles')),
      renderer,
      pageScript: 'out/preload/browser.cjs',
      headless,
      onDocument: (port) => {
        const number = ports.push(port)
        port.onMessage((text) => void heard.push(text))
        return () => void left.push(number)
      },
      onPicked: (path) => void picked.push(path),
      bytes: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(false) },
    })
    await use({ context, page, ports, heard, left, picked, folder })
    await context.close()
    await rm(folder, { recursive: true, maxRetries: 10 })
  },
})

const pageHeard = (page: Page): Promise<string[]> => page.evaluate('window.heard')

test('carries strings both ways, in order, large and odd ones too', async ({ opened: { page, ports, heard } }) => {
  await expect.poll(() => heard).toEqual(['ready'])
  const odd = [
    '',
    'quotes " \' ` and \\',
    'line\u2028and\u2029\u0000ends',
    '</script>',
    '💡 \u{10ffff}',
    'x'.repeat(2_000_000),
  ]
  for (const text of odd) ports[0]?.send(text)
  await expect.poll(async () => (await pageHeard(page)).length).toBe(odd.length)
  expect(await pageHeard(page)).toEqual(odd)
  await page.evaluate('window.heard.forEach((text) => holdfast.port.send(text))')
  await expect.poll(() => heard.length).toBe(odd.length + 1)
  expect(heard.slice(1)).toEqual(odd)
})

test('gives a reloaded page a new port and tells that the old one is gone', async ({
  opened: { page, ports, left },
}) => {
  await page.reload()
  expect(ports).toHaveLength(2)
  expect(left).toEqual([1])
  ports[0]?.send('for the page that is gone')
  ports[1]?.send('for this page')
  await expect.poll(() => pageHeard(page)).toEqual(['for this page'])
})

test('believes nobody but the main frame of our own page', async ({ opened: { page, ports, heard } }) => {
  await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const inner = frame.contentWindow as unknown as { holdfastPost?: (text: string) => void; holdfast?: unknown }
    inner.holdfastPost?.('mfrom a frame')
    document.body.dataset['bridge'] = typeof inner.holdfast
    document.body.dataset['raw'] = typeof (window as unknown as { holdfastPost?: unknown }).holdfastPost
  })
  await page.evaluate("holdfast.port.send('last')")
  await expect.poll(() => heard).toEqual(['ready', 'last'])
  expect(ports).toHaveLength(1)
  expect(await page.locator('body').getAttribute('data-bridge')).toBe('undefined')
  expect(await page.locator('body').getAttribute('data-raw')).toBe('undefined')
})

test('finds the path of a picked file and of none made in memory', async ({ opened: { page, picked, folder } }) => {
  const file = join(folder, 'Ünïcode "exhibit" 1.txt')
  await writeFile(file, 'evidence')
  await page.getByLabel('File').setInputFiles(file)
  expect(await page.evaluate("holdfast.pathOf(document.querySelector('input').files[0])")).toBe(file)
  expect(await page.evaluate("holdfast.pathOf(new File(['x'], 'memory.txt'))")).toBe('')
  expect(await page.evaluate("holdfast.pathOf({ name: '/etc/passwd' })")).toBe('')
  expect(picked).toEqual([file])
})

test('runs no inline script, reaches nothing, opens nothing, leaves for nowhere', async ({
  opened: { context, page },
}) => {
  expect(await page.evaluate('window.inline')).toBeUndefined()
  for (const address of ['https://example.org/', 'http://127.0.0.1:1/', 'wss://example.org/', '/../package.json']) {
    const reached = await page.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.ok,
          () => false,
        ),
      address,
    )
    expect(reached, address).toBe(false)
  }
  await page.evaluate("window.open('https://example.org/'); window.open('/', 'second')")
  await page.evaluate("location.href = 'https://example.org/'").catch(() => undefined)
  await page.waitForTimeout(300)
  expect(new URL(page.url()).origin).toBe(origin)
  await expect.poll(() => context.pages().length).toBe(1)
})

test('gives a page as many windows as eight, each with a port of its own, and goes on when one falls over', async ({
  opened: { context, page, ports, heard, left },
}) => {
  await page.evaluate('for (let i = 0; i < 30; i += 1) holdfast.newWindow()')
  await expect.poll(() => heard.length).toBe(8)
  expect(ports).toHaveLength(8)
  await expect.poll(() => context.pages().filter((one) => one.url() === `${origin}/`).length).toBe(8)
  ports[0]?.send('for the first alone')
  await expect.poll(() => pageHeard(page)).toEqual(['for the first alone'])
  const second = context.pages()[1]
  if (!second) throw new Error('no second window')
  expect(await pageHeard(second)).toEqual([])
  expect(await second.evaluate('window.opener')).toBe(null)

  const crashed = second.waitForEvent('crash')
  const session = await context.newCDPSession(second)
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  await expect.poll(() => left.length).toBe(1)
  ports[0]?.send('still here')
  await expect.poll(() => pageHeard(page)).toEqual(['for the first alone', 'still here'])
})

test('keeps no form text in its profile', async ({ opened: { context, page, folder } }) => {
  const canaries = ['canary-Xq7v-area', 'canary-Xq7v-line', 'canary-Xq7v-rich', 'canary-Xq7v-pass']
  await page.evaluate(() => {
    document.body.innerHTML += `<form><textarea></textarea><input name="name" autocomplete="name"><div contenteditable></div>
      <input type="password" name="password"><button>Send</button></form>`
    document.forms[0]?.addEventListener('submit', (event) => event.preventDefault())
  })
  const fields = ['textarea', 'input[name=name]', '[contenteditable]', 'input[type=password]']
  for (const [i, field] of fields.entries()) await page.locator(field).pressSequentially(canaries[i] ?? '')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.evaluate("history.pushState(null, '', '/?two')")
  // Session files are written some seconds after a change.
  await page.waitForTimeout(6000)
  const profiles = join(folder, 'profiles')
  expect(filesHolding(canaries, [profiles])).toEqual([])
  await page.reload()
  await context.close()
  expect(filesHolding(canaries, [profiles])).toEqual([])
})
