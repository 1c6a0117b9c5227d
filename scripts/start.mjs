// `npm start`. Plain JavaScript, since it also starts under Nodes that cannot read TypeScript.
import { fileURLToPath } from 'node:url'
import { continueInNode24 } from '../bin/node24.mjs'

const script = fileURLToPath(import.meta.url)
const root = fileURLToPath(new URL('..', import.meta.url))

if (continueInNode24(root, script)) {
  delete process.env['HOLDFAST_RESTARTED']
  const { start } = await import('./start/start.ts')
  process.exitCode = await start(root)
}
