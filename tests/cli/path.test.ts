import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, makeVault, report, type Desk } from '../support/command.ts'

// The whole path as one person goes it; each test goes on where the last one ended. Shapes are those that the command
// line promises: more fields may come, these stay.

const Sha = z.string().regex(/^[0-9a-f]{64}$/)
const shapes = {
  added: z.object({ report: z.string() }),
  imported: z.object({
    imported: z.int(),
    rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
  }),
  promoted: z.object({ case: z.string() }),
  exhibits: z.array(
    z.object({ exhibit: z.string(), number: z.string(), file: z.string(), size: z.int(), sha256: Sha }),
  ),
  verified: z.object({
    ok: z.boolean(),
    exhibits: z.array(z.object({ number: z.string(), ok: z.boolean(), sha256: Sha })),
  }),
  audit: z.object({
    ok: z.boolean(),
    entries: z.int(),
    exhibits: z.int(),
    head: z.object({ size: z.int(), root: Sha }),
    problems: z.array(z.object({ code: z.string(), where: z.string(), message: z.string() })),
  }),
  built: z.object({ file: z.string(), sha256: Sha, pages: z.int(), exhibits: z.int() }),
  checked: z.object({
    intact: z.boolean(),
    signer: z.object({ subject: z.string(), fingerprint: Sha }),
    anchored: z.boolean(),
    exhibits: z.array(z.object({ number: z.string(), sha256: Sha, ok: z.boolean() })),
    problems: z.array(z.object({ code: z.string(), message: z.string() })),
  }),
}

let at: Desk
let vault = ''
let caseId = ''
let exhibitId = ''
const photo = Buffer.from('not really a photograph')
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Runs a command with --json that must end well, and gives its answer in the shape that is promised. */
function answer<Shape extends z.ZodType>(shape: Shape, words: string[], input?: string): z.infer<Shape> {
  const ended = at.run([...words, '--json'], input === undefined ? {} : { input })
  expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status: 0, stderr: '' })
  return shape.parse(ended.json())
}

