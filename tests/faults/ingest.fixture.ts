import { readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { passphrase, testPorts } from '../support/app.ts'

// A process that waits for a word, opens the vault and goes on with the files that wait there, until it is killed. It prints how many are
// kept each time another one is: from then on they are acknowledged, and must never be lost.

const [folder = ''] = process.argv.slice(2)
const app = createApp(testPorts(folder))
const quiet = { signal: new AbortController().signal, progress: (): void => undefined }

readSync(0, Buffer.alloc(1))
await app.call('vault.unlock', { dir: join(folder, 'V.holdfast'), passphrase }, quiet)
const { items } = await app.call('ingest.list', {}, quiet)
const batch = items[0]?.batch
let told = -1
if (batch !== undefined)
  await app.call(
    'ingest.run',
    { batch },
    {
      ...quiet,
      progress: ({ files }) => {
        if (files === undefined || files.done === told) return
        told = files.done
        writeSync(1, `${told}\n`)
      },
    },
  )
writeSync(1, 'done\n')
await app.close()
process.exit(0)
