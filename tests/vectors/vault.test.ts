import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonical } from '../../shared/kernel/canonical.ts'
import { idFrom } from '../../shared/kernel/ids.ts'
import { readBlob } from '../../electron/core/record/vault/blobs/read.ts'
import { derive } from '../../electron/core/record/vault/crypto.ts'
import { openHeader, parseHeader } from '../../electron/core/record/vault/header.ts'
import { databaseKey, leafOf, sha256Hex } from '../../electron/core/record/vault/index.ts'
import { deriveFromPassphrase } from '../../electron/core/record/vault/kdf.ts'
import { fromWords, toWords } from '../../electron/core/record/vault/words.ts'
import { frozenPassphrase } from '../migrations/frozen.ts'
import { openFrozen } from '../migrations/frozen-raw.ts'

// Every step from a passphrase to an exhibit's bytes, with its value, on a vault whose files lie in this repository.
const folder = join(import.meta.dirname, '../migrations/0.1.0/vault')
const vector = JSON.parse(readFileSync(join(import.meta.dirname, 'vault.json'), 'utf8')) as unknown

test('the values in vault.json are those that a reader comes to, step by step', async () => {
  expect(await steps()).toEqual(vector)
})

async function steps(): Promise<unknown> {
  const header = parseHeader(readFileSync(join(folder, 'vault.json'), 'utf8'))
  const [slot] = header.slots
  if (slot?.kind !== 'passphrase') throw new Error('the frozen vault has a passphrase')
  const stretched = await deriveFromPassphrase(frozenPassphrase, slot.kdf)
  const keys = await openHeader(header, frozenPassphrase)
  const raw = await openFrozen(folder)
  try {
    const [first, second] = raw
      .prepare('select e.bytes, p.salt, p.body from entry e join payload p using (seq) order by seq limit 2')
      .all() as { bytes: string; salt: Buffer; body: string }[]
    const head = raw.prepare('select note from head order by size limit 1').get() as { note: string }
    const blobs = raw.prepare('select name, key, size from blob order by size, name').all() as {
      name: string
      key: Buffer
      size: number
    }[]
    const blob = blobs.at(-1)
    if (!first || !second || !blob) throw new Error('the frozen vault has entries and exhibits')
    const plain: Buffer[] = []
    for await (const chunk of readBlob(join(folder, 'blobs'), blob)) plain.push(chunk)
    return {
      id: {
        bytes: '000102030405060708090a0b0c0d0e0f',
        id: idFrom(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')),
      },
      canonical: {
        of: [1e21, 0.1, '\u20ac\n', { b: null, a: true }],
        text: canonical([1e21, 0.1, '\u20ac\n', { b: null, a: true }]),
      },
      passphrase: frozenPassphrase,
      argon2id: stretched.toString('hex'),
      slotKey: derive(stretched, 'holdfast/slot/v1').toString('hex'),
      memberSecret: keys.memberSecret.toString('hex'),
      signingSeed: derive(keys.memberSecret, 'holdfast/member/ed25519/v1').toString('hex'),
      signingPublic: keys.signingPublic.toString('hex'),
      vaultKey: keys.vaultKey.toString('hex'),
      headerKey: derive(keys.vaultKey, 'holdfast/header/v1').toString('hex'),
      headerMac: header.mac,
      headerHash: sha256Hex(readFileSync(join(folder, 'vault.json'), 'utf8')),
      databaseKey: databaseKey(keys.vaultKey).toString('hex'),
      recovery: {
        bytes: keys.vaultKey.toString('hex'),
        words: toWords(keys.vaultKey),
        back: fromWords(toWords(keys.vaultKey)).toString('hex'),
        slotKey: derive(keys.vaultKey, 'holdfast/slot/recovery/v1').toString('hex'),
      },
      entry: {
        bytes: first.bytes,
        sha256: sha256Hex(first.bytes),
        leaf: leafOf(first.bytes).toString('hex'),
        salt: first.salt.toString('hex'),
        payload: first.body,
        next: second.bytes,
      },
      head: head.note,
      blob: {
        name: blob.name,
        key: blob.key.toString('hex'),
        size: blob.size,
        text: Buffer.concat(plain).toString('utf8'),
      },
    }
  } finally {
    raw.close()
  }
}
