import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { startElectron } from '../stations/electron.ts'
import { familyOf, isAlive, socketsOf } from '../processes.ts'
import { expect, test } from '../fixture.ts'
import { makeVault } from '../steps.ts'

// The core in a process of its own, as the system sees it.

const command = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
const coreOf = (main: number): number => {
  const found = familyOf(main).filter((pid) => command(pid).includes(join('out', 'core', 'main.js')))
  expect(found).toHaveLength(1)
  return found[0] ?? 0
}
const descriptors = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).map((fd) => `${fd} ${readlinkSync(`/proc/${pid}/fd/${fd}`)}`)

test.skip(process.platform !== 'linux', 'looks at processes in /proc')

test('has nothing of Chromium’s, no word of the environment that is not named, and no socket on a network', async ({
  home,
}) => {
  process.env['HOLDFAST_PASSPHRASE'] = 'a passphrase that somebody left here'
  const { app, page, close } = await startElectron({ home, idleMinutes: 0 })
  delete process.env['HOLDFAST_PASSPHRASE']
  const main = app.process().pid ?? 0
  expect(readFileSync(`/proc/${main}/environ`, 'utf8')).toContain('HOLDFAST_PASSPHRASE')
  await makeVault(page)
  const core = coreOf(main)
  const names = readFileSync(`/proc/${core}/environ`, 'utf8').split('\0').filter(Boolean)
  expect(
    names
      .map((line) => line.split('=')[0])
      .filter(
        (name) =>
          !/^(PATH|HOME|USERPROFILE|SystemRoot|TE?MP(DIR)?|TZ|LANG|LC_ALL|HOLDFAST_HOME|HOLDFAST_IDLE_MINUTES)$/.test(
            name ?? '',
          ),
      ),
  ).toEqual([])
  // Its output is ours, and its end of the pipe to the main process one of a pair of sockets.
  const own = /^[0-2] |^3 socket:|^\d+ (?:\/dev\/null|anon_inode:\[(?:eventpoll|eventfd|io_uring)\]|pipe:\[\d+\])$/
  const beside = descriptors(core).filter((line) => !own.test(line) && !line.includes(home))
  expect(beside).toEqual([])
  expect(socketsOf([core])).toEqual([])
  await close()
  expect(isAlive(core)).toBe(false)
})

test('keeps every native module of ours out of the main process', async ({ home }) => {
  const { app, page, close } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(page)
  const main = app.process().pid ?? 0
  const loaded = (pid: number): string[] => [
    ...new Set(readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\S+\.node$/gm) ?? []),
  ]
  expect(loaded(main)).toEqual([])
  expect(loaded(coreOf(main)).join(' ')).toMatch(/better.sqlite3/)
  await close()
})
