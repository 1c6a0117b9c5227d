import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newVault, testApp, type TestApp } from '../../../../../tests/support/app.ts'

// The authority is OpenSSL's own, with certificates made for the test.
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
let desk = ''
const path = (name: string): string => join(desk, name)
const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: desk, stdio: 'pipe' })

function makeAuthority(): void {
  const req = (name: string, subject: string): Buffer =>
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
  for (const ca of ['ca', 'other']) {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
      '-days',
      '30',
      '-subj',
      `/CN=Test ${ca}`,
    )
  }
  const certify = (name: string, extensions: string): void => {
    writeFileSync(path(`${name}.ext`), `keyUsage=critical,digitalSignature\n${extensions}\n`)
    req(name, `/O=Test/CN=Stamps ${name}`)
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '20',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    )
  }
  certify('tsa', 'extendedKeyUsage=critical,timeStamping')
  const config = (name: string, signer: string): void =>
    writeFileSync(
      path(name),
      `[tsa]\ndefault_tsa = t\n[t]\nserial = ${path('serial')}\nsigner_cert = ${path(`${signer}.pem`)}\ncerts = ${path('ca.pem')}\nsigner_key = ${path(`${signer}.key`)}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\nclock_precision_digits = 0\ness_cert_id_alg = sha256\n`,
    )
  config('tsa.cnf', 'tsa')
  writeFileSync(path('serial'), '01\n')
}

const answer = (query: string, out: string, ...more: string[]): Buffer =>
  openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', query, '-out', out, ...more)

describe.skipIf(!hasOpenssl)('a timestamp (needs openssl)', () => {
  let at: TestApp
  beforeAll(() => {
    desk = mkdtempSync(join(tmpdir(), 'holdfast-tsa-'))
    makeAuthority()
  })
  afterAll(() => rmSync(desk, { recursive: true, force: true }))
  let made = 0
  let query = ''
  const ask = async (): Promise<string> => {
    const name = path(`${++made}.tsq`)
    await at.call('ledger.request', { out: name })
    return name
  }
  beforeEach(async () => {
    at = testApp()
    await newVault(at)
    query = await ask()
  })
  afterEach(() => at.end())
  const bring = (file: string, ca?: string) => at.call('ledger.token', { file, ca })
  const refused = { code: 'HEAD_NOT_INTACT' }

  it('is asked for in OpenSSL’s reading, checked, recorded, and what is kept verifies there too', async () => {
    expect(openssl('ts', '-query', '-in', query, '-text').toString()).toContain('Certificate required: yes')
    answer(query, 'a.tsr')
    const stamped = await bring(path('a.tsr'), path('ca.pem'))
    expect(stamped.authority).toBe('O=Test, CN=Stamps tsa')
    expect(Math.abs(Date.parse(stamped.genTime) - Date.now())).toBeLessThan(60_000)
    const print = openssl('x509', '-in', 'ca.pem', '-noout', '-fingerprint', '-sha256').toString()
    expect(stamped.checkedUpTo).toBe(print.split('=')[1]?.trim().replaceAll(':', '').toLowerCase())

    const { rows } = await at.call('ledger.list', {})
    const entry = async (type: string): Promise<Record<string, string>> => {
      const { payload } = await at.call('ledger.entry', { seq: rows.find((row) => row.type === type)?.seq ?? -1 })
      return JSON.parse(payload ?? '') as Record<string, string>
    }
    writeFileSync(path('kept.der'), Buffer.from((await entry('head.timestamped'))['token'] ?? '', 'base64'))
    writeFileSync(path('kept.txt'), (await entry('head.timestamp-requested'))['text'] ?? '')
    const verified = openssl('ts', '-verify', '-in', 'kept.der', '-token_in', '-data', 'kept.txt', '-CAfile', 'ca.pem')
    expect(verified.toString()).toContain('Verification: OK')
    expect((await at.call('ledger.anchors', {})).anchors).toMatchObject([{ kind: 'timestamp', size: stamped.size }])
    await expect(bring(path('a.tsr'))).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect(await at.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  it('may come as a bare token, and without a CA says that the certificate was not checked', async () => {
    answer(query, 'b.tsr', '-token_out')
    expect(await bring(path('b.tsr'))).toMatchObject({ checkedUpTo: null })
  })

  it('under another CA than the one named is refused', async () => {
    answer(query, 'c.tsr')
    await expect(bring(path('c.tsr'), path('other.pem'))).rejects.toMatchObject(refused)
    await expect(bring(path('c.tsr'), query)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await bring(path('c.tsr'), path('ca.pem'))
  })

  it('of another request, another nonce or another hash is refused', async () => {
    const text = 'another text'
    writeFileSync(path('other.txt'), text)
    openssl('ts', '-query', '-data', 'other.txt', '-sha256', '-cert', '-out', 'stranger.tsq')
    answer('stranger.tsq', 'stranger.tsr')
    await expect(bring(path('stranger.tsr'))).rejects.toThrow('another nonce')
    // Our nonce over another hash: the request's digest is replaced.
    const bytes = readFileSync(query)
    const mark = bytes.indexOf(Buffer.from('0420', 'hex'))
    bytes.fill(7, mark + 2, mark + 34)
    writeFileSync(path('swapped.tsq'), bytes)
    answer('swapped.tsq', 'swapped.tsr')
    await expect(bring(path('swapped.tsr'))).rejects.toThrow('something else')
    // Another vault's request, answered for that vault.
    const other = testApp()
    await newVault(other)
    await other.call('ledger.request', { out: path('theirs.tsq') })
    answer('theirs.tsq', 'theirs.tsr')
    await expect(bring(path('theirs.tsr'))).rejects.toThrow('another nonce')
    await other.end()
    await expect(bring(query)).rejects.toMatchObject(refused)
  })

  it('with a changed byte is refused, wherever the authority vouches for it', async () => {
    answer(query, 'd.tsr', '-token_out')
    const good = readFileSync(path('d.tsr'))
    // The copy of the CA's certificate in the token is nobody's word: the one that is named is what counts.
    const carried = openssl('x509', '-in', 'ca.pem', '-outform', 'DER')
    const start = good.indexOf(carried)
    expect(start).toBeGreaterThan(0)
    for (let i = 0; i < good.length; i += 5) {
      if (i >= start && i < start + carried.length) continue
      const changed = Buffer.from(good)
      changed[i] = (changed[i] ?? 0) ^ 1
      writeFileSync(path('x.tsr'), changed)
      await expect(bring(path('x.tsr'), path('ca.pem')), `byte ${i}`).rejects.toMatchObject(refused)
    }
    await bring(path('d.tsr'), path('ca.pem'))
  }, 60_000)

  it('that the authority did not grant is refused', async () => {
    // PKIStatusInfo {rejection} and nothing more.
    writeFileSync(path('no.tsr'), Buffer.from('30053003020102', 'hex'))
    await expect(bring(path('no.tsr'))).rejects.toThrow('refused to give one')
  })
})
