import { expect, test } from 'vitest'
import { categories } from '../../../../../shared/contract/intake.ts'
import { severityLevels } from '../../../../../shared/contract/fields.ts'
import { levelOf, TriageTemplate } from '../../../../../shared/contract/triage-template.ts'
import { testPorts } from '../../../../../tests/support/app.ts'
import { shippedTemplates } from '../../templates/shipped.ts'

const shipped = shippedTemplates(testPorts('').resources, 'triage')
const methods = [...shipped].map(([key, body]) => ({ key, body: TriageTemplate.parse(body) }))
const rank = (level: (typeof severityLevels)[number]): number => severityLevels.indexOf(level)

test('every category has a method of its own, under its own name', () => {
  expect(methods.map(({ key }) => key).sort()).toEqual([...categories].sort())
  for (const { key, body } of methods) expect([key, body.category]).toEqual([key, key])
})

test.each(methods)(
  '$key: every set of observed factors reaches a level, and observing more never lowers it',
  ({ body }) => {
    const ids = body.factors.map(({ id }) => id)
    const set = (bits: number): Set<string> => new Set(ids.filter((_, at) => (bits >> at) & 1))
    const levels = Array.from({ length: 2 ** ids.length }, (_, bits) => levelOf(body, set(bits)))
    for (const [bits, { level, says }] of levels.entries()) {
      expect(severityLevels).toContain(level)
      expect(says).not.toBe('')
      for (const at of ids.keys()) {
        const more = levels[bits | (1 << at)]
        expect(rank(more?.level ?? 'low')).toBeGreaterThanOrEqual(rank(level))
      }
    }
    // Whatever is observed matters: each factor is named by a rule, and some factor alone is enough to act at once.
    const named = new Set(
      body.rules.flatMap(({ when }) => [...(when.all ?? []), ...(when.any ?? []), ...(when.atLeast?.of ?? [])]),
    )
    expect(ids.filter((id) => !named.has(id) && id !== 'traceable')).toEqual([])
    expect(levelOf(body, new Set(['danger-now'])).level).toBe('critical')
    expect(levels.some(({ level }) => level === body.otherwise.level)).toBe(true)
    // Each rule is the first that holds for some set: none stands there for nothing.
    const said = new Set(levels.map(({ says }) => says))
    for (const { says } of body.rules) expect(said).toContain(says)
  },
)

test.each(methods)('$key: the graver the level, the sooner somebody is told', ({ body: { duties } }) => {
  const first = (level: keyof typeof duties): number =>
    Math.min(...duties[level].map(({ within }) => within), Number.POSITIVE_INFINITY)
  expect(duties.critical.some(({ tell }) => tell === 'approver')).toBe(true)
  expect(first('critical')).toBeLessThanOrEqual(15)
  expect(first('critical')).toBeLessThanOrEqual(first('high'))
  expect(first('high')).toBeLessThanOrEqual(first('moderate'))
  expect(first('moderate')).toBeLessThanOrEqual(first('low'))
})

test('a method that would lower a level, or asks for what nobody can observe, is refused', () => {
  const threat = methods.find(({ key }) => key === 'threat')?.body
  const refused = (changes: object): string =>
    TriageTemplate.safeParse({ ...threat, ...changes }).error?.issues[0]?.message ?? 'taken'
  expect(refused({})).toBe('taken')
  expect(refused({ rules: [...(threat?.rules ?? [])].reverse() })).toMatch(/gravest first/)
  const rule = { level: 'critical', says: 'x' }
  expect(refused({ rules: [{ ...rule, when: { all: ['nobody-knows'] } }] })).toMatch(/which is no factor/)
  expect(refused({ rules: [{ ...rule, when: { atLeast: { many: 2, of: ['means', 'means'] } } }] })).toMatch(
    /asks for more/,
  )
  expect(refused({ rules: [{ ...rule, when: {} }] })).toMatch(/asks for nothing/)
})
