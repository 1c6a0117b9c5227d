import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { contentSecurityPolicy } from '../../../electron/hosts/window-security.ts'
import { expect, test } from '../fixture.ts'
import { startElectron, type DesktopStation } from '../stations/electron.ts'
import { button } from '../steps.ts'
import { expectTable } from '../window-table.ts'

// Electron's own security checklist (electronjs.org/docs/latest/tutorial/security), row by row, in the running program.
// What cannot be seen in it is read in what was built or in the settings of the package.

const { root } = findProgram(import.meta.url)
const desktop = (): string =>
  readdirSync(join(root, 'electron', 'hosts', 'desktop'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'electron', 'hosts', 'desktop', name), 'utf8'))
    .join('\n')
const builder = (): string => readFileSync(join(root, 'electron-builder.yml'), 'utf8')

const preferences = ({ app }: DesktopStation): Promise<Record<string, unknown>> =>
  app.evaluate(({ webContents }) => {
    const [page] = webContents.getAllWebContents() as unknown as { getLastWebPreferences(): Record<string, unknown> }[]
    return page?.getLastWebPreferences() ?? {}
  })
const holds = (wanted: Record<string, unknown>) => async (station: DesktopStation) =>
  expect(await preferences(station)).toMatchObject(wanted)
const inPage =
  (script: string, wanted: unknown) =>
  async ({ page }: DesktopStation) =>
    expect(await page.evaluate(script)).toEqual(wanted)

const rows: [number, string, (station: DesktopStation) => unknown][] = [
  [1, 'only load secure content', inPage('[location.href.split("#")[0], isSecureContext]', ['app://holdfast/', true])],
  [
    2,
    'no Node.js in a page',
    async (station) => {
      await holds({ nodeIntegration: false, nodeIntegrationInSubFrames: false })(station)
      await inPage('[typeof require, typeof process, typeof Buffer]', ['undefined', 'undefined', 'undefined'])(station)
    },
  ],
  [3, 'context isolation', holds({ contextIsolation: true })],
  [4, 'process sandboxing', holds({ sandbox: true })],
  [
    5,
    'permission requests are handled',
    inPage(
      `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'local-fonts']
        .map((name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'denied')))
        .then((states) => [...new Set(states)])`,
      ['denied'],
    ),
  ],
  [6, 'webSecurity stays on', holds({ webSecurity: true })],
  [
    7,
    'a content security policy',
    inPage(`fetch('/').then((answer) => answer.headers.get('content-security-policy'))`, contentSecurityPolicy),
  ],
  [8, 'no insecure content', holds({ allowRunningInsecureContent: false })],
  [
    9,
    'no experimental features',
    async (station) => expect((await preferences(station))['experimentalFeatures'] ?? false).toBe(false),
  ],
  [
    10,
    'no enableBlinkFeatures',
    async (station) => expect((await preferences(station))['enableBlinkFeatures'] ?? '').toBe(''),
  ],
  [11, 'no allowpopups', holds({ webviewTag: false })],
  [
    12,
    'no page is put into the page',
    async ({ app, page }) => {
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement('webview'), { src: 'about:blank' }))`,
      )
      await page.waitForTimeout(300)
      expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
    },
  ],
  [
    13,
    'no navigation',
    async ({ page }) => {
      for (const place of ['https://example.org/', 'app://holdfast/index.html', 'file:///etc/passwd', 'about:blank'])
        await page.evaluate(`location.href = ${JSON.stringify(place)}`).catch(() => undefined)
      // From about:blank, of which nobody is asked, the page is brought back.
      await page.waitForTimeout(1500)
      await expect.poll(() => page.url().split('#')[0]).toBe('app://holdfast/')
      await expect(button(page, 'Make a vault')).toBeVisible()
    },
  ],
  [
    14,
    'no new windows',
    async ({ app, page }) => {
      expect(
        await page.evaluate(`window.open('app://holdfast/') === null && window.open('about:blank') === null`),
      ).toBe(true)
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    },
  ],
  [15, 'shell.openExternal is not used', () => expect(desktop()).not.toMatch(/openExternal/)],
  [
    16,
    'a current Electron is shipped',
    () => {
      const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        devDependencies: Record<string, string>
      }
      expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45)
    },
  ],
  [
    17,
    'the sender of every message is judged',
    () => {
      // Each window listens to its own page alone.
      expect(desktop()).not.toMatch(/ipcMain/)
      const listeners = desktop().match(/\.ipc\.(?:on|once|handle)\([^]*?\n {2}\}\)/g) ?? []
      expect(listeners.length).toBeGreaterThan(0)
      for (const listener of listeners) expect(listener).toContain('isOurFrame(event.senderFrame)')
    },
  ],
  [
    18,
    'a scheme of our own, not file:',
    async ({ page }) => {
      expect(page.url()).toMatch(/^app:\/\/holdfast\//)
      expect(await page.evaluate(`fetch('file:///etc/passwd').then(() => 'read', () => 'refused')`)).toBe('refused')
    },
  ],
  [
    19,
    'fuses are set',
    () => {
      for (const [fuse, wanted] of [
        ['runAsNode', 'false'],
        ['enableNodeOptionsEnvironmentVariable', 'false'],
        ['enableNodeCliInspectArguments', 'false'],
        ['onlyLoadAppFromAsar', 'true'],
        ['enableCookieEncryption', 'true'],
      ] as const)
        expect(builder()).toMatch(new RegExp(`^ +${fuse}: ${wanted}\\b`, 'm'))
    },
  ],
  [
    20,
    'no API of Electron reaches the page',
    inPage(
      `[Object.keys(holdfast).toSorted(), Object.keys(holdfast.port).toSorted(), typeof ipcRenderer, typeof electron]`,
      [['desktop', 'newWindow', 'pathOf', 'port'], ['onMessage', 'send'], 'undefined', 'undefined'],
    ),
  ],
]

test('holds row by row', async ({ home }) => {
  const station = await startElectron({ home, idleMinutes: 0 })
  await expect(button(station.page, 'Make a vault')).toBeVisible()
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  for (const [number, name, holdsTrue] of rows)
    await test.step(`${number} ${name}`, async () => void (await holdsTrue(station)))
  await station.close()
})

test('beside the checklist: no developer’s tools, no spell checker, no way for WebRTC past the proxy', async ({
  home,
}) => {
  const station = await startElectron({ home, idleMinutes: 0 })
  const { app, page } = station
  await expect(button(page, 'Make a vault')).toBeVisible()
  await holds({ disableDialogs: true })(station)
  const seen = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.openDevTools()
    await new Promise((resolve) => setTimeout(resolve, 500))
    return {
      tools: contents?.isDevToolsOpened(),
      spelling: contents?.session.isSpellCheckerEnabled(),
      stored: contents?.session.isPersistent(),
      path: contents?.session.getStoragePath() ?? null,
      webrtc: contents?.getWebRTCIPHandlingPolicy(),
    }
  })
  expect(seen).toEqual({
    tools: false,
    spelling: false,
    stored: false,
    path: null,
    webrtc: 'disable_non_proxied_udp',
  })
  await expectTable(page)
  await station.close()
})

test('a person who asks for the developer’s tools has them', async ({ home }) => {
  process.env['HOLDFAST_DEBUG'] = '1'
  const station = await startElectron({ home, idleMinutes: 0 })
  delete process.env['HOLDFAST_DEBUG']
  await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.openDevTools())
  const opened = (): Promise<boolean | undefined> =>
    station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened())
  await expect.poll(opened).toBe(true)
  await station.close()
})
