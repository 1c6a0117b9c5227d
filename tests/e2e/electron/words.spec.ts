import type { Page } from '@playwright/test'
import { pseudo } from '../../../shared/kernel/catalogue.ts'
import { shoot } from '../look.ts'
import { expect, test } from '../fixture.ts'
import { startElectron } from '../stations/electron.ts'
import { button, field, fileReport, makeVault, promote, room } from '../steps.ts'

// A language of strange letters (docs/decisions/0016): what stays plain in it is data, or stands in no catalogue.

/** What people typed and the record wrote, what is the same in every language, and the tab whose room has no catalogue yet. */
const data =
  /Ada Lindqvist|\bAL\b|North site|[Hh]oldfast|Van at the north door|\bThreat\b|SHA-256|\bUTC\b|\b(?:Ctrl|Esc|Shift|Alt|Enter)\b|\b[0-9a-f]{4,64}\b|\bEvidence\b/g

/** Words in plain letters that a screen shows, or tells to those who do not see it. */
const plainWords = async (page: Page, home: string): Promise<string[]> => {
  const texts = await page.evaluate(() => {
    // Keys and commands are the same in every language.
    const seen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('kbd, code')
    const elements = [...document.body.querySelectorAll('*')].filter(seen)
    return elements.flatMap((element) => [
      ...[...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue ?? ''),
      ...['aria-label', 'title', 'placeholder', 'aria-description', 'alt'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    ])
  })
  return [
    ...new Set(
      texts.flatMap(
        (text) =>
          text
            .replaceAll(home, '')
            .replaceAll(data, ' ')
            .match(/[A-Za-z]{2,}/g) ?? [],
      ),
    ),
  ]
}

/** Names of what people press whose words do not fit into it. */
const tooNarrow = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, [role=tab], nav a')]
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.textContent ?? ''),
  )

test('in strange letters no fixed word stays plain, and longer words fit', async ({ home }) => {
  test.slow()
  const { page } = await startElectron({ home, idleMinutes: 0, debug: true })
  await makeVault(page)
  await fileReport(page, '42')
  await promote(page, 'Van at the north door')
  await room(page, 'Cases').click()
  const place = page.getByRole('link', { name: /Van at the north door/ })
  await expect(place).toBeVisible()
  await page.keyboard.press('Control+,')
  await field(page, 'Language').selectOption(pseudo)
  await expect(page.locator('html')).toHaveAttribute('lang', pseudo)
  await expect(button(page, 'Back')).toBeHidden()

  const check = async (name: string): Promise<void> => {
    await expect
      .configure({ soft: true })
      .poll(() => plainWords(page, home), name)
      .toEqual([])
    expect(await tooNarrow(page), name).toEqual([])
    await shoot(page, `strange-${name.replaceAll('/', '')}`)
  }
  await check('preferences')
  for (const [key, path] of [
    ['1', '/queue'],
    ['4', '/subjects'],
    ['2', '/cases'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    await check(path)
  }
  await place.click()
  for (const tab of ['notebook', 'communications', 'travel', 'decisions', 'assessment', 'packets', 'retention']) {
    await page.locator(`[role=tab][id$="-tab-${tab}"]`).click()
    await expect(page.locator(`[role=tabpanel][id$="-panel-${tab}"]`)).toBeVisible()
    await check(tab)
  }
})
