import type { Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOn } from './axe.ts'
import { expect } from './fixture.ts'

const shots = process.env['HOLDFAST_SHOTS']
/** Otherwise a theme is looked at in one size alone, and the size between in one theme. */
const everything = process.env['HOLDFAST_E2E'] === 'all' || shots !== undefined
if (shots !== undefined) mkdirSync(shots, { recursive: true })
const sizes = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'laptop', width: 1024, height: 700 },
  // 1440 × 900 at 200 % zoom
  { name: 'zoomed', width: 720, height: 450 },
]

/** Keeps a picture of what is on the screen, where HOLDFAST_SHOTS asks for it. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) })
}

/**
 * Looks at a screen as it is after real work: by axe in light and dark, and in small windows. With HOLDFAST_SHOTS set to
 * a folder each look is also kept there as a picture.
 */
export async function look(page: Page, name: string): Promise<void> {
  // A schema's own words are for programmers.
  expect
    .soft(await page.getByText(/expected .+, received|^(?:Invalid|Unrecognized) /).allTextContents(), name)
    .toEqual([])
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of everything || size.name === 'desk'
      ? (['light', 'dark'] as const)
      : (['light'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      if (shots) await page.screenshot({ path: join(shots, `${name}-${size.name}-${colorScheme}.png`) })
      if (size.name === 'laptop') continue
      const rules = colorScheme === 'dark' ? 'colours' : size.name === 'desk' ? 'all' : 'other than colours'
      const found = await violationsOn(page, rules)
      expect.soft(found, `${name}, ${size.name}, ${colorScheme}`).toEqual([])
    }
    const unread = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').length)
    expect.soft(unread, `${name}: typefaces that could not be read`).toBe(0)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(wider, `${name} is wider than the ${size.name} window`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