/** Runs a command for people, that must end well. */
function words(...given: string[]): string {
  const { status, stdout, stderr } = at.run(given)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

test('--version tells which Holdfast this is, whatever else is asked', () => {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
  expect(words('--version')).toBe(`holdfast ${version}\n`)
  expect(words('vault', 'info', '--version')).toBe(`holdfast ${version}\n`)
  expect(answer(z.object({ name: z.string(), version: z.string() }), ['--version'])).toEqual({
    name: 'holdfast',
    version,
  })
})

test('vault create makes a vault and says what its packets will lead to', () => {
  const made = ['vault', 'create', at.file('New.holdfast'), '--name', 'New', '--member', 'R. Okafor']
  const said = answer(z.object({ dir: z.string(), rootFingerprint: Sha }), made)
  expect(said.dir).toBe(at.file('New.holdfast'))
})

test('report add takes a file, or standard input', () => {
  const file = at.file('report.json', JSON.stringify(report))
  expect(answer(shapes.added, ['report', 'add', vault, '--file', file])).toMatchObject({ report: 'R-0001' })
  const anonymous = JSON.stringify({ ...report, reporter: null })
  expect(answer(shapes.added, ['report', 'add', vault, '--file', '-'], anonymous)).toMatchObject({ report: 'R-0002' })
})

test('report import lists what it could not take', () => {
  const csv = at.file('reports.csv', 'What,Year\nA door was forced,2026\n,2026\n')
  const map = at.file('map.json', JSON.stringify({ narrative: 'What', occurredAt: { year: 'Year' } }))
  const result = answer(shapes.imported, ['report', 'import', vault, csv, '--map', map])
  expect(result).toEqual({ imported: 1, rejected: [{ line: 3, reason: 'the narrative (What) is empty' }] })
  expect(words('report', 'import', vault, csv, '--map', map)).toBe(
    '0 reports imported, 1 rejected.\nrefused, 1 row: the narrative (What) is empty. Line 3.\nline 3: the narrative (What) is empty\n1 row passed over: from this very file it came in before.\n',
  )
  const other = at.file('more.csv', 'What,Year\nA window was forced,2026\n')
  expect(words('report', 'import', vault, other, '--map', map)).toBe('1 report imported, 0 rejected.\n')
})

test('report list shows the newest first, as many as are asked for', () => {
  const Row = z.object({ number: z.string(), disposition: z.literal('open') })
  const list = answer(z.object({ items: z.array(Row), total: z.int() }), ['report', 'list', vault, '--limit', '3'])
  expect(list.total).toBe(4)
  expect(list.items).toHaveLength(3)
  expect(words('report', 'list', vault)).toContain('R-0001  23 Nov 2026, 06:42 −05:00  high  threat  open')
})

test('report promote opens a case, by number or by id', () => {
  const promote = (ref: string): string[] => [
    'report',
    'promote',
    vault,
    ref,
    '--title',
    'The gate',
    '--owner',
    'R. Okafor',
  ]
  expect(answer(shapes.promoted, promote('R-0001'))).toMatchObject({ case: '2026-001' })
  const { items } = answer(z.object({ items: z.array(z.object({ id: z.string(), number: z.string() })) }), [
    'report',
    'list',
    vault,
  ])
  const second = items.find(({ number }) => number === 'R-0002')
  expect(answer(shapes.promoted, promote(second?.id ?? ''))).toMatchObject({ case: '2026-002' })
  const again = at.run([...promote('R-0001'), '--json'])
  expect([again.status, again.json()]).toMatchObject([2, { error: { code: 'ALREADY_DONE' } }])
})

test('case list and case show', () => {
  const Rows = z.object({ items: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })) })
  const { items } = answer(Rows, ['case', 'list', vault])
  caseId = items.find(({ number }) => number === '2026-001')?.id ?? ''
  const Detail = z.object({ number: z.string(), answers: z.array(z.object({ answer: z.string() })).length(6) })
  expect(answer(Detail, ['case', 'show', vault, caseId]).number).toBe('2026-001')
  expect(words('case', 'show', vault, '2026-001')).toContain(
    '2026-001  The gate\nopen, owner R. Okafor, severity high\n',
  )
  expect(words('case', 'list', vault)).toContain('2026-002')
})

test('exhibit add keeps files with what is known of their collection', () => {
  const files = [at.file('photo.jpg', photo), at.file('empty', '')]
  const how = [
    '--collected-by',
    'L. Chen',
    '--collected-at',
    '2026-11-22T20:00:00Z',
    '--place',
    'Gate',
    '--method',
    'USB',
  ]
  const kept = answer(shapes.exhibits, ['exhibit', 'add', vault, '2026-001', ...files, ...how])
  expect(kept.map(({ number, file, size, sha256: hash }) => [number, file, size, hash])).toEqual([
    ['2026-001-E01', files[0], photo.length, sha256(photo)],
    ['2026-001-E02', files[1], 0, sha256(Buffer.of())],
  ])
  exhibitId = kept[0]?.exhibit ?? ''
  expect(words('exhibit', 'add', vault, caseId, files[0] ?? '')).toContain(`2026-001-E03  ${photo.length} B  SHA-256 `)
})

test('exhibit verify reads the bytes of a case or of one exhibit back', () => {
  expect(answer(shapes.verified, ['exhibit', 'verify', vault, '2026-001']).exhibits).toHaveLength(3)
  const one = answer(shapes.verified, ['exhibit', 'verify', vault, caseId, exhibitId])
  expect(one).toEqual({ ok: true, exhibits: [{ number: '2026-001-E01', ok: true, sha256: sha256(photo) }] })
  expect(words('exhibit', 'verify', vault, '2026-001', '2026-001-E02')).toContain('Every byte is as it was kept.')
})

