// `npm run electron:runtime`: brings an Electron for tests and prints the folder it lies in. `--try`: where none can be
// had that is said, and is no failure.
import { fileURLToPath } from 'node:url'
import { bringTestElectron } from './electron/runtime.ts'

try {
  console.log(await bringTestElectron(fileURLToPath(new URL('..', import.meta.url))))
} catch (thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  console.log(`No Electron runtime: ${message} The tests of the desktop host will be skipped by name.`)
  process.exitCode = process.argv.includes('--try') ? 0 : 1
}
