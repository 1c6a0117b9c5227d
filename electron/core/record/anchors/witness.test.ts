import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseHeadFile } from '../../../../shared/ledger/head-file.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { sha256 } from '../vault/index.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let ours: TestApp
let theirs: TestApp
const file = (name: string): string => join(ours.folder, name)
const add = async (to: TestApp, n = 1): Promise<void> => {
  for (let i = 0; i < n; i++) await to.call('report.add', aReport({ narrative: `${i}` }))
}
const save = (name: string, since?: string) => ours.call('ledger.saveHead', { out: file(name), since })
const witness = (name: string, out = `${name}.back`) =>
  theirs.call('ledger.witness', { file: file(name), out: file(out) })

beforeEach(async () => {
  ours = testApp()
  theirs = testApp()
  await newVault(ours)
  await newVault(theirs)
  await add(ours, 3)
})
afterEach(async () => {
  await ours.end()
  await theirs.end()
})

describe('a witness', () => {
  it('cosigns a head, which its vault takes back and records', async () => {
    await save('a.head')
    const first = await witness('a.head')
    expect(first.since).toBeNull()
    const check = await ours.call('ledger.check', { file: file('a.head.back') })
    expect(check).toMatchObject({ result: 'same', cosignatures: [{ key: first.key, known: false }] })
    const kept = await ours.call('ledger.anchor', { file: file('a.head.back') })
    expect(kept).toMatchObject({ size: first.size, recorded: [{ key: first.key }] })
    await expect(ours.call('ledger.anchor', { file: file('a.head.back') })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
    await expect(ours.call('ledger.anchor', { file: file('a.head') })).rejects.toMatchObject({
      code: 'HEAD_NOT_INTACT',
    })

    await add(ours, 4)
    await save('b.head', String(first.size))
    expect(await witness('b.head')).toMatchObject({ since: first.size })
    const again = await ours.call('ledger.anchor', { file: file('b.head.back') })
    expect(again.recorded).toMatchObject([{ known: true }])

    const { anchors, between } = await ours.call('ledger.anchors', { seq: first.size + 1 })
    const held = anchors.filter(({ kind }) => kind !== 'computer')
    expect(held.map(({ kind, size }) => [kind, size])).toEqual([
      ['cosignature', first.size],
      ['cosignature', again.size],
    ])
    expect(between?.after?.size).toBeGreaterThanOrEqual(first.size)
    expect(between?.before?.size).toBeGreaterThan(first.size + 1)
    expect(between?.before?.size).toBeLessThanOrEqual(again.size)
    expect(await ours.call('ledger.audit', {})).toMatchObject({ ok: true })
    expect(await theirs.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  it('accepts no changed byte of what it signed', async () => {
    await save('a.head')
    await witness('a.head')
    const text = readFileSync(file('a.head.back'))
    const start = text.lastIndexOf('— holdfast/')
    let refused = 0
    for (let i = start; i < text.length - 1; i++) {
      const changed = Buffer.from(text)
      changed[i] = (changed[i] ?? 0) ^ 1
      writeFileSync(file('x.head'), changed)
      const check = await ours.call('ledger.check', { file: file('x.head') }).catch(() => undefined)
      if (!check) refused++
      // A line that names another key is passed over, as a signed note asks; it never counts.
      expect(check?.cosignatures ?? [], `byte ${i}`).toEqual([])
    }
    expect(refused).toBeGreaterThan(80)
  })

  it('refuses a head without a proof from the last one, an older one, its own, and one without a key', async () => {
    await save('a.head')
    await witness('a.head')
    await add(ours, 2)
    await save('b.head')
    await expect(witness('b.head')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await save('c.head', file('a.head'))
    await witness('c.head')
    await expect(witness('a.head', 'again')).rejects.toMatchObject({ code: 'VAULT_OLDER' })
    await expect(ours.call('ledger.witness', { file: file('a.head') })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const bare = parseHeadFile(sha256, readFileSync(file('a.head'), 'utf8'))?.note ?? ''
    writeFileSync(file('bare.head'), bare)
    const third = testApp()
    await newVault(third)
    await expect(third.call('ledger.witness', { file: file('bare.head') })).rejects.toMatchObject({
      code: 'HEAD_NOT_INTACT',
    })
    await third.end()
    // What is refused leaves no trace of a signature.
    const { rows } = await theirs.call('ledger.list', {})
    expect(rows.filter(({ type }) => type === 'head.witnessed')).toHaveLength(2)
  })

  it('sees a split: two histories of one vault, at the same size and later', async () => {
    await ours.call('vault.lock', {})
    cpSync(join(ours.folder, 'V.holdfast'), file('fork.holdfast'), { recursive: true })
    await ours.call('vault.unlock', { dir: join(ours.folder, 'V.holdfast'), passphrase })
    await add(ours, 2)
    const { head } = await save('a.head')
    await witness('a.head')
    const other = testApp()
    await other.call('vault.unlock', { dir: file('fork.holdfast'), passphrase })
    await add(other, 2)
    await other.call('ledger.saveHead', { out: file('fork.head') })
    await expect(witness('fork.head')).rejects.toMatchObject({ code: 'HEAD_CONTRADICTED' })
    await add(other, 3)
    await other.call('ledger.saveHead', { out: file('later.head'), since: String(head.size) })
    await expect(witness('later.head')).rejects.toMatchObject({ code: 'HEAD_CONTRADICTED' })
    await other.end()
  })

  it('keeps to the keys of the first sight: a stranger’s under the same name is refused', async () => {
    await save('a.head')
    await witness('a.head')
    // Somebody else's vault, whose head is dressed up with the origin that is known.
    const text = readFileSync(file('a.head'), 'utf8')
    const read = parseHeadFile(sha256, text)
    const stranger = testApp()
    await newVault(stranger)
    const theirKey = /^key (.*)$/m.exec((await stranger.call('ledger.headFile', {})).text)?.[1] ?? ''
    writeFileSync(
      file('b.head'),
      text.replace(/^key .*$/m, `key ${theirKey}`).replace(/(— member\/\S+ ).*/, '$1AAAAAAAA'),
    )
    await expect(witness('b.head')).rejects.toMatchObject({ code: 'HEAD_NOT_INTACT' })
    expect(read?.keys).toHaveLength(1)
    await stranger.end()
  })
})

it('a witness goes on with keys that the known ones renewed, and with no others', async () => {
  const [watched, watching] = [testApp(), testApp()]
  try {
    await newVault(watched)
    await newVault(watching)
    const path = (name: string): string => join(watched.folder, name)
    await watched.call('ledger.saveHead', { out: path('1.head') })
    const { size } = await watching.call('ledger.witness', { file: path('1.head'), out: path('1.cosigned') })
    await watched.call('vault.changePassphrase', { current: passphrase, next: 'seven lanterns over quiet water' })
    await watched.call('vault.rekey', {})
    await watched.call('ledger.saveHead', { out: path('2.head'), since: String(size) })
    const text = readFileSync(path('2.head'), 'utf8')
    expect(text.match(/^renewed /gm)).toHaveLength(2)
    // Without one of the two, the key that signed is not led to.
    writeFileSync(path('3.head'), text.replace(/^renewed .*\n/m, ''))
    const refused = watching.call('ledger.witness', { file: path('3.head'), out: path('3.cosigned') })
    await expect(refused).rejects.toMatchObject({ code: 'HEAD_NOT_INTACT' })
    await watching.call('ledger.witness', { file: path('2.head'), out: path('2.cosigned') })
    expect(await watched.call('ledger.check', { file: path('2.cosigned') })).toMatchObject({ result: 'same' })
    await watched.call('ledger.saveHead', { out: path('4.head') })
  } finally {
    await watched.end()
    await watching.end()
  }
})
