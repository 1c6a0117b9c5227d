import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportLedger } from '../../electron/core/release/ledger-file/export.ts'
import { unlockSession } from '../../electron/core/session.ts'
import { verifyText } from '../../electron/core/record/vault/index.ts'
import { ExportCheck, type ExportVerdict } from '../../shared/ledger/export.ts'
import { newCase, passphrase, testApp, type TestApp } from '../support/app.ts'
import { makeLog, randomFrom, reseal, sha256, type Twist } from './export-logs.ts'
import { verifyLedger } from './verify-ledger.js'
import { aReport } from '../support/builders.ts'

const whole = process.env['HOLDFAST_FAULTS'] === 'full'

/** Our own verdict on lines; each is checked without its line end. */
function ours(lines: readonly string[]): ExportVerdict {
  const check = new ExportCheck({
    sha256,
    verify: verifyText,
    digest: () => {
      const hash = createHash('sha256')
      return { update: (text) => hash.update(text), hex: () => hash.copy().digest('hex') }
    },
  })
  const texts = lines.join('').split('\n')
  const rest = texts.pop()
  for (const text of texts) if (!check.add(text)) return check.end()
  if (rest !== '') check.refuseNext('The last line has no end.')
  return check.end()
}

/** The verdict on which both verifiers agree: all of it, and the line of what is wrong. */
function agreed(lines: readonly string[], what: string): boolean {
  const [a, b] = [ours(lines), verifyLedger(Buffer.from(lines.join('')))]
  const bare = ({ problem, ...rest }: ExportVerdict): object => ({ ...rest, line: problem?.line ?? null })
  expect(bare(a), `${what}: ${a.problem?.message} / ${b.problem?.message}`).toEqual(bare(b))
  return a.ok
}

type Change = (lines: string[], random: (n: number) => number) => string[] | undefined
const body = (lines: readonly string[]): string[] => lines.slice(0, -1)
const at = (lines: readonly string[], random: (n: number) => number): number => 1 + random(lines.length - 2)
const change =
  (from: RegExp, to: string | ((found: string) => string)): Change =>
  (lines, random) => {
    const fits = lines.flatMap((line, i) => (i > 0 && i < lines.length - 1 && from.test(line) ? [i] : []))
    const chosen = fits[random(Math.max(1, fits.length))]
    if (chosen === undefined) return undefined
    const line = lines[chosen] ?? ''
    const changed = typeof to === 'string' ? line.replace(from, to) : line.replace(from, to)
    return changed === line ? undefined : reseal(body(lines).with(chosen, changed))
  }
const flipped = (text: string): string => (text.endsWith('0') ? `${text.slice(0, -1)}1` : `${text.slice(0, -1)}0`)

