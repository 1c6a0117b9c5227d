import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { keysFile, layOut, manifestBy, signer } from '../../support/release.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { look } from '../look.ts'
import { button, field, makeVault, passphrase } from '../steps.ts'
import { choose } from './menu.ts'

// A newer release on a server of this computer, as a person meets it in the window of an installed Holdfast: nothing is asked for
// until they turn it on; then it is found, verified and shown, and the command that is shown puts it in place.

const file = `Holdfast-9.0.0-${process.platform}-${process.arch}.tar.gz`
const newest = `/releases/stable-${process.platform}-${process.arch}-tar.update`
const [ana, ben] = [signer('Ana'), signer('Ben')]
const keys = keysFile([ana, ben], 2)

let folder = ''
let close = (): void => undefined
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-update-'))))
test.afterEach(() => {
  close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** Puts a release on a server: gives its address, and what it was asked for. */
async function serve(): Promise<{ address: string; asked: string[] }> {
  layOut(join(folder, 'Holdfast'), '9.0.0', keys)
  execFileSync('tar', ['-czf', join(folder, file), '-C', folder, 'Holdfast'])
  const bytes = readFileSync(join(folder, file))
  const manifest = manifestBy([ana, ben], {
    format: 'holdfast-update',
    v: 1,
    product: 'holdfast',
    version: '9.0.0',
    from: '0.2.0',
    channel: 'stable',
    released: '2026-12-01T09:00:00Z',
    platform: process.platform as 'linux',
    arch: process.arch as 'x64',
    kind: 'tar',
    file,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  const has = new Map<string, Buffer>([
    [newest, Buffer.from(manifest)],
    [`/releases/${file}`, bytes],
  ])
  const asked: string[] = []
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url)
    const found = has.get(url)
    answer.statusCode = found ? 200 : 404
    answer.end(found)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => void server.close()
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`, asked }
}

test('a newer release is looked for once that is turned on, found, verified and shown, and its command installs it', async ({
  home,
}) => {
  test.slow()
  const { address, asked } = await serve()
  const command = layOut(join(folder, 'apps/Holdfast'), '0.3.0', keys)
  const root = dirname(dirname(command))
  cpSync(join(findProgram(import.meta.url).root, 'out'), join(root, 'out'), { recursive: true })

  // A path that the shell would take apart.
  const vaults = join(home, 'Ada’s vaults')
  const { app, page, close: end } = await startElectron({ home: vaults, idleMinutes: 0, root })
  // The person is asked by the system, and told by it: they say yes, and have the command copied.
  await app.evaluate(({ dialog }) => {
    const boxes: unknown[] = []
    Object.assign(globalThis, { boxes })
    dialog.showMessageBox = (...words: unknown[]) => {
      boxes.push(words.at(-1))
      return Promise.resolve({ response: 1, checkboxChecked: false })
    }
  })
  await makeVault(page)
  await choose(app, 'preferences')
  const computer = page.getByRole('region', { name: 'This computer' })
  await expect(computer.getByText('Off, and no network is used')).toBeVisible()
  expect(asked).toEqual([])
  await field(page, 'Look for updates at').fill(address)
  await button(page, 'Turn on…').click()
  await button(page, 'Look now').click()
  const found = computer.getByRole('status').filter({ hasText: 'Holdfast 9.0.0 is here' })
  await expect(found).toContainText('It was verified; nothing was installed.', { timeout: 60_000 })
  const line = `holdfast update install '${join(vaults, 'Updates', file)}' --vault DIR`
  await expect(found).toContainText(line)
  await look(page, 'update-found')
  expect(readdirSync(join(vaults, 'Updates')).sort()).toEqual([file, `${file}.update`])
  expect(asked.filter((url) => url !== newest)).toEqual([`/releases/${file}`])

  // The menu says the same in a box of the system, with the command to copy.
  await choose(app, 'updates')
  const boxes = () => app.evaluate(() => (globalThis as unknown as { boxes: { message: string }[] }).boxes)
  await expect
    .poll(boxes, { timeout: 60_000 })
    .toContainEqual(
      expect.objectContaining({ message: 'Holdfast 9.0.0 is here', detail: expect.stringContaining(line) }),
    )
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(line)
  expect(asked.filter((url) => url !== newest)).toEqual([`/releases/${file}`])

  // What the person does next: close Holdfast, and give the command for their vault.
  await end()
  const typed = line.replace('DIR', `'${join(vaults, 'North site.holdfast')}'`)
  const env = {
    PATH: `${join(folder, 'apps/Holdfast/bin')}:${process.env['PATH']}`,
    HOME: home,
    HOLDFAST_HOME: vaults,
    HOLDFAST_PASSPHRASE: passphrase,
  }
  const give = (words: string) => spawnSync('sh', ['-c', words], { cwd: folder, env, encoding: 'utf8' })
  expect(give('holdfast update status').stdout).toContain('This is Holdfast 0.3.0')
  const { stdout, stderr, status } = give(typed)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('Holdfast 9.0.0 is in place')
  expect(give('holdfast update status').stdout).toContain('This is Holdfast 9.0.0')
})
