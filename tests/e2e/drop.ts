import type { Locator, Page } from '@playwright/test'

/** Drops real files of the disk on an element, as the system does it: the page gets files that have a path. */
export async function dropFiles(page: Page, on: Locator, files: string[]): Promise<void> {
  const box = await on.boundingBox()
  if (!box) throw new Error('what the files should be dropped on is not on the screen')
  const where = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...where, data: { items: [], files, dragOperationsMask: 1 } })
  }
  await session.detach()
}