/** What somebody may do to an export; each with a new last line that fits, where one can be made. All must be refused. */
const changes: Record<string, Change> = {
  'a flipped bit': (lines, random) => {
    const bytes = Buffer.from(lines.join(''))
    const place = random(bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ (1 << random(7))
    const text = bytes.toString('latin1')
    // Where the flip leaves the bytes of a character broken, the file is no text at all.
    return Buffer.from(text, 'latin1').toString('utf8').includes('\ufffd') ? undefined : [bytes.toString('utf8')]
  },
  'a line dropped': (lines, random) => reseal(body(lines).toSpliced(at(lines, random), 1)),
  'a line twice': (lines, random) => {
    const i = at(lines, random)
    return reseal(body(lines).toSpliced(i, 0, lines[i] ?? ''))
  },
  'two lines changed places': (lines, random) => {
    const [i, j] = [at(lines, random), at(lines, random)]
    if (lines[i] === lines[j]) return undefined
    return reseal(
      body(lines)
        .with(i, lines[j] ?? '')
        .with(j, lines[i] ?? ''),
    )
  },
  'another salt': change(/"salt":"[0-9a-f]{64}/, flipped),
  'another payload': change(/\\"n\\":/, '\\"m\\":'),
  'another spelling of one character': change(/Ada/, '\\u0041da'),
  'another normal form': change(/é/, 'e\u0301'),
  'a key twice': change(/^\{"entry":"\{/, '{"entry":"{\\"at\\":\\"x\\",'),
  'a key twice outside': change(/^\{/, '{"entry":"x",'),
  'a huge number': change(/\\"seq\\":\d+/, '\\"seq\\":1e400'),
  'a number beyond 2^53': change(/\\"seq\\":\d+/, '\\"seq\\":9007199254740993'),
  'a number in another spelling': change(/\\"seq\\":(\d+)/, (found) => `${found}.0`),
  'white space': change(/^\{/, '{ '),
  'a lone surrogate': change(/\\"subject\\":\\"s/, '\\"subject\\":\\"\\\\ud800'),
  'another actor': change(/\\"actor\\":\\"m0/, '\\"actor\\":\\"m9'),
  'another time': change(/\\"at\\":\\"2026/, '\\"at\\":\\"2025'),
  'a head of another ledger': change(/"head":"holdfast\/vault/, '"head":"holdfast/volt'),
  'a head with another signature': change(/[A-Za-z0-9+/]{8}(?=[A-Za-z0-9+/]{3}=\\n"\})/, 'AAAAAAAA'),
  'a head with a second signature': change(/(— [^"]*)"\}/, (found) => found.replace(/(— [^"]*)"/, '$1$1"')),
  'a payload nobody committed to': change(/,"reason":"asked"/, `,"payload":"{}","salt":"${'0'.repeat(64)}"`),
  'a reason nobody knows': change(/"reason":"asked"/, '"reason":"lost"'),
  'keys withheld': change(/("entry":"[^}]*vault\.created[^}]*\}"),.*\}$/m, (found) =>
    found.replace(/,"payload".*$/, ',"reason":"asked"}'),
  ),
  'cut off in a line': (lines, random) => [lines.join('').slice(0, -1 - random(lines.join('').length - 1))],
  'no last line': (lines) => body(lines),
  'a second last line': (lines) => [...lines, lines.at(-1) ?? ''],
  'something after it': (lines) => [...lines, '\n'],
  'a byte order mark': (lines) => reseal(['\ufeff', ...body(lines)]),
  'ends of lines as on Windows': (lines) => reseal(body(lines).map((line) => line.replace('\n', '\r\n'))),
  'another version': (lines) => reseal(body(lines).with(0, (lines[0] ?? '').replace('"version":2', '"version":3'))),
  'another vault': (lines) =>
    reseal(
      body(lines).with(
        0,
        (lines[0] ?? '').replace('"vault":"vault', '"vault":"volt').replace('holdfast/vault', 'holdfast/volt'),
      ),
    ),
  'another count': (lines) => [...body(lines), (lines.at(-1) ?? '').replace(/"entries":\d/, '"entries":7777')],
}

const twists: Record<string, (transactions: number, random: (n: number) => number) => Twist> = {
  'a head signed with a key that is no member’s': (n, random) => ({ foreignKeyAt: random(n) }),
  'a head signed by a member just revoked': () => ({ revokedSigns: true }),
  'a member added again, under other keys': () => ({ addedAgain: true }),
  'a transaction without a head': (n, random) => ({ noHeadAt: random(n) }),
  'a head with another root': (n, random) => ({ wrongRootAt: random(n) }),
  'a payload that is not what was committed': () => ({ wrongCommitAt: 0 }),
}

describe('our verifier and the one written from the format alone agree', () => {
  const logs = whole ? 10_000 : 400

  it(`on ${logs} random logs, and on each of them changed`, () => {
    const refused = new Map<string, number>()
    const names = Object.keys(changes)
    for (let n = 0; n < logs; n++) {
      const random = randomFrom(n)
      const lines = makeLog(random, 2 + (n % 50 === 0 ? random(110) : random(12)))
      expect(agreed(lines, `log ${n}`), `log ${n}`).toBe(true)
      // Every log meets a few of the changes; all logs together meet each of them often.
      for (let k = 0; k < 6; k++) {
        const name = names[(n * 6 + k) % names.length] ?? ''
        const changed = changes[name]?.(lines, random)
        if (!changed || changed.join('') === lines.join('')) continue
        expect(agreed(changed, `log ${n}, ${name}`), `log ${n}, ${name}`).toBe(false)
        refused.set(name, (refused.get(name) ?? 0) + 1)
      }
    }
    expect([...refused.keys()].sort()).toEqual([...names].sort())
  })

  it.each(Object.entries(twists))('that %s is refused', (name, twist) => {
    for (let n = 0; n < (whole ? 1000 : 40); n++) {
      const random = randomFrom(n)
      const transactions = 2 + random(8)
      const lines = makeLog(random, transactions, twist(transactions, random))
      expect(agreed(lines, `log ${n}, ${name}`), `log ${n}`).toBe(false)
    }
  })

  it('that leaving out more payloads, or all after a head, still verifies: only an anchor shows the second', () => {
    for (let n = 0; n < 20; n++) {
      const lines = makeLog(randomFrom(n), 9)
      const bare = lines.map((line) =>
        line.includes('note.written') ? line.replace(/,"payload".*\}/, ',"reason":"asked"}') : line,
      )
      expect(agreed(reseal(body(bare)), 'withheld')).toBe(true)
      const heads = lines.flatMap((line, i) => (line.startsWith('{"head"') ? [i] : []))
      expect(agreed(reseal(lines.slice(0, (heads[3] ?? 0) + 1)), 'cut at a head')).toBe(true)
    }
  })
})

describe('exports of a real vault', () => {
  const exported = async (test: TestApp, options: { case?: string; withhold?: number[] } = {}): Promise<string> => {
    const out = join(test.folder, `${readdirSync(test.folder).length}.jsonl`)
    const written = await test.call('ledger.export', { out, ...options })
    const bytes = readFileSync(out)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(written.sha256)
    expect(bytes.subarray(0, 8).toString()).toBe('{"disclo')
    return out
  }
  const lines = (file: string): string[] => readFileSync(file, 'utf8').split(/(?<=\n)/)

  it('verify by both, whole, withheld and for one case; a case shows nothing of another', async () => {
    const test = testApp()
    try {
      const number = await newCase(test)
      const canary = 'He wrote the street I take to work.'
      await test.call('report.add', aReport({ narrative: canary }))
      const all = await exported(test)
      expect(readFileSync(all, 'utf8')).toContain(canary)
      expect(agreed(lines(all), 'whole')).toBe(true)
      const last = await test.call('ledger.list', { limit: 1 })
      expect(last.rows[0]?.type).toBe('ledger.exported')

      const one = await exported(test, { case: number })
      expect(readFileSync(one, 'utf8')).not.toContain(canary)
      expect(agreed(lines(one), 'one case')).toBe(true)

      const { seq } = JSON.parse(
        (JSON.parse(lines(all).find((line) => line.includes(canary)) ?? '{}') as { entry: string }).entry,
      ) as { seq: number }
      const without = await exported(test, { withhold: [seq] })
      expect(readFileSync(without, 'utf8')).not.toContain(canary)
      expect(agreed(lines(without), 'withheld')).toBe(true)
      expect(await test.call('ledger.verify', { file: without })).toMatchObject({
        ok: true,
        withheld: 1,
        problem: null,
      })
      expect((await test.call('ledger.audit', {})).ok).toBe(true)

      const verifier = join(import.meta.dirname, 'verify-ledger.js')
      expect(spawnSync(process.execPath, [verifier, without]).status).toBe(0)
      writeFileSync(without, readFileSync(without, 'utf8').replace('"gone"', '"case"').replace('"asked"', '"role"'))
      expect(spawnSync(process.execPath, [verifier, without]).status).toBe(1)
      expect(await test.call('ledger.verify', { file: without })).toMatchObject({ ok: false })
    } finally {
      await test.end()
    }
  })

  it('show no case and no report to a member who may not read cases', async () => {
    const test = testApp()
    try {
      await newCase(test)
      await test.call('vault.lock', {})
      const dir = join(test.folder, 'V.holdfast')
      const { workspace } = await unlockSession(test.ports, { dir, passphrase }, () => undefined)
      try {
        const auditor = { ...workspace, member: { ...workspace.member, roles: ['auditor' as const] } }
        const context = { signal: new AbortController().signal, progress: () => undefined }
        const out = join(test.folder, 'a.jsonl')
        await exportLedger(auditor, { out, withhold: [] }, context)
        const shown = lines(out).flatMap((line) => {
          const { entry, payload } = JSON.parse(line) as { entry?: string; payload?: string }
          return entry === undefined || payload === undefined ? [] : [(JSON.parse(entry) as { type: string }).type]
        })
        expect(shown).toEqual(['vault.created'])
        expect(agreed(lines(out), 'auditor')).toBe(true)
      } finally {
        await workspace.vault.close()
      }
    } finally {
      await test.end()
    }
  })

  it('are refused where the keys would be withheld, an entry is not there, or a file is; no file is left', async () => {
    const test = testApp()
    try {
      await newCase(test)
      const out = join(test.folder, 'e.jsonl')
      await expect(test.call('ledger.export', { out, withhold: [0] })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
      await expect(test.call('ledger.export', { out, withhold: [99] })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
      await expect(test.call('ledger.export', { out, case: '2030-009' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      const cancelled = test.call('ledger.export', { out }, { signal: AbortSignal.abort() })
      await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(readdirSync(test.folder)).toEqual(['.identities', 'V.holdfast', 'known-vaults.json'])
      await exported(test)
      const { file } = await test.call('ledger.export', { out })
      await expect(test.call('ledger.export', { out: file })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    } finally {
      await test.end()
    }
  })

  it('say at which line bytes are no text, a line is cut, or there is nothing', async () => {
    const test = testApp()
    try {
      const file = join(test.folder, 'x.jsonl')
      const verdictOn = async (bytes: Uint8Array): Promise<number | undefined> => {
        writeFileSync(file, bytes)
        const { ok, problem } = await test.call('ledger.verify', { file })
        const other = verifyLedger(bytes)
        expect({ ok, line: problem?.line }).toEqual({ ok: false, line: other.problem?.line })
        return problem?.line
      }
      const good = Buffer.from(makeLog(randomFrom(1), 5).join(''))
      expect(await verdictOn(Buffer.from([]))).toBe(0)
      expect(await verdictOn(Buffer.concat([good, Buffer.from([0xff, 0x0a])]))).toBeGreaterThan(5)
      expect(await verdictOn(Buffer.from([0xff, 0x0a]))).toBe(1)
      expect(await verdictOn(good.subarray(0, -1))).toBeGreaterThan(5)
      expect(await verdictOn(good.subarray(0, 20))).toBe(1)
      writeFileSync(file, good)
      expect(await test.call('ledger.verify', { file })).toMatchObject({ ok: true, problem: null })
    } finally {
      await test.end()
    }
  })
})
