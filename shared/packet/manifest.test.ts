import { expect, test } from 'vitest'
import { utf8 } from '../kernel/bytes.ts'
import { manifestBytes, readManifest, type Manifest } from './manifest.ts'

const manifest: Manifest = {
  format: 'holdfast-packet',
  version: 2,
  id: 'p1',
  vault: { id: 'v1', name: 'Northgate' },
  case: { number: '2026-014', id: 'c1' },
  recipient: 'counsel',
  purpose: 'advice',
  preparedAt: '2026-11-23T08:51:00-05:00',
  rootCertificateSha256: 'ab'.repeat(32),
  ledger: { note: 'origin\n1\n\n', size: 1, root: `${'A'.repeat(43)}=` },
  memberKeys: [],
  entries: [],
  exhibits: [],
  texts: [{ at: 'case.title', text: 'Threats' }],
}

test('what is written is read', () => {
  expect(readManifest(manifestBytes(manifest))).toEqual(manifest)
})

test.each([
  ['unknown fields', { ...manifest, more: 1 }],
  ['a version that never was', { ...manifest, version: 0 }],
  ['a hash in upper case', { ...manifest, rootCertificateSha256: 'AB'.repeat(32) }],
  ['base64 with stray bits', { ...manifest, ledger: { ...manifest.ledger, root: `${'A'.repeat(42)}B=` } }],
  ['a time without offset', { ...manifest, preparedAt: '2026-11-23T08:51:00' }],
])('%s are refused', (_, value) => {
  expect(readManifest(utf8(JSON.stringify(value)))).toHaveProperty('problem')
})

test('another spelling of the same JSON is refused', () => {
  const text = new TextDecoder().decode(manifestBytes(manifest))
  for (const spelled of [
    `${text}\n`,
    text.replace('"id"', ' "id"'),
    JSON.stringify(manifest),
    `\ufeff${text}`,
    '',
    'null',
    '{',
  ])
    expect(readManifest(utf8(spelled)), spelled.slice(0, 20)).toHaveProperty('problem')
  expect(readManifest(new Uint8Array([0xff, 0xfe]))).toHaveProperty('problem')
})