test('exhibit export writes a verified copy and never overwrites', () => {
  const out = at.file('copy.jpg')
  const copy = answer(z.object({ file: z.string(), sha256: Sha }), [
    'exhibit',
    'export',
    vault,
    exhibitId,
    '--out',
    out,
  ])
  expect(copy).toMatchObject({ file: out, sha256: sha256(photo) })
  expect(readFileSync(out)).toEqual(photo)
  const again = at.run(['exhibit', 'export', vault, '2026-001-E02', '--out', out, '--json'])
  expect([again.status, again.json()]).toMatchObject([4, { error: { code: 'ALREADY_EXISTS' } }])
  expect(readFileSync(out)).toEqual(photo)
})

test('note add takes a file, or standard input', () => {
  const note = at.file('note.txt', 'Spoke with the guard.\n\nHe saw the car.')
  expect(words('note', 'add', vault, '2026-001', '--text', note)).toBe('Note “Spoke with the guard.” saved.\n')
  const saved = answer(
    z.object({ note: z.string(), revision: z.int() }),
    ['note', 'add', vault, caseId, '--text', '-'],
    'Ж',
  )
  expect(saved.revision).toBe(1)
})

test('packet build and packet verify; no vault and no passphrase is needed to verify', () => {
  const file = at.file('packet.pdf')
  const build = ['packet', 'build', vault, '2026-001', '--recipient', 'Counsel', '--purpose', 'Advice', '--out', file]
  const built = answer(shapes.built, build)
  expect(built).toMatchObject({ file, exhibits: 3, sha256: sha256(readFileSync(file)) })
  const again = at.run([...build, '--json'])
  expect([again.status, again.json()]).toMatchObject([4, { error: { code: 'ALREADY_EXISTS' } }])

  const verify = at.run(['packet', 'verify', file, '--json'], { env: { HOLDFAST_PASSPHRASE: undefined } })
  expect(verify.status).toBe(0)
  const check = shapes.checked.parse(verify.json())
  expect(check).toMatchObject({ intact: true, anchored: true, problems: [] })
  expect(check.exhibits[0]).toEqual({ number: '2026-001-E01', sha256: sha256(photo), ok: true })
})

test('packet verify --root asks for the root that the reader knows', () => {
  const { rootFingerprint } = answer(z.object({ rootFingerprint: Sha }), ['vault', 'info', vault])
  const colons = rootFingerprint.toUpperCase().replace(/..(?=.)/g, '$&:')
  expect(words('packet', 'verify', at.file('packet.pdf'), '--root', colons)).toContain('(as you expected)')
  expect(at.run(['packet', 'verify', at.file('packet.pdf'), '--root', '0'.repeat(64)]).status).toBe(1)
})

test('vault audit and vault info', () => {
  const report = answer(shapes.audit, ['vault', 'audit', vault])
  expect(report).toMatchObject({ ok: true, exhibits: 5, problems: [] })
  expect(report.head.size).toBe(report.entries)
  expect(words('vault', 'audit', vault, '--new')).toContain('added since the last audit')
  expect(words('vault', 'audit', vault)).toMatch(
    /^Nothing was changed: \d+ entries and 5 exhibits checked in [\d.]+ s\.\n/,
  )
  expect(words('vault', 'info', vault)).toContain('4 reports, 2 cases, 5 exhibits, 1 packet\n')
})

test('demo goes the whole path', () => {
  const out = at.file('demo')
  const Demo = z.object({ vault: z.string(), case: z.string(), packet: z.string(), verified: z.literal(true) })
  const made = answer(Demo, ['demo', '--out', out])
  expect([made.vault, made.packet].every((path) => path.startsWith(out) && existsSync(path))).toBe(true)
  const again = at.run(['demo', '--out', out, '--json'])
  expect([again.status, again.json()]).toMatchObject([4, { error: { code: 'ALREADY_EXISTS' } }])
})
