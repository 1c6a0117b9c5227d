import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

// A mail is looked at with all that it carries: nothing of it is fetched, and nothing in it runs.

test('a mail with remote content is shown, and nothing of it is loaded or run', async ({ page, home }) => {
  test.slow()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ran = 'parent.ran=1;top.ran=1;globalThis.ran=1'
  const door = await sharp({ create: { width: 320, height: 120, channels: 3, background: '#7a8f6a' } })
    .jpeg()
    .toBuffer()
  const html = `<html><head><base href="${remote}/base/"><meta http-equiv="refresh" content="0;url=${remote}/refresh">
<link rel="stylesheet" href="${remote}/link.css"><style>@import "${remote}/import.css";body{background:url(${remote}/sheet.png)}</style></head>
<body background="${remote}/body.png" onload="${ran}"><script>${ran}</script><script src="${remote}/script.js"></script>
<p style="background:url(${remote}/style.png);color:#a00">The <b>north gate</b> will be open on Friday.</p>
<p><a href="${remote}/click">Look at the plan</a></p><img src="cid:door@x" alt="The door"><img src="${remote}/open.gif" width="1" height="1">
<img src="${remote}/picture.png" onerror="${ran}"><svg><image href="${remote}/svg.png"/></svg><iframe src="${remote}/frame"></iframe>
<video src="${remote}/video" poster="${remote}/poster.png"></video><object data="${remote}/object"></object>
<form action="${remote}/form"><input type="image" src="${remote}/input.png"></form></body></html>`
  const mail = (n: number): string =>
    [
      `Received: from gate.example (gate.example [192.0.2.${n}]) by mx.example with ESMTPS; Mon, 2 Nov 2026 09:00:05 +0100`,
      'Authentication-Results: mx.example; dkim=fail; spf=softfail',
      `From: "A. Neighbour" <neighbour${n}@example.org>`,
      'To: Security desk <desk@example.com>',
      'Date: Mon, 2 Nov 2026 08:59:58 +0100',
      `Subject: The north gate, ${n}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: multipart/alternative; boundary=c',
      '',
      '--c',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'The north gate will be open on Friday.',
      '--c',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      '--c--',
      '--b',
      'Content-Type: text/plain; name="list.txt"',
      'Content-Disposition: attachment',
      '',
      'gate and lobby',
      '--b',
      'Content-Type: image/jpeg; name="door.jpg"',
      'Content-ID: <door@x>',
      'Content-Transfer-Encoding: base64',
      '',
      door.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
      '--b--',
      '',
    ].join('\r\n')
  const paths = [join(home, 'gate.eml'), join(home, 'box.mbox')]
  writeFileSync(paths[0] ?? '', mail(1))
  writeFileSync(
    paths[1] ?? '',
    Array.from(
      { length: 300 },
      (_, n) => `From neighbour@example.org Mon Nov  2 09:00:00 2026\r\n${mail(n + 1)}\r\n`,
    ).join(''),
  )
  await makeVault(page)
  await fileReport(page, 'Letters about the gate came by e-mail.')
  await promote(page, 'Letters about the gate')
  await tab(page, 'Evidence').click()
  await addByPicker(page, paths)
  await keepPicked(page)
  await page.getByRole('row', { name: 'gate.eml' }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()

  const viewer = page.getByRole('region', { name: /^Exhibit / })
  const message = viewer.getByRole('region', { name: /^Message / })
  await expect(message).toContainText('The north gate will be open on Friday.')
  await viewer.getByText('HTML', { exact: true }).click()
  const frame = viewer.frameLocator('iframe')
  await expect(frame.getByText('north gate')).toBeVisible()
  await expect(frame.getByRole('img', { name: 'The door' })).toBeVisible()
  await frame.getByText('Look at the plan').click()
  await expect(message).toContainText(/Not loaded, not run, not followed: \d+ things/)
  await look(page, 'viewer-mail')
  await page.setViewportSize({ width: 1440, height: 900 })
  await viewer.getByText('All headers (8)').click()
  await expect(message).toContainText('Authentication-Results: mx.example; dkim=fail; spf=softfail')
  await viewer.getByText('Path (1)').click()
  await expect(message).toContainText('Mon, 2 Nov 2026 09:00:05 +0100')
  await viewer.getByText('Attachments (2)').click()
  await message.getByRole('button', { name: 'Make exhibit' }).first().click()
  await expect(viewer.getByText(/Kept as .*E03/)).toBeVisible()
  await message.getByRole('button', { name: 'list.txt' }).click()
  await expect(viewer.getByRole('region', { name: 'Text of list.txt' })).toContainText('gate and lobby')
  await page.keyboard.press('Escape')

  await page.keyboard.press(']')
  const box = viewer.getByRole('region', { name: 'Messages of box.mbox' })
  await expect(box.getByRole('button', { name: 'The north gate, 1', exact: false }).first()).toBeVisible()
  await expect(viewer.getByText('300 messages')).toBeVisible()
  await look(page, 'viewer-mailbox')
  await page.setViewportSize({ width: 1440, height: 900 })
  await box.getByRole('button', { name: 'The north gate, 3' }).first().click()
  await expect(message).toContainText('The north gate will be open on Friday.')

  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
  expect(asked).toEqual([])
  server.close()
})
