import type { Locator } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addMember, button, chooseMember, fileReport, field, makeVault, promote, room, tab } from './steps.ts'

// Letters that run right to left, within lines of ours, and letters for which the window brings fonts.

/** How far from the left each of some words begins that stand in one element. */
const lefts = (within: Locator, words: string[]): Promise<number[]> =>
  within.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const found = new Map<string, number>()
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const word of wanted) {
        const at = node.textContent?.indexOf(word) ?? -1
        if (at === -1 || found.has(word)) continue
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + word.trimEnd().length)
        found.set(word, range.getBoundingClientRect().left)
      }
    return wanted.map((word) => found.get(word) ?? NaN)
  }, words)

test('a name that runs right to left leaves the order of the words after it alone', async ({ page }) => {
  test.setTimeout(180_000)
  await makeVault(page)
  await fileReport(page, 'A van waited. 한국어 ภาษาไทย 日本語 あ々')
  await promote(page, 'Van at the north door')
  await addMember(page, 'Ångström-مريم', 'Investigator', 'six anchors under still ice')
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the north door/ }).click()
  await button(page, 'Edit case').click()
  await chooseMember(page, 'Owner', 'Ångström')
  await field(page, 'Why it changes').fill('Ada is away')
  await button(page, 'Save changes').click()

  await tab(page, 'Brief').click()
  const answer = page.locator('.cases_six p').filter({ hasText: 'tasks done' })
  await expect(answer).toContainText('مريم')
  await look(page, 'right-to-left')
  // On one line, or a word further on may begin further left.
  await answer.evaluate((element) => element.style.setProperty('white-space', 'nowrap'))
  const order = await lefts(answer, ['Ångström', 'مريم', '0 of', 'tasks done'])
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})
