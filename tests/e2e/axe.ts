import type { Page } from '@playwright/test'
import axe from 'axe-core'

/** All rules, those about colours alone, or all others: a theme changes colours, a size of window changes the rest. */
export type Rules = 'all' | 'colours' | 'other than colours'

const options: Record<Rules, object> = {
  all: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  'other than colours': { rules: { 'color-contrast': { enabled: false } } },
}

/**
 * What axe finds wrong on a screen, each as the rule's id and the elements' HTML. It runs in the page itself, since the window opens no
 * second page, and is brought there once a page; of what is right it gathers nothing, which takes a quarter of the time.
 */
export async function violationsOn(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (chosen) => {
    const { axe: there } = window as unknown as { axe: typeof axe }
    const { violations } = await there.run(document, { resultTypes: ['violations'], ...chosen })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  }, options[rules])
}
