import { readSync, writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { passphrase, testPorts } from '../support/app.ts'

// A process that waits for a word and then keeps files as exhibits, one after the other, until it is killed. After each it prints the exhibit's
// number and hash: from then on the exhibit is acknowledged, and must never be lost.

const [folder = '', ...files] = process.argv.slice(2)
const app = createApp(testPorts(folder))
const quiet = { signal: new AbortController().signal, progress: (): void => undefined }

// Writing to a pipe at once: an acknowledgement that waits in a buffer would be lost with the process.
const acknowledge = (line: string): number => writeSync(1, `${line}\n`)

readSync(0, Buffer.alloc(1))
const { notices } = await app.call('vault.unlock', { dir: join(folder, 'V.holdfast'), passphrase }, quiet)
acknowledge(`unlocked ${notices.length}`)
// Usually written at the end, which never comes here; with it the next process starts in half the time.
flushCompileCache()
for (let round = 0; ; round++) {
  const file = files[round % files.length] ?? ''
  const [added] = await app.call('exhibit.add', { case: process.env['CASE_NUMBER'] ?? '', files: [file] }, quiet)
  acknowledge(`${added?.number} ${added?.sha256}`)
}
