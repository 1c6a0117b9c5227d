import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract, type Call, type Output } from '../../shared/contract/contract.ts'
import type { PathRule } from '../../shared/contract/define.ts'
import { pathsIn } from '../../shared/contract/paths.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'
import { refusePaths } from './chosen-paths.ts'
import type { Ports } from './ports.ts'
import { Written } from './written.ts'
import { aReport } from '../../tests/support/builders.ts'

describe.each(['browser', 'desktop'] as const)('in the %s’s window', (host) => {
  let t: TestApp
  const picked = new Set<string>()
  beforeEach(() => {
    picked.clear()
    t = testApp({ host, chooseFolder: () => Promise.resolve(null), isPicked: (path) => picked.has(path) })
  })
  afterEach(() => t.end())
  const refused = { code: 'NOT_ALLOWED', message: 'The window may not choose where a file is written.' }
  const elsewhere = (): string => join(t.folder, 'Documents', 'Evil.holdfast')

  it('a page cannot say where a vault, the sample or a copy is written', async () => {
    const made = { name: 'N', member: 'M. Example', passphrase }
    await expect(t.call('vault.create', { ...made, dir: elsewhere() })).rejects.toMatchObject(refused)
    await expect(t.call('vault.createSample', { dir: elsewhere() })).rejects.toMatchObject(refused)
    const { dir } = await t.call('vault.create', made)
    await expect(t.call('ledger.export', { out: elsewhere() })).rejects.toMatchObject(refused)
    expect(readdirSync(t.folder)).not.toContain('Documents')
    expect(dir.startsWith(t.folder)).toBe(true)
  })

  it('a page cannot have a file kept, or opened, that nobody picked', async () => {
    await t.call('vault.create', { name: 'N', member: 'M. Example', passphrase })
    const file = join(t.folder, 'id_ed25519')
    writeFileSync(file, 'PRIVATE KEY')
    const { report } = await t.call('report.add', aReport({ narrative: 'At the gate' }))
    const unpicked = { code: 'NOT_ALLOWED', message: 'The window named a file that nobody picked or dropped.' }
    await expect(t.call('exhibit.add', { report, files: [file] })).rejects.toMatchObject(unpicked)
    await expect(t.call('report.import', { file, map: { narrative: 'n' } })).rejects.toMatchObject(unpicked)
    await expect(t.call('form.import', { files: [file] })).rejects.toMatchObject(unpicked)
    await expect(t.call('ledger.check', { file })).rejects.toMatchObject(unpicked)
    await expect(t.call('ledger.token', { file, ca: file })).rejects.toMatchObject(unpicked)
    picked.add(file)
    expect(await t.call('exhibit.add', { report, files: [file] })).toMatchObject([{ number: 'R-0001-E01' }])
  })

  it('a backup is put back under a name in the folder of the vaults, and nowhere else', async () => {
    await t.call('vault.create', { name: 'N', member: 'M. Example', passphrase })
    const { place: from } = await t.call('vault.backup', {})
    for (const to of [elsewhere(), join(t.folder, '.bashrc'), join(t.folder, 'x', '..', '..', 'Evil.holdfast')])
      await expect(t.call('vault.restore', { from, to, passphrase })).rejects.toMatchObject(refused)
    const { home } = { home: (await t.call('app.state', {})).defaultFolder }
    const to = join(home, 'Again.holdfast')
    // That it was backed up is on record after the backup: what a restore leaves behind, once its head is kept.
    const meant = { supersedes: true, reason: 'To look at' }
    expect((await t.call('vault.restore', { from, to, passphrase, ...meant })).dir).toBe(to)
  })
})

describe('every path of every call goes by its rule', () => {
  const written = new Written()
  written.remember('packet.root', { file: '/w/made.pdf' } as Output<'packet.root'>)
  const known = { chosen: new Set<string>(), toKeep: new Set<string>(), written }
  const ports = (host: Ports['host']): Pick<Ports, 'host' | 'home' | 'isPicked'> => ({
    host,
    home: '/home/vaults',
    isPicked: (path) => path === '/picked',
  })
  /** What a window may name under a rule, and what it may not. */
  const may: Record<PathRule, [allowed: string | null, refused: string | null]> = {
    typed: ['/anywhere', null],
    label: ['/anywhere', null],
    picked: ['/picked', '/etc/passwd'],
    written: [null, '/home/vaults/packet.pdf'],
    home: ['/home/vaults', '/home'],
    'new-vault': ['/home/vaults/Again.holdfast', '/home/vaults/x/../../.bashrc'],
    shown: ['/w/made.pdf', '/picked'],
  }
  const all = Object.entries(contract).flatMap(([name, { paths }]) =>
    Object.entries<PathRule>(paths).map(([field, rule]) => ({ name: name as Call, field, rule })),
  )
  it.each(all)('$name $field: $rule', ({ name, field, rule }) => {
    const [allowed, refused] = may[rule]
    // A path alone, several, or among the fields of several.
    const forms = [(path: string): unknown => path, (path: string) => [path], (path: string) => [{ file: path }]]
    const shape = (contract[name].input as z.ZodObject).shape as Record<string, z.ZodType>
    const form = forms.find((one) => pathsIn(shape[field] ?? z.never(), one('/x')).includes('/x'))
    if (!form) throw new Error(`no form of ${field} is known`)
    const naming = (host: Ports['host'], path: string) => () =>
      refusePaths(ports(host), name, { [field]: form(path) }, known)
    for (const host of ['browser', 'desktop'] as const) {
      if (allowed !== null) expect(naming(host, allowed)).not.toThrow()
      if (refused !== null) expect(naming(host, refused)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }))
      expect(() => refusePaths(ports(host), name, {}, known)).not.toThrow()
    }
    if (refused !== null && rule !== 'shown') expect(naming('cli', refused)).not.toThrow()
  })
})

it('at the command line the person says where', async () => {
  const t = testApp({ host: 'cli' })
  try {
    expect((await newVault(t)).dir).toBe(join(t.folder, 'V.holdfast'))
  } finally {
    await t.end()
  }
})
