import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { times } from '../../../../tests/faults/measure.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

const people = ['R. Okafor', 'M. Sato', 'S. Adeyemi', 'I. Berg'] as const
type Person = (typeof people)[number]
const approves = new Set<Person>(['R. Okafor', 'M. Sato', 'S. Adeyemi'])
const wordsOf = (name: Person): string => (name === 'R. Okafor' ? passphrase : `${passphrase} ${name}`)

let t: TestApp
let ref: string
let atWork: Person
beforeEach(async () => {
  atWork = 'R. Okafor'
  t = testApp()
  ref = await newCase(t)
  for (const name of people.slice(1))
    await t.call('member.add', {
      name,
      roles: [approves.has(name) ? 'supervisor' : 'investigator'],
      passphrase: wordsOf(name),
    })
})
afterEach(() => t.end())

const as = async (name: Person): Promise<void> => {
  if (atWork !== name) await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: wordsOf(name) })
  atWork = name
}
const reason = 'r'

test('to hand a mandatory task on does not let whoever had or made it let it go', async () => {
  const { task } = await t.call('task.add', { case: ref, title: 'Tell counsel', mandatory: true })
  await t.call('task.change', { task, assignee: 'I. Berg' })
  await expect(t.call('task.waive', { task, reason })).rejects.toMatchObject({
    code: 'NEEDS_ANOTHER_MEMBER',
    message: expect.stringContaining('R. Okafor made it') as string,
  })
  await t.call('task.change', { task, assignee: 'M. Sato' })
  await t.call('task.change', { task, assignee: 'I. Berg' })
  await as('M. Sato')
  for (const attempt of [t.call('task.waive', { task, reason }), t.call('task.change', { task, mandatory: false })])
    await expect(attempt).rejects.toMatchObject({
      code: 'NEEDS_ANOTHER_MEMBER',
      message: expect.stringContaining('M. Sato had it') as string,
    })
  await as('S. Adeyemi')
  await t.call('task.waive', { task, reason })
})

test('what a playbook brought nobody made: the one who applied it may let it go, not the one who has it', async () => {
  await t.call('case.change', { case: ref, playbook: 'threat', owner: 'I. Berg' })
  const { items } = await t.call('task.list', { case: ref })
  const [own, other] = items.filter(({ mandatory }) => mandatory)
  await t.call('task.change', { task: own?.id ?? '', assignee: 'R. Okafor' })
  await t.call('task.change', { task: own?.id ?? '', assignee: 'I. Berg' })
  await expect(t.call('task.waive', { task: own?.id ?? '', reason })).rejects.toMatchObject({
    code: 'NEEDS_ANOTHER_MEMBER',
  })
  expect(other?.assignee.name).toBe('I. Berg')
  await t.call('task.waive', { task: other?.id ?? '', reason })
})

test('whoever hands it to whomever: nobody whose work a mandatory task ever was lets it go', async () => {
  const step = fc.record({
    who: fc.constantFrom(...people),
    what: fc.constantFrom('assign', 'assign', 'assign', 'mandatory', 'waive', 'waive'),
    to: fc.constantFrom(...people),
  })
  const property = fc.asyncProperty(
    fc.constantFrom(...people),
    fc.constantFrom(...people),
    fc.boolean(),
    fc.array(step, { minLength: 4, maxLength: 9 }),
    async (maker, first, mandatoryAtFirst, steps) => {
      await as(maker)
      const { task } = await t.call('task.add', {
        case: ref,
        title: 'T',
        assignee: first,
        mandatory: mandatoryAtFirst,
      })
      const hands = new Set<Person>([maker, first])
      let mandatory = mandatoryAtFirst
      for (const { who, what, to } of steps) {
        await as(who)
        if (what === 'assign') {
          const worked = await t.call('task.change', { task, assignee: to }).then(
            () => true,
            () => false,
          )
          if (worked) hands.add(to)
        } else if (what === 'mandatory') {
          if (mandatory) continue
          await t.call('task.change', { task, mandatory: true })
          mandatory = true
          hands.add(who)
        } else {
          const waived = t.call('task.waive', { task, reason })
          if (!mandatory || (approves.has(who) && !hands.has(who))) {
            await waived
            return
          }
          await expect(waived).rejects.toMatchObject({
            code: approves.has(who) ? 'NEEDS_ANOTHER_MEMBER' : 'NOT_ALLOWED',
          })
        }
      }
    },
  )
  await fc.assert(property, { numRuns: times(12, 6) })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
}, 120_000)
