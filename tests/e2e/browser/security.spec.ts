import { expect, test } from '../fixture.ts'
import { button } from '../steps.ts'
import { expectTable } from '../window-table.ts'

// The desktop's page is asked the same in electron/checklist.spec.ts.

test('what the page may do is what the table of the window says, line by line', async ({ page }) => {
  await expect(button(page, 'Make a vault')).toBeVisible()
  await expectTable(page)
})
