import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { findBrowser } from '../../../electron/hosts/browser/find-browser.ts'
import { newVault, testApp, type TestApp } from '../../support/app.ts'
import { everyKind } from '../../support/forms.ts'
import { violationsOn } from '../axe.ts'
import { expect, test } from '../fixture.ts'
import { button } from '../steps.ts'

// The form as a reporter has it: one file, opened from the disk, on a phone and on a laptop, with no network at all.

const shots = process.env['HOLDFAST_SHOTS']
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

let vault: TestApp
let formFile: string

test.beforeEach(async () => {
  vault = testApp()
  await newVault(vault)
  await vault.call('template.save', {
    kind: 'form',
    key: 'approach',
    base: 0,
    body: everyKind,
    reason: 'Made for the test',
  })
  formFile = join(vault.folder, 'form.html')
  await vault.call('form.export', { forms: ['approach'], out: formFile })
  if (shots) mkdirSync(shots, { recursive: true })
})
test.afterEach(() => vault.end())

/** Opens a file in a browser of its own and counts every request that leaves the page. */
async function onPhone(
  use: (page: Page, context: BrowserContext) => Promise<void>,
  options: Parameters<Awaited<ReturnType<typeof chromium.launch>>['newContext']>[0] = {},
  file = formFile,
): Promise<void> {
  const executablePath = findBrowser()
  test.skip(executablePath === undefined, 'no Chromium-based browser on this computer')
  const browser = await chromium.launch({
    executablePath: executablePath ?? '',
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
  try {
    const context = await browser.newContext({ ...phone, locale: 'en-US', acceptDownloads: true, ...options })
    const page = await context.newPage()
    const asked: string[] = []
    const errors: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('websocket', (socket) => asked.push(socket.url()))
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(pathToFileURL(file).href)
    await use(page, context)
    const left = asked.filter((url) => !url.startsWith('blob:') && url !== pathToFileURL(file).href)
    expect(left, 'requests').toEqual([])
    expect(errors, 'errors on the page').toEqual([])
  } finally {
    await browser.close()
  }
}

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (shots) await page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`), fullPage: true })
    const found = await violationsOn(page, colorScheme === 'dark' ? 'colours' : 'all')
    expect.soft(found, `${name}, ${colorScheme}`).toEqual([])
  }
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(wider, `${name} is wider than the screen`).toBeLessThanOrEqual(0)
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, select, .option, .picker label, input:not([type=file], [type=radio], [type=checkbox])',
      ),
    ]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML.slice(0, 80)),
  )
  expect.soft(small, `${name}: targets under 44 px`).toEqual([])
}

async function answer(page: Page, narrative: string): Promise<void> {
  await page.getByLabel(/^What happened/).fill(narrative)
  await page
    .getByRole('group', { name: /^When did it happen/ })
    .getByLabel('How exactly do you know?')
    .selectOption('minute')
  await page.getByLabel('Day', { exact: true }).fill('2026-11-22')
  await page.getByLabel('Time', { exact: true }).fill('06:42')
  await page.getByLabel(/^Where did it happen/).fill('North gate')
  await page.getByLabel('By car').check()
}

async function save(page: Page, into: string): Promise<string> {
  const download = page.waitForEvent('download')
  await button(page, 'Save the report').click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^report-\d{8}-\d{4}\.hfreport$/)
  const path = join(vault.folder, into)
  await saved.saveAs(path)
  await expect(page.getByRole('heading', { name: 'The report is encrypted' })).toBeFocused()
  return path
}

/** Photos of noise: they do not shrink, as a phone's hardly do. */
async function photos(count: number, bytes: number): Promise<string[]> {
  const side = Math.ceil(Math.sqrt(bytes / 3))
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const raw = { width: side, height: side, channels: 3 } as const
      const made = await sharp(randomBytes(side * side * 3), { raw })
        .png({ compressionLevel: 0 })
        .toBuffer()
      const path = join(vault.folder, `IMG_${1000 + i}.png`)
      writeFileSync(path, made)
      return path
    }),
  )
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

test('a report goes from a phone into the queue, with its photos and a voice note', async () => {
  test.setTimeout(180_000)
  const pictures = await photos(2, 300_000)
  await onPhone(async (page) => {
    await look(page, 'form-write')
    await button(page, 'Continue').click()
    await expect(page.getByRole('alert')).toContainText('Something is missing')
    await expect(page.getByLabel(/^What happened/)).toBeFocused()
    await look(page, 'form-missing')
    await answer(page, 'A man in a grey coat\nasked twice when she leaves.')
    await page.getByLabel('Yes, somebody is in danger').check()
    await page.getByLabel('I give my name').check()
    await page.getByLabel(/^Name/).fill('Ana Ruiz')
    await page.getByLabel(/^How to reach you/).fill('+351 555 0100')
    await page.getByLabel('A camera').check()
    await page.getByLabel('Plate').fill('AA-11-BB')
    await page.getByRole('group', { name: 'Seen before' }).getByLabel('Yes').check()
    await page.getByRole('group', { name: 'First seen' }).getByLabel('How exactly do you know?').selectOption('month')
    await page.getByLabel('Month', { exact: true }).selectOption('10')
    await page.getByLabel('How many people').fill('2,5')
    await look(page, 'form-written')
    await button(page, 'Continue').click()
    await look(page, 'form-attach-empty')
    await page.getByLabel('Choose photos or files').setInputFiles(pictures)
    await button(page, 'Record a voice note').click()
    await expect(page.getByRole('timer')).toHaveText('0:02')
    await button(page, 'Stop recording').click()
    await expect(page.getByText(/^voice-note-/)).toBeVisible()
    await look(page, 'form-attach')
    await button(page, 'Continue').click()
    await look(page, 'form-review')
    const file = await save(page, 'one.hfreport')
    await look(page, 'form-saved')

    const opened = await vault.call('form.open', { file })
    expect(opened).toMatchObject({
      category: 'suspicious-person',
      narrative: 'A man in a grey coat\nasked twice when she leaves.',
      immediateDanger: true,
      occurredAt: { value: '2026-11-22T06:42', precision: 'minute' },
      place: 'North gate',
      reporter: { name: 'Ana Ruiz', contact: '+351 555 0100' },
      key: { state: 'current' },
      form: { key: 'approach', version: 1, title: 'Suspicious approach', known: true },
      language: 'en',
    })
    expect(opened.answers).toEqual([
      { label: 'How did they come', text: 'By car' },
      { label: 'What they carried', text: 'A camera' },
      { label: 'Plate', text: 'AA-11-BB' },
      { label: 'Seen before', text: 'Yes' },
      { label: 'First seen', text: 'Oct 2026' },
      { label: 'How many people', text: '2.5' },
    ])
    const { filed, refused } = await vault.call('form.import', { files: [file] })
    expect(refused).toEqual([])
    expect(filed).toMatchObject([{ report: 'R-0001', exhibits: 3, keyState: 'current' }])
    const { items } = await vault.call('exhibit.list', { report: 'R-0001' })
    expect(items.map(({ fileName }) => fileName)).toEqual([
      'IMG_1000.png',
      'IMG_1001.png',
      expect.stringMatching(/^voice-note-.*webm$/),
    ])
    expect(items.slice(0, 2).map((one) => one.sha256)).toEqual(pictures.map(sha256))
    expect(items[2]?.mediaType).toMatch(/webm/)
  })
})

test('it is written in Arabic from right to left, and the language changes without loss', async () => {
  await onPhone(
    async (page) => {
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await page.getByLabel(/^ماذا حدث/).fill('وقف رجل أمام البوابة ساعتين.')
      await page.getByLabel('بالسيارة').check()
      await look(page, 'form-arabic')
      await page.getByLabel('اللغة').selectOption('fr')
      await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
      await expect(page.getByLabel(/^Ce qui s’est passé/)).toHaveValue('وقف رجل أمام البوابة ساعتين.')
      await expect(page.getByLabel('En voiture')).toBeChecked()
      await page.getByLabel('Langue').selectOption('ar')
      await page.getByLabel('ما مدى دقة معرفتك بالوقت؟').first().selectOption('year')
      await page.getByLabel(/^أين حدث ذلك/).fill('البوابة الشمالية')
      await button(page, 'متابعة').click()
      await look(page, 'form-arabic-attach')
      await button(page, 'متابعة').click()
      await look(page, 'form-arabic-review')
      const download = page.waitForEvent('download')
      await button(page, 'حفظ البلاغ').click()
      const file = join(vault.folder, 'ar.hfreport')
      await (await download).saveAs(file)
      await look(page, 'form-arabic-saved')
      const { filed } = await vault.call('form.import', { files: [file] })
      const report = await vault.call('report.get', { report: filed[0]?.report ?? '' })
      expect(report).toMatchObject({
        narrative: 'وقف رجل أمام البوابة ساعتين.',
        channel: 'form',
        reporter: null,
        place: 'البوابة الشمالية',
        fields: {
          'How did they come': 'By car',
          'Report form': 'Suspicious approach (approach, version 1), read in Arabic',
        },
      })
    },
    { locale: 'ar-EG' },
  )
})

test('twenty megabytes of photos are sealed and filed; a second time, a damaged one and those of other keys are not', async () => {
  test.setTimeout(240_000)
  const pictures = await photos(8, 2_600_000)
  const total = pictures.reduce((sum, path) => sum + readFileSync(path).length, 0)
  expect(total).toBeGreaterThan(20_000_000)
  await onPhone(async (page) => {
    await answer(page, 'Eight photos of the van.')
    await button(page, 'Continue').click()
    await page.getByLabel('Choose photos or files').setInputFiles(pictures)
    await expect(page.getByText(/too large for most e-mail/)).toBeVisible()
    await button(page, 'Continue').click()
    const file = await save(page, 'large.hfreport')
    const { filed } = await vault.call('form.import', { files: [file] })
    expect(filed).toMatchObject([{ report: 'R-0001', exhibits: 8 }])
    const { items } = await vault.call('exhibit.list', { report: 'R-0001' })
    expect(items.map((one) => one.sha256)).toEqual(pictures.map(sha256))
    expect((await vault.call('exhibit.verify', { report: 'R-0001' })).ok).toBe(true)

    const refusal = async (path: string, at: TestApp = vault): Promise<string> => {
      const { refused } = await at.call('form.import', { files: [path] })
      return `${refused[0]?.code}: ${refused[0]?.message}`
    }
    expect(await refusal(file)).toBe('ALREADY_DONE: This very file was filed before, as report R-0001.')

    const bytes = readFileSync(file)
    const damaged = join(vault.folder, 'damaged.hfreport')
    bytes[15_000_000] = (bytes[15_000_000] ?? 0) ^ 1
    writeFileSync(damaged, bytes)
    expect(await refusal(damaged)).toMatch(/^REPORT_NOT_INTACT: .*part 15 of it is not as it was sealed\.$/)
    writeFileSync(damaged, readFileSync(file).subarray(0, -1))
    expect(await refusal(damaged)).toMatch(/^REPORT_NOT_INTACT/)

    const other = testApp()
    await newVault(other)
    expect(await refusal(file, other)).toMatch(/^REPORT_KEY_UNKNOWN: .*another vault/)
    await other.end()

    // Another save of the same report is another file; it is filed, and says which one it repeats.
    await button(page, 'Save the file again').click()
    expect((await vault.call('report.list', {})).total).toBe(1)
  })
  for (const path of pictures) rmSync(path)
})

test('a form that was given away before its key was retired still works, and once the key is destroyed it says so', async () => {
  await onPhone(async (page) => {
    await answer(page, 'Written on an old form.')
    await button(page, 'Continue').click()
    await button(page, 'Continue').click()
    const file = await save(page, 'stale.hfreport')
    const [old] = (await vault.call('form.keys', {})).items
    await vault.call('form.rotate', { reason: 'A laptop was lost' })
    const { filed } = await vault.call('form.import', { files: [file] })
    expect(filed).toMatchObject([{ keyState: 'retired' }])
    const report = await vault.call('report.get', { report: 'R-0001' })
    expect(report.fields['Sealed to']).toMatch(/^a key that was retired on /)

    const again = page.waitForEvent('download')
    await button(page, 'Write another report').click()
    await answer(page, 'Another on the old form.')
    await button(page, 'Continue').click()
    await button(page, 'Continue').click()
    await button(page, 'Save the report').click()
    const late = join(vault.folder, 'late.hfreport')
    await (await again).saveAs(late)
    await vault.call('form.destroyKey', { key: old?.id ?? '', reason: 'No form of it is in use' })
    const { refused } = await vault.call('form.import', { files: [late] })
    expect(refused[0]?.code).toBe('REPORT_KEY_DESTROYED')
    expect(refused[0]?.message).toMatch(/destroyed on .*: No form of it is in use\. Nobody can open it\.$/)
  })
})

test('nothing of it stays on the device, and leaving unsaved text is asked about', async () => {
  await onPhone(async (page, context) => {
    await answer(page, 'chrysanthemum')
    const dialog = page.waitForEvent('dialog')
    void page.close({ runBeforeUnload: true })
    const asked = await dialog
    expect(asked.type()).toBe('beforeunload')
    await asked.dismiss()
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage).length,
      session: Object.keys(sessionStorage).length,
      databases: (await indexedDB.databases()).length,
      cookies: document.cookie,
    }))
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookies: '' })
    expect((await context.storageState()).origins).toEqual([])
  })
})

test('a browser that cannot encrypt says what to do instead of losing words', async () => {
  await onPhone(async (page) => {
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }))
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('This browser cannot encrypt here')
    await expect(page.getByRole('textbox')).toHaveCount(0)
    await look(page, 'form-cannot')
  })
})

test('where scripts do not run, the page says how to open it', async () => {
  await onPhone(
    async (page) => {
      await expect(page.getByText('The form has not started.')).toBeVisible()
      await expect(page.getByText('لم يبدأ النموذج.')).toBeVisible()
      if (shots) await page.screenshot({ path: join(shots, 'form-unstarted.png') })
    },
    { javaScriptEnabled: false },
  )
})

test('one file carries several forms, and works on a laptop by keyboard alone', async () => {
  const several = join(vault.folder, 'several.html')
  await vault.call('form.export', { forms: ['approach', 'other'], languages: ['en', 'es'], out: several })
  await onPhone(
    async (page) => {
      await look(page, 'form-choose-laptop')
      const press = async (...keys: string[]): Promise<void> => {
        for (const key of keys) await page.keyboard.press(key)
      }
      await press('Tab', 'Tab', 'Tab', 'Enter')
      await expect(page.getByRole('heading', { name: 'Other' })).toBeFocused()
      await press('Tab')
      await page.keyboard.type('By keys alone.')
      await look(page, 'form-write-laptop')
      await button(page, 'Continue').focus()
      await press('Enter')
      await expect(page.getByRole('heading', { name: 'Photos, files and voice notes' })).toBeFocused()
      await button(page, 'Continue').focus()
      await press('Enter')
      await look(page, 'form-review-laptop')
      const download = page.waitForEvent('download')
      await button(page, 'Save the report').focus()
      await press('Enter')
      const file = join(vault.folder, 'keys.hfreport')
      await (await download).saveAs(file)
      expect(await vault.call('form.open', { file })).toMatchObject({ narrative: 'By keys alone.', category: 'other' })
    },
    { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 },
    several,
  )
})
