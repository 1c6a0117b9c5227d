import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'

const renderer = join(import.meta.dirname, '../../renderer')
const screens = globSync('features/**/*.tsx', { cwd: renderer }).map((name) => ({
  name: relative('features', name),
  text: readFileSync(join(renderer, name), 'utf8'),
}))
const procedures = new Map(Object.entries(contract))

/** What a member does to their own keys needs an open vault and no role, so that no button can lack it. */
const ofOneself = 'vault.open'
/** Screens whose keys or sub-forms do what their own buttons do not. */
const elsewhere = new Set([
  'ledger/work-on.tsx',
  'intake/queue-screen.tsx',
  'intake/just-gone.tsx',
  'intake/report-form.tsx',
  'exhibits/report-exhibits.tsx',
  'exhibits/evidence-tab.tsx',
  'exhibits/exhibit-panel.tsx',
  'report-form/sealed-report.tsx',
  'travel/calendar-legs.tsx',
  'vault/audit-schedule.tsx',
  'packet/packets-tab.tsx',
])

/** What asks about an exhibit that is open: nothing is recorded. */
const asking = new Set(['evidence/find-side.tsx', 'evidence/locked-view.tsx', 'evidence/read-text.tsx'])

test('what records something is done by a button that says when it cannot: it names the permission of its call', () => {
  const wanting = screens.flatMap(({ name, text }) => {
    const calls = [...text.matchAll(/use(?:Command|Task)\(\s*'([^']+)'/g)].map(([, call = '']) => call)
    // A form of a call has a button that needs what the call does; one that is drawn by hand names it.
    const forms = [...text.matchAll(/useContractForm\(\s*'([^']+)'|<ReasonForm\s+call="([^"]+)"/g)].map(
      ([, call, reasoned]) => call ?? reasoned ?? '',
    )
    const drawn = /<(?:ContractForm|FormPanel|ReasonForm)\b/.test(text) || text.includes('form.needs')
    const permissions = (names: readonly string[]): Set<string | null> =>
      new Set(names.map((call) => procedures.get(call)?.permission ?? null))
    const held = permissions(drawn ? forms : [])
    return [...permissions([...calls, ...forms])]
      .filter((permission) => !held.has(permission))
      .filter((permission) => permission !== null && permission !== ofOneself)
      .filter(() => !elsewhere.has(name) && !asking.has(name))
      .filter((permission) => !text.includes(`needs="${permission}"`) && !text.includes(`'${permission}'`))
      .map((permission) => `${name} calls for ${permission}, and no Act needs it`)
  })
  expect(wanting).toEqual([])
})

test('a plain button sends no form but without a vault, about the member’s own keys, to ask, or to end reading only', () => {
  const plain = screens
    .filter(({ text }) => /<Button\b[^>]*type="submit"/s.test(text))
    .map(({ name }) => name)
    .filter((name) => !asking.has(name))
    .filter((name) => !/^(?:vault|computer)\//.test(name) && name !== 'ledger/work-on.tsx')
  expect(plain).toEqual([])
})
