import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyText } from '../../electron/core/record/vault/index.ts'
import { canonical, type Json } from '../../shared/kernel/canonical.ts'
import { ExportCheck, type ExportVerdict } from '../../shared/ledger/export.ts'
import { commitTo } from '../../shared/ledger/entry.ts'
import { makeLog, randomFrom, reseal, sha256 } from './export-logs.ts'

type Fields = Record<string, Json>

function verdictOn(lines: readonly string[]): ExportVerdict {
  const check = new ExportCheck({
    sha256,
    verify: verifyText,
    digest: () => {
      const hash = createHash('sha256')
      return { update: (text) => hash.update(text), hex: () => hash.copy().digest('hex') }
    },
  })
  for (const line of lines) check.add(line.replace(/\n$/, ''))
  return check.end()
}

/** A log whose second transaction begins with a note that is shown: lines header, entry 0, head, entry 1, … */
const log = (() => {
  for (let seed = 0; ; seed++) {
    const lines = makeLog(randomFrom(seed), 3)
    if (/note\.written.*"payload"/.test(lines[3] ?? '')) return lines
  }
})()
const [header, founding, head, note] = [0, 1, 2, 3]

const edited = (at: number, changes: (line: Fields) => Fields): string[] =>
  log.with(at, `${canonical(changes(JSON.parse(log[at] ?? '') as Fields))}\n`)
const entry = (at: number, changes: Fields): string[] =>
  edited(at, (line) => ({
    ...line,
    entry: canonical({ ...(JSON.parse(line['entry'] as string) as Fields), ...changes }),
  }))
/** An entry that committed to this payload, and shows it. */
const recording = (at: number, payload: string): string[] =>
  edited(at, (line) => {
    const commit = commitTo(sha256, Buffer.from(line['salt'] as string, 'hex'), payload)
    return { ...line, payload, entry: canonical({ ...(JSON.parse(line['entry'] as string) as Fields), commit }) }
  })
const body = (at: number): Fields => JSON.parse((JSON.parse(log[at] ?? '') as { payload: string }).payload) as Fields

const unnamed = 'The first line does not say which vault this is, or not how much of it.'
const noExport = 'This is not an export of a ledger.'
const formless = 'This entry does not have the form of an entry.'
const noCheckpoint = 'This head is not a checkpoint with one signature.'

