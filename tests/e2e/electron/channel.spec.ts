import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { expect, test } from '../fixture.ts'
import { startElectron, type DesktopStation } from '../stations/electron.ts'
import { button } from '../steps.ts'

// The channel between page and core in real Electron: who is heard, how much, and in which order.

const preload = join(findProgram(import.meta.url).root, 'out', 'preload', 'desktop.cjs')

/** Asks the core for its state from a page, by the bridge that our script gave it; whether an answer came. */
const answered = `new Promise((resolve) => {
  if (!window.holdfast) return resolve('no bridge')
  holdfast.port.onMessage((text) => JSON.parse(text).id === 7001 && resolve('answered'))
  holdfast.port.send(JSON.stringify({ id: 7001, call: 'app.state', input: {} }))
  setTimeout(() => resolve('not heard'), 1500)
})`

async function started(home: string): Promise<DesktopStation> {
  const station = await startElectron({ home, idleMinutes: 0 })
  await expect(button(station.page, 'Make a vault')).toBeVisible()
  return station
}

test('our page is heard; a second window and a frame are not', async ({ home }) => {
  const { app, page, close } = await started(home)
  expect(await page.evaluate(answered)).toBe('answered')
  const frame = await page.evaluate(`(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    return typeof frame.contentWindow.holdfast
  })()`)
  expect(frame).toBe('undefined')

  const elsewhere = (place: 'second window' | 'frame with our script'): Promise<unknown> =>
    app.evaluate(
      async ({ BrowserWindow }, given) => {
        const [ours] = BrowserWindow.getAllWindows()
        const window = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: given.preload,
            nodeIntegrationInSubFrames: given.place === 'frame with our script',
            ...(ours ? { session: ours.webContents.session } : {}),
          },
        })
        await window.loadURL('about:blank')
        const contents = window.webContents
        if (given.place !== 'frame with our script') return contents.executeJavaScript(given.script)
        await contents.executeJavaScript(
          "document.body.append(Object.assign(document.createElement('iframe'), { src: 'about:blank' })); new Promise((go) => setTimeout(go, 500))",
        )
        return contents.mainFrame.frames[0]?.executeJavaScript(given.script)
      },
      { place, preload, script: answered },
    )
  expect(await elsewhere('second window')).toBe('not heard')
  expect(await elsewhere('frame with our script')).toMatch(/not heard|no bridge/)
  await close()
})

test('keeps the order of a thousand messages, and refuses one that is too long at its sender', async ({ home }) => {
  const { page, close } = await started(home)
  const order = await page.evaluate(`new Promise((resolve) => {
    const heard = []
    holdfast.port.onMessage((text) => {
      const { id } = JSON.parse(text)
      if (id >= 10000) heard.push(id)
      if (heard.length === 1000) resolve(heard)
    })
    for (let i = 0; i < 1000; i += 1) holdfast.port.send(JSON.stringify({ id: 10000 + i, call: 'no such call', input: {} }))
  })`)
  expect(order).toEqual(Array.from({ length: 1000 }, (_, i) => 10_000 + i))
  const long = await page.evaluate(`(() => {
    try { holdfast.port.send('x'.repeat(70_000_000)); return 'sent' } catch (error) { return String(error.message) }
  })()`)
  expect(long).toMatch(/too long/)
  expect(await page.evaluate(answered)).toBe('answered')
  await close()
})
