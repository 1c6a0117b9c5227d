import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { parseHeadFile } from '../../../../shared/ledger/head-file.ts'
import { verifyConsistency } from '../../../../shared/ledger/proofs.ts'
import { verifyProof } from '../../../../shared/ledger/tlog-proof.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { dropTriggers, openRaw } from '../../../../tests/support/raw.ts'
import { sha256, verifyText } from '../vault/index.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const report = (narrative: string): Input<'report.add'> => aReport({ narrative })

let at: TestApp
let dir = ''
const file = (name: string): string => join(at.folder, name)
const add = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await at.call('report.add', report(`report ${i}`))
}
const unlock = (where = dir) => at.call('vault.unlock', { dir: where, passphrase })
const saveHead = (name: string, since?: string) => at.call('ledger.saveHead', { out: file(name), since })

beforeEach(async () => {
  at = testApp()
  dir = (await newVault(at)).dir
})
afterEach(() => at.end())

describe('a head file', () => {
  it('is the same head, then one that the vault continues', async () => {
    await add(3)
    await saveHead('a.head')
    const same = await at.call('ledger.check', { file: file('a.head') })
    expect(same).toMatchObject({ result: 'same', signedBy: 'R. Okafor', cosignatures: [] })
    await add(300)
    const later = await at.call('ledger.check', { file: file('a.head') })
    expect(later).toMatchObject({ result: 'continues', head: same.head, now: { size: same.head.size + 300 } })
  })

  it('carries a proof from an older head that anyone can check', async () => {
    await add(2)
    await saveHead('a.head')
    await add(5)
    await saveHead('b.head', file('a.head'))
    const [a, b] = ['a.head', 'b.head'].map((name) => parseHeadFile(sha256, readFileSync(file(name), 'utf8')))
    if (!a || !b?.since) throw new Error('no proof')
    const { size, root } = b.parsed.checkpoint
    const old = a.parsed.checkpoint
    expect(b.since.size).toBe(old.size)
    const claim = { oldSize: old.size, oldRoot: old.root, size, root, proof: b.since.proof }
    expect(verifyConsistency(sha256, claim)).toBe(true)
    expect(verifyConsistency(sha256, { ...claim, oldRoot: root })).toBe(false)
    await expect(saveHead('c.head', '99')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(saveHead('b.head')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  })

  it('proves nothing once a byte of its note is another', async () => {
    await add(1)
    await saveHead('a.head')
    const text = readFileSync(file('a.head'))
    const start = text.indexOf('\n\n')
    for (let i = start; i < text.length; i++) {
      const changed = Buffer.from(text)
      changed[i] = (changed[i] ?? 0) ^ 1
      writeFileSync(file('x.head'), changed)
      await expect(at.call('ledger.check', { file: file('x.head') }), `byte ${i}`).rejects.toMatchObject({
        code: 'HEAD_NOT_INTACT',
      })
    }
  })

  it('of another vault is refused', async () => {
    await saveHead('a.head')
    await at.call('vault.create', { dir: file('W.holdfast'), name: 'W', member: 'M', passphrase })
    await expect(at.call('ledger.check', { file: file('a.head') })).rejects.toMatchObject({ code: 'HEAD_NOT_INTACT' })
    await expect(at.call('ledger.check', { file: dir })).rejects.toMatchObject({ code: 'HEAD_NOT_INTACT' })
  })

  it('is not held against kept hashes: entries that were rewritten do not come to the signed head', async () => {
    await add(2)
    await saveHead('a.head')
    await at.call('vault.lock', {})
    const raw = await openRaw(dir, passphrase)
    dropTriggers(raw)
    raw.exec(`update entry set bytes = replace(bytes, '"device":"', '"device":"0') where seq = 1`)
    raw.close()
    await unlock()
    await expect(at.call('ledger.check', { file: file('a.head') })).rejects.toMatchObject({ code: 'LEDGER_BROKEN' })
  })
})

describe('the proof of one entry', () => {
  it('checks against the member’s key, with the entry’s bytes in it', async () => {
    await add(20)
    const { text } = await at.call('ledger.headFile', {})
    const keys = parseHeadFile(sha256, text)?.keys ?? []
    await at.call('ledger.prove', { seq: 7, out: file('7.tlog-proof') })
    const proof = readFileSync(file('7.tlog-proof'), 'utf8')
    const found = verifyProof(sha256, verifyText, proof, keys)
    const { bytes } = await at.call('ledger.entry', { seq: 7 })
    expect(found && { index: found.index, entry: Buffer.from(found.entry).toString() }).toEqual({
      index: 7,
      entry: bytes,
    })
    const whole = Buffer.from(proof)
    for (let i = 0; i < whole.length; i++) {
      const changed = Buffer.from(whole)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(verifyProof(sha256, verifyText, changed.toString(), keys), `byte ${i}`).toBeUndefined()
    }
    await expect(at.call('ledger.prove', { seq: 99, out: file('x') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a vault put back to an older state', () => {
  const copyOf = (name: string): void => cpSync(dir, file(name), { recursive: true })
  const putBack = (name: string): void => {
    rmSync(dir, { recursive: true })
    cpSync(file(name), dir, { recursive: true })
  }

  it('opens for reading only, says so, and goes on when somebody says why', async () => {
    await add(1)
    await at.call('vault.lock', {})
    copyOf('old')
    await unlock()
    await add(4)
    await saveHead('new.head')
    await at.call('vault.lock', {})
    putBack('old')
    const info = await unlock()
    expect(info).toMatchObject({ outside: 'older' })
    expect(info.fault).toContain('4 of them are not here')
    await expect(add(1)).rejects.toMatchObject({ code: 'VAULT_OLDER' })
    await expect(at.call('ledger.check', { file: file('new.head') })).rejects.toMatchObject({ code: 'VAULT_OLDER' })
    await at.call('report.list', {})
    expect(await at.call('ledger.audit', {})).toMatchObject({ ok: true })
    // Opening it once more forgets nothing.
    await at.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ outside: 'older' })

    const { known, head } = await at.call('ledger.acceptOlder', { reason: 'The disk died; this is the backup.' })
    expect(known.size).toBe(head.size + 3)
    await add(1)
    expect(await at.call('vault.info', {})).toMatchObject({ outside: null, fault: null })
    const { payload } = await at.call('ledger.entry', { seq: head.size - 1 })
    const note = parseHeadFile(sha256, readFileSync(file('new.head'), 'utf8'))?.note
    expect(JSON.parse(payload ?? '')).toEqual({
      finding: 'older',
      known: note,
      reason: 'The disk died; this is the backup.',
    })
    await at.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ outside: null, fault: null, notices: [] })
    expect(await at.call('ledger.audit', {})).toMatchObject({ ok: true })
    await expect(at.call('ledger.acceptOlder', { reason: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await add(5)
    await expect(at.call('ledger.check', { file: file('new.head') })).rejects.toMatchObject({
      code: 'HEAD_CONTRADICTED',
    })
  })

  it('is another one when it was worked on elsewhere meanwhile', async () => {
    await at.call('vault.lock', {})
    copyOf('fork.holdfast')
    await unlock()
    await add(2)
    await at.call('vault.lock', {})
    // Another computer, where nothing is known outside: it opens, and says what to compare.
    const other = testApp()
    try {
      const there = await other.call('vault.unlock', { dir: file('fork.holdfast'), passphrase })
      expect(there).toMatchObject({
        outside: null,
        fault: null,
        notices: [expect.stringContaining('for the first time')],
      })
      for (let i = 0; i < 5; i++) await other.call('report.add', report('elsewhere'))
    } finally {
      await other.end()
    }
    expect(await unlock(file('fork.holdfast'))).toMatchObject({ outside: 'contradicted' })
    await expect(add(1)).rejects.toMatchObject({ code: 'HEAD_CONTRADICTED' })
  })

  const second = 'nine herons over the weir'
  it.each([
    ['keys that were renewed', () => at.call('vault.rekey', { sheet: 'none' })],
    [
      'a member who came later',
      async () => {
        await at.call('member.add', { name: 'P. Hale', roles: ['supervisor'], passphrase: second })
        await at.call('vault.unlock', { dir, passphrase: second })
      },
    ],
  ])('is another one, however long it grew, where the head known was signed by %s since', async (_, since) => {
    await at.call('vault.lock', {})
    copyOf('fork.holdfast')
    await unlock()
    await since()
    await add(1)
    const { head } = await at.call('vault.info', {})
    await at.call('vault.lock', {})
    const other = testApp()
    try {
      await other.call('vault.unlock', { dir: file('fork.holdfast'), passphrase })
      while ((await other.call('vault.info', {})).head.size <= head.size)
        await other.call('report.add', report('elsewhere'))
      await other.call('vault.backup', { out: file('stick') })
    } finally {
      await other.end()
    }
    // From a backup of it nothing is put back without an answer either.
    const restore = { from: file('stick'), to: file('restored.holdfast'), passphrase }
    await expect(at.call('vault.restore', restore)).rejects.toMatchObject({ code: 'VAULT_OLDER' })
    rmSync(dir, { recursive: true })
    cpSync(file('fork.holdfast'), dir, { recursive: true })
    const info = await unlock()
    expect(info).toMatchObject({ outside: 'contradicted' })
    expect(info.fault).toContain('No key that this record knows signed them')
    await expect(add(1)).rejects.toMatchObject({ code: 'HEAD_CONTRADICTED' })
    await at.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ outside: 'contradicted' })
  })

  it('is not judged by a damaged or unreadable memory, which is said; what still reads as a head is judged by', async () => {
    const memory = join(at.folder, '.heads', `${(await at.call('vault.info', {})).id}.head`)
    await add(1)
    await at.call('vault.lock', {})
    const good = readFileSync(memory, 'utf8')
    for (let i = 0; i < good.length; i += 7) {
      const changed = Buffer.from(good)
      changed[i] = (changed[i] ?? 0) ^ 1
      writeFileSync(memory, changed)
      const { notices, fault } = await unlock()
      const said = notices.some((notice) => notice.includes('is damaged'))
      await at.call('vault.lock', {})
      const left = readFileSync(memory, 'utf8')
      const line = good.slice(0, i).split('\n').length
      // Size and root count, whoever signed them: another line of the vault may not know its keys.
      if (line === 2 || line === 3) expect(said, `byte ${i}`).toBe(fault === null)
      else expect(fault, `byte ${i}`).toBeNull()
      if (line === 1) expect(said, `byte ${i}`).toBe(true)
      if (fault === null) expect(left, 'a good one again').toBe(good)
      else expect(left, 'kept as it is').toBe(changed.toString())
    }
    writeFileSync(memory, good)
    rmSync(memory)
    mkdirSync(memory)
    expect((await unlock()).notices).toEqual([expect.stringContaining('could not be read')])
    // That it cannot be written makes no command fail.
    await add(1)
    await at.call('vault.lock', {})
  })
})