// What is wrong is said of the line where it stands: who reads it looks there.
test.each<[what: string, lines: string[], line: number, message: string]>([
  ['a line that is no object', log.with(header, '[]\n'), 1, 'This line is not a JSON object in canonical form.'],
  ['a line that is nothing', log.with(header, 'null\n'), 1, 'This line is not a JSON object in canonical form.'],
  ['a line that is no JSON', log.with(note, '{\n'), 4, 'This line cannot be read.'],
  ['another kind of file', edited(header, (line) => ({ ...line, format: 'x' })), 1, noExport],
  ['a field more', edited(header, (line) => ({ ...line, more: 1 })), 1, noExport],
  ['a version that never was', edited(header, (line) => ({ ...line, version: 0 })), 1, noExport],
  [
    'a later version',
    edited(header, (line) => ({ ...line, version: 3, more: 1 })),
    1,
    'A newer Holdfast made this export (version 3; this one reads versions 1 and 2).',
  ],
  ['a vault that is no word', edited(header, (line) => ({ ...line, vault: 7, origin: 'holdfast/7' })), 1, unnamed],
  ['the origin of another vault', edited(header, (line) => ({ ...line, origin: 'holdfast/x' })), 1, unnamed],
  ['half an entry', edited(header, (line) => ({ ...line, size: 1.5 })), 1, unnamed],
  ['a disclosure in no list', edited(header, (line) => ({ ...line, disclosure: 'all' })), 1, unnamed],
  ['a disclosure of no words', edited(header, (line) => ({ ...line, disclosure: ['all', 1] })), 1, unnamed],
  ['an entry that is none', edited(founding, (line) => ({ ...line, entry: '{}' })), 2, formless],
  ['a time without its milliseconds', entry(founding, { at: '2026-01-01T00:00:00Z' }), 2, formless],
  ['a place that is another’s', entry(founding, { seq: 1 }), 2, 'This is entry 1, where entry 0 should be.'],
  [
    'an entry before the first',
    entry(founding, { prev: 'ab'.repeat(32) }),
    2,
    'Entry 0 is chained to other bytes than those of the entry before it.',
  ],
  [
    'another first entry',
    entry(founding, { type: 'note.written' }),
    2,
    'A ledger begins with the entry vault.created.',
  ],
  ['a vault made twice', entry(note, { type: 'vault.created' }), 4, 'A ledger begins with the entry vault.created.'],
  ['no head between', log.toSpliced(head, 1), 3, 'No signed head covers entry 0.'],
  ['an author from nowhere', entry(note, { actor: 'm9' }), 4, 'Entry 1 is by nobody who was a member then.'],
  [
    'a reason nobody knows',
    edited(note, ({ entry: text = null }) => ({ entry: text, reason: 'lost' })),
    4,
    'Entry 1 gives no known reason for what it leaves out.',
  ],
  [
    'a key that is left out',
    edited(founding, ({ entry: text = null }) => ({ entry: text, reason: 'asked' })),
    2,
    'Entry 0 says whose key signs, and must show it.',
  ],
  [
    'neither shown nor withheld',
    edited(note, ({ salt: _, ...line }) => line),
    4,
    'Entry 1 neither shows nor withholds what it recorded.',
  ],
  [
    'a short salt',
    edited(note, (line) => ({ ...line, salt: '00' })),
    4,
    'Entry 1 neither shows nor withholds what it recorded.',
  ],
  [
    'another payload',
    edited(note, (line) => ({ ...line, payload: '{}' })),
    4,
    'What entry 1 is said to have recorded is not what it committed to.',
  ],
  [
    'a payload that is no object',
    recording(note, '[]'),
    4,
    'What entry 1 recorded is not a JSON object in canonical form.',
  ],
  [
    'the first entry of another vault',
    recording(founding, canonical({ ...body(founding), vault: 'x' })),
    2,
    'The first entry is that of another vault.',
  ],
  [
    'a founder without a name',
    recording(founding, canonical({ ...body(founding), member: { ed25519: 'ab'.repeat(32) } })),
    2,
    'Entry 0 does not say whose key it is about.',
  ],
  [
    'a founder without a key',
    recording(founding, canonical({ ...body(founding), member: { id: 'm0', ed25519: 'ab' } })),
    2,
    'Entry 0 brings no key.',
  ],
  ['a head that is no checkpoint', edited(head, () => ({ head: 'x' })), 3, noCheckpoint],
  ['a head with a field more', edited(head, (line) => ({ ...line, more: 1 })), 3, noCheckpoint],
  [
    'a head of another ledger',
    edited(head, (line) => ({ head: (line['head'] as string).replace('holdfast/', 'holdfast/x') })),
    3,
    'This head speaks of another ledger.',
  ],
  [
    'a head over more than is there',
    edited(head, (line) => ({ head: (line['head'] as string).replace('\n1\n', '\n2\n') })),
    3,
    'A head over 2 entries does not belong here.',
  ],
  ['a head twice', log.toSpliced(head, 0, log[head] ?? ''), 4, 'A head over 1 entry does not belong here.'],
  [
    'a head by a stranger',
    edited(head, (line) => ({ head: (line['head'] as string).replace('member/m0', 'member/m1') })),
    3,
    'No key that was in force fits the signature of the head over 1 entry.',
  ],
  [
    'a line of no kind',
    edited(note, () => ({ more: 1 })),
    4,
    'This line is neither an entry nor a head, and not the end.',
  ],
  [
    'a last line that counts wrongly',
    edited(log.length - 1, (line) => ({ ...line, withheld: 99 })),
    log.length,
    'The last line does not count what is there.',
  ],
  [
    'a last line of other lines',
    edited(log.length - 1, (line) => ({ ...line, sha256: 'ab'.repeat(32) })),
    log.length,
    'The lines do not have the hash that the last one states.',
  ],
  ['something after the end', [...log, '{}\n'], log.length + 1, 'Something follows the last line.'],
  ['no end', log.slice(0, -1), log.length - 1, 'The export has no end: its last line is missing.'],
])('%s is refused at its line', (_, lines, line, message) => {
  expect(verdictOn(lines)).toMatchObject({ ok: false, problem: { line, message } })
})

test('the earlier version is read as well, and the first line counts the entries', () => {
  expect(verdictOn(log).problem).toBeNull()
  const first = edited(header, (line) => ({ ...line, version: 1 }))
  expect(verdictOn(reseal(first.slice(0, -1))).problem).toBeNull()
  const { size } = JSON.parse(log[header] ?? '') as { size: number }
  const more = edited(header, (line) => ({ ...line, size: size + 1 }))
  const sum = createHash('sha256').update(more.slice(0, -1).join('')).digest('hex')
  const end = canonical({ ...(JSON.parse(log.at(-1) ?? '') as Fields), sha256: sum })
  expect(verdictOn([...more.slice(0, -1), `${end}\n`]).problem?.message).toBe(
    `The first line says ${size + 1} entries; there are ${size}.`,
  )
})

test('what follows a refusal changes nothing of it', () => {
  const check = verdictOn([log[header] ?? '', '[]\n', ...log.slice(1)])
  expect(check).toMatchObject({ ok: false, entries: 0, problem: { line: 2 } })
})
