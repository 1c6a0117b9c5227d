import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enclosed, random, sealed } from '../support/sealed-report.ts'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, makeVault, room } from './steps.ts'

// The workstation's side of report forms: writing one, the key, and what comes back.

/** The public key that the newest form in the exports folder carries. */
function keyIn(home: string): { id: string; point: Uint8Array<ArrayBuffer> } {
  const age = (name: string): number => statSync(join(home, name)).mtimeMs
  const file =
    globSync('* exports/*.html', { cwd: home })
      .sort((a, b) => age(a) - age(b))
      .at(-1) ?? ''
  const [, given = ''] =
    /<script type="application\/json" id="form">(.*)<\/script>/.exec(readFileSync(join(home, file), 'utf8')) ?? []
  const { key } = JSON.parse(given) as { key: { id: string; point: string } }
  return { id: key.id, point: new Uint8Array(Buffer.from(key.point, 'base64')) }
}

test('a form is written, what comes back is shown, filed with its attachments, and known the second time', async ({
  page,
  home,
}) => {
  test.setTimeout(180_000)
  await makeVault(page)
  await button(page, 'Report form').click()
  await expect(page.getByRole('heading', { name: 'Report form' })).toBeVisible()
  await look(page, 'report-form-empty')
  await button(page, 'Write the form').click()
  await expect(page.getByText('Choose at least one.')).toBeVisible()
  await field(page, 'Other').check()
  await button(page, 'Write the form').click()
  await expect(page.getByText(/^The form is ready to give away/)).toBeVisible()
  await expect(page.locator('.report-form_fingerprint')).toHaveText(/^(\d{5} ){5}\d{5}$/)

  const key = keyIn(home)
  const good = join(home, 'good.hfreport')
  writeFileSync(
    good,
    await sealed(
      key,
      [
        enclosed('puerta\u202egpj.exe', random(240_000), 'image/jpeg'),
        enclosed('nota.m4a', random(90_000), 'audio/mp4'),
      ],
      {
        immediateDanger: true,
        reporter: { name: 'Ana Ruiz', contact: '+34 555 0100' },
      },
    ),
  )
  const damaged = join(home, 'damaged.hfreport')
  const bytes = readFileSync(good)
  bytes[9000] = (bytes[9000] ?? 0) ^ 1
  writeFileSync(damaged, bytes)
  const section = page.getByRole('region', { name: 'Sealed reports' })
  // Dropped on the queue, it is opened where it belongs.
  await room(page, 'Queue').click()
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }), [damaged])
  await expect(section.getByText(/damaged or was changed on its way/)).toBeVisible()
  await button(section, 'Put aside damaged.hfreport').click()
  const picker = page.waitForEvent('filechooser')
  await button(section, 'Open sealed reports').click()
  await (await picker).setFiles([good])
  const article = section.getByRole('article', { name: 'good.hfreport' })
  await expect(article.getByText('Un hombre esperó dos horas junto a la puerta.')).toBeVisible()
  await expect(article.getByText('puerta⟨U+202E⟩gpj.exe')).toBeVisible()
  await look(page, 'report-form-opened')

  await button(page, 'Make a new key').click()
  await field(page, 'Reason').fill('A phone with the form was lost')
  await look(page, 'report-form-rotate')
  await button(page.getByRole('complementary'), 'Make a new key').click()
  await expect(page.locator('.report-form_fingerprint')).toHaveCount(2)
  await button(article, 'File the report').click()
  await expect(article.getByText('Filed as R-0001 with 2 exhibits.')).toBeVisible()
  await button(page, 'Destroy key').click()
  await field(page, 'Reason').fill('No form of it is in use')
  await button(page, 'Destroy this key').click()
  await expect(page.getByText('Destroyed: opens nothing')).toBeVisible()
  await look(page, 'report-form-filed')
  await button(article, 'Open R-0001').click()
  await expect(page.getByText('Immediate danger was reported.')).toBeVisible()
  // Between opening and filing the key retired: what is filed says how it was then.
  await expect(page.getByText(/^a key that was retired on/)).toBeVisible()
  await room(page, 'Queue').click()
  await button(page, 'Report form').click()
  await expect(section.getByText('Filed as R-0001 with 2 exhibits.')).toBeVisible()

  // Under any name, among other files, it is known by its content, and filed by the same way.
  await field(page, 'Other').check()
  await button(page, 'Write the form').click()
  await expect(page.getByText(/^The form is ready to give away/)).toBeVisible()
  const [letter, copy] = [join(home, 'letter.bin'), join(home, 'old.bin')]
  writeFileSync(letter, await sealed(keyIn(home), [enclosed('gate.txt', random(20))], { id: 'f'.repeat(32) }))
  writeFileSync(copy, readFileSync(good))
  await room(page, 'Queue').click()
  await dropFiles(page, page.getByRole('region', { name: 'Queue' }), [letter, copy])
  await expect(page.getByText(/^Sealed report · /)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/key was destroyed|destroyed on/)).toBeVisible()
  await look(page, 'import-sealed')
  await button(page, 'File 1 report').click()
  await expect(page.getByRole('region', { name: 'Result of the import' })).toContainText('1 report filed')
})
