import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import configuration, { features, floors, rooms } from '../../.dependency-cruiser.mjs'
import { cruiseTree } from '../../scripts/architecture.mjs'
import { root } from './root.ts'

/** Who breaks which rule in the planted tree; nothing else may be reported there. */
const planted = [
  'shared-runs-anywhere: shared/contract/node.ts',
  'shared-imports-shared-only: shared/contract/core.ts',
  'kernel-imports-nothing: shared/kernel/package.ts',
  'contract-imports-kernel-only: shared/contract/format.ts',
  'formats-stand-without-contract: shared/packet/calls.ts',
  'entries-stand-alone: electron/core/imports/entries.ts',
  'ledger-before-packet: shared/ledger/packet.ts',
  'core-knows-no-host: electron/core/casework/cases/host.ts',
  'rooms-are-listed: electron/core/imports/unlisted.ts',
  ...rooms.slice(0, -1).map((room) => `${room}-imports-upwards: electron/core/${room}/down.ts`),
  'rooms-through-index: electron/core/imports/inside.ts',
  'reader-sees-no-vault: electron/core/imports/reading/vault.ts',
  'rooms-know-ports-only: electron/core/imports/app.ts',
  'electron-in-desktop-only: electron/hosts/cli/electron.ts',
  'desktop-is-closed: electron/hosts/browser/desktop.ts',
  'hosts-use-the-door: electron/hosts/browser/inside.ts',
  'hosts-load-what-was-built: electron/hosts/browser/renderer.ts',
  'preload-imports-shared-only: electron/preload/node.ts',
  'renderer-imports-shared-only: renderer/core.ts',
  'renderer-imports-shared-only: renderer/type.ts',
  'renderer-without-node: renderer/node.ts',
  ...floors.slice(0, -1).map((floor) => `window-${floor}-imports-upwards: renderer/${floor}/up.ts`),
  'window-features-are-listed: renderer/shell/unlisted.ts',
  ...features.slice(0, -1).map((feature) => `window-${feature}-imports-upwards: renderer/features/${feature}/up.ts`),
  'window-features-through-index: renderer/features/subjects/inside.ts',
  'window-features-through-index: renderer/shell/inside.ts',
  'window-manifest-knows-no-feature: renderer/features/knows.ts',
  'no-cycles: shared/kernel/circle-back.ts',
  'no-orphans: shared/kernel/alone.ts',
  'product-without-development-tools: renderer/tool.ts',
  'packages-are-listed: renderer/unlisted.ts',
  'imports-resolve: renderer/nowhere.ts',
]

test('every rule about imports has a planted violation', () => {
  const rules = new Set(configuration.forbidden?.map((rule) => rule.name))
  expect(new Set(planted.map((line) => line.split(':')[0]))).toEqual(rules)
})

test('every planted violation is caught by its rule, and nothing else is', async () => {
  const { violations } = await cruiseTree(join(root, 'tests/architecture/planted'))
  expect(violations.map(({ rule, from }) => `${rule}: ${from}`).sort()).toEqual([...planted].sort())
})

test('our own tree is read, and breaks no rule', async () => {
  const { modules, violations } = await cruiseTree(root)
  expect(modules).toBeGreaterThan(20)
  expect(violations).toEqual([])
})

test('every folder of the core is a listed room, or a wing of some', () => {
  const foldersIn = (folder: string): string[] =>
    readdirSync(join(root, 'electron/core', folder), { withFileTypes: true })
      .filter((item) => item.isDirectory())
      .map(({ name }) => (folder === '' ? name : `${folder}/${name}`))
  const wings = new Set(rooms.filter((room) => room.includes('/')).map((room) => room.split('/')[0] ?? ''))
  const found = foldersIn('').flatMap((folder) => (wings.has(folder) ? foldersIn(folder) : [folder]))
  expect(found.sort()).toEqual([...rooms].sort())
})

test('every folder of the window is a floor, or the form for people outside; every feature is listed', () => {
  const foldersIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((item) => item.isDirectory())
      .map(({ name }) => name)
      .sort()
  expect(foldersIn('renderer')).toEqual([...floors, 'report-form'].sort())
  expect(foldersIn('renderer/features')).toEqual([...features].sort())
})
