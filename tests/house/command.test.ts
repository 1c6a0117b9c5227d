import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A Node older than 24, if this computer has one; most do, since it runs npm. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (node) => existsSync(node) && Number(/^v(\d+)/.exec(spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout)?.[1]) < 24,
)

const probe = `
const [word, code]: string[] = process.argv.slice(2)
if (word === 'wait') {
  process.on('SIGTERM', () => { process.stdout.write('told to stop'); process.exit(7) })
  process.stdout.write('ready')
  setInterval(() => {}, 1000)
} else {
  let input = ''
  for await (const part of process.stdin) input += String(part)
  process.stdout.write([Number(process.versions.node.split('.')[0]) >= 24, word, input].join(' '))
  process.exitCode = Number(code)
}
`

let project = ''
beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'holdfast-bin-')))
  plant(project, 'electron/hosts/cli/main.ts', probe)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

/** Lays out a project with our own bin folder and the given command line. */
function plant(folder: string, main: string, text: string): void {
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  mkdirSync(dirname(join(folder, main)), { recursive: true })
  writeFileSync(join(folder, main), text)
}

/** What `npm ci` does for this computer's Node 24. */
function bringNode24(modules: string): void {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const command = process.platform === 'win32' ? 'node.exe' : 'node'
  mkdirSync(join(modules, name, 'bin'), { recursive: true })
  writeFileSync(join(modules, name, 'package.json'), '{}')
  symlinkSync(process.execPath, join(modules, name, 'bin', command))
}

const start = (node: string, folder: string, ...args: string[]): ReturnType<typeof spawnSync> =>
  spawnSync(node, [join(folder, 'bin/holdfast.mjs'), ...args], { input: 'given', encoding: 'utf8' })

test('under Node 24 it goes straight on', () => {
  expect(start(process.execPath, project, 'word', '3')).toMatchObject({
    stdout: 'true word given',
    stderr: '',
    status: 3,
  })
})

test('installed as a package it runs what was built', () => {
  const installed = join(project, 'node_modules/holdfast')
  plant(installed, 'out/cli/main.js', "process.stdout.write('built')")
  expect(start(process.execPath, installed)).toMatchObject({ stdout: 'built', stderr: '', status: 0 })
})

test('beside sources it runs what was built, until a source is written, added or taken away', () => {
  plant(project, 'shared/words.ts', '')
  plant(project, 'out/cli/main.js', "process.stdout.write('built')")
  const [source, added] = [join(project, 'electron/hosts/cli/main.ts'), join(project, 'shared/more.ts')]
  const settle = (): void => {
    const [before, built] = [new Date(Date.now() - 60_000), new Date(Date.now() - 30_000)]
    for (const folder of ['electron', 'electron/hosts', 'electron/hosts/cli', 'shared'])
      utimesSync(join(project, folder), before, before)
    for (const file of [source, join(project, 'shared/words.ts')]) utimesSync(file, before, before)
    utimesSync(join(project, 'out/cli/main.js'), built, built)
  }
  const said = (): string => String(start(process.execPath, project, 'word', '0').stdout)
  settle()
  expect(said()).toBe('built')
  utimesSync(source, new Date(), new Date())
  expect(said()).toBe('true word given')
  settle()
  writeFileSync(added, '')
  expect(said()).toBe('true word given')
  settle()
  utimesSync(added, 1, 1)
  expect(said()).toBe('built')
  rmSync(added)
  expect(said()).toBe('true word given')
})

test('an incomplete copy says so in one line', () => {
  rmSync(join(project, 'electron'), { recursive: true })
  const { status, stderr } = start(process.execPath, project)
  expect(status).toBe(4)
  expect(stderr).toMatch(/^This copy of Holdfast is not complete: .*main\.ts is missing; get it again\.\n$/)
})

const underOldNode = test.skipIf(!oldNode)
const old = oldNode ?? ''

underOldNode('under an old Node it goes on in the Node 24 of the project, with input, output and exit code', () => {
  bringNode24(join(project, 'node_modules'))
  expect(start(old, project, 'word', '3')).toMatchObject({ stdout: 'true word given', stderr: '', status: 3 })
})

underOldNode('under an old Node an installed package finds the Node 24 that lies beside it', () => {
  const installed = join(project, 'node_modules/holdfast')
  plant(installed, 'out/cli/main.js', 'process.stdout.write(process.versions.node)')
  bringNode24(join(project, 'node_modules'))
  expect(start(old, installed)).toMatchObject({ stdout: process.versions.node, status: 0 })
})

underOldNode('under an old Node with no Node 24 in reach it says what is missing, in one line', () => {
  const { status, stdout, stderr } = start(old, project)
  expect({ status, stdout }).toEqual({ status: 4, stdout: '' })
  expect(stderr).toMatch(/^Holdfast needs Node 24 and this is Node \d+\.\d+\.\d+: run "npm ci" in .*\n$/)
})

underOldNode('a Node 24 that is none does not start a chain', () => {
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true })
  symlinkSync(old, join(project, 'node_modules/.bin/node'))
  expect(start(old, project)).toMatchObject({ status: 4 })
})

underOldNode('signals reach the program, and its exit code comes back', async () => {
  bringNode24(join(project, 'node_modules'))
  const child = spawn(old, [join(project, 'bin/holdfast.mjs'), 'wait'])
  let out = ''
  const code = await new Promise((resolve) => {
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      if (out === 'ready') child.kill('SIGTERM')
    })
    child.on('exit', resolve)
  })
  expect({ code, out }).toEqual({ code: 7, out: 'readytold to stop' })
})
