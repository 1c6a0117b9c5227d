// `npm run screenshots`: the pictures of the README, from a sample vault in the real window. Plain JavaScript, since it
// also starts under Nodes that cannot read TypeScript.
import { fileURLToPath } from 'node:url'
import { continueInNode24 } from '../bin/node24.mjs'

if (continueInNode24(fileURLToPath(new URL('..', import.meta.url)), fileURLToPath(import.meta.url))) {
  const { screenshots } = await import('./start/screenshots.ts')
  process.exitCode = await screenshots(fileURLToPath(new URL('..', import.meta.url)))
}
