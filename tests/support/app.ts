import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, headsIn, nodeChildren, type CoreApp, type Ports } from '../../electron/core/app.ts'
import { reportFormParts } from '../../electron/hosts/report-form.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import type { Progress } from '../../shared/contract/port.ts'
import { aReport } from './builders.ts'

export const passphrase = 'correct horse battery staple'
const root = join(import.meta.dirname, '../..')

/** A core on real files, with the cheapest key derivation that the vault accepts. */
export interface TestApp {
  app: CoreApp
  /** A folder of its own, removed by `end`. */
  folder: string
  ports: Ports
  call<K extends Call>(
    name: K,
    input: Input<K>,
    options?: { signal?: AbortSignal; progress?: (progress: Progress) => void; page?: AbortSignal },
  ): Promise<Output<K>>
  end(): Promise<void>
}

export function testPorts(folder: string, changes: Partial<Ports> = {}): Ports {
  return {
    host: 'test',
    version: '0.0.0',
    home: folder,
    resources: join(root, 'resources'),
    licences: join(root, 'out', 'licences.json'),
    reportForm: reportFormParts({ root, version: '0.0.0', built: false }),
    typesetting: { children: nodeChildren },
    databases: { children: nodeChildren },
    heads: headsIn(join(folder, '.heads')),
    idleMinutes: 0,
    kdf: { memoryKiB: 65_536, passes: 3, lanes: 1 },
    clock: { now: () => Date.now(), zone: 'America/New_York' },
    random: (bytes) => Uint8Array.from(randomBytes(bytes)),
    log: () => undefined,
    notify: () => undefined,
    showFile: () => Promise.resolve(),
    ...changes,
  }
}

export function testApp(changes: Partial<Ports> = {}): TestApp {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  const ports = testPorts(folder, changes)
  const app = createApp(ports)
  return {
    app,
    folder,
    ports,
    call: (name, input, { signal = new AbortController().signal, progress = () => undefined, page } = {}) =>
      app.call(name, input, { signal, progress, ...(page ? { page } : {}) }),
    end: async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A new vault in `folder/V.holdfast`, unlocked. */
export const newVault = (test: TestApp): Promise<Output<'vault.create'>> =>
  test.call('vault.create', {
    dir: join(test.folder, 'V.holdfast'),
    name: 'Test vault',
    member: 'R. Okafor',
    passphrase,
  })

/** A new vault with one case; returns the case's number. */
export async function newCase(test: TestApp): Promise<string> {
  await newVault(test)
  const { report } = await test.call('report.add', aReport())
  return (await test.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })).case
}

/** Keeps bytes as an exhibit of a case, under a file's name; returns its number. */
export async function keepExhibit(
  test: TestApp,
  ofCase: string,
  name: string,
  bytes: Uint8Array | string,
): Promise<string> {
  const path = join(test.folder, name)
  writeFileSync(path, bytes)
  const [added] = await test.call('exhibit.add', { case: ofCase, files: [path] })
  return added?.number ?? ''
}
