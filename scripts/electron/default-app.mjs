// What Electron runs when a folder is given to it (`electron [switches] [-r module] folder`). It stands in, in the test
// runtime, for Electron's own, which packagers take out. Never part of the product.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const required = []
let given
const args = process.argv.slice(1)
for (let at = 0; at < args.length; at += 1) {
  if (args[at] === '-r') required.push(args[(at += 1)])
  else if (given === undefined && !args[at].startsWith('-')) given = args[at]
}
const require = createRequire(import.meta.url)
for (const module of required) require(module)

if (given === undefined) {
  console.log(`v${process.versions.electron}`)
  app.exit(0)
} else {
  const folder = resolve(given)
  const manifest = join(folder, 'package.json')
  const { name, productName, version, main } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
  if (name) app.setName(productName ?? name)
  if (version) app.setVersion(version)
  app.setAppPath(folder)
  process.defaultApp = true
  try {
    await import(pathToFileURL(main ? join(folder, main) : folder).href)
  } catch (thrown) {
    console.error(thrown)
    app.exit(1)
  }
}
