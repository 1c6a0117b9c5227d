import { z } from 'zod'
import { newIdentity } from '../../electron/core/record/vault/identity.ts'
import { views } from '../../electron/core/views.ts'

// One entry of every type that the record knows, about one case and what belongs to it, each text of it a canary of its
// own: the tag, the type and the field. Made from the schemas, so that a field that is added is seeded too.

interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  minimum?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  propertyNames?: { enum?: string[] }
}

export const instant = '2026-11-23T06:42:00.000-05:00'
const isInstant = /(?:At|Due|Time|Back)$|^(?:due|until|since|before|now|notBefore|notAfter|next)$/
const isDay = /On$|^by$/

/** Hexadecimal digits that are the same for the same words, and for no others. */
function hexOf(words: string, length: number): string {
  let hex = ''
  for (let round = 0; hex.length < length; round++) {
    let sum = 2_166_136_261 ^ round
    for (const unit of words) sum = Math.imul(sum ^ (unit.codePointAt(0) ?? 0), 16_777_619) >>> 0
    hex += sum.toString(16).padStart(8, '0')
  }
  return hex.slice(0, length)
}

function textOf(schema: Schema, words: string, name: string): string {
  const [, digits] = /^\^\[0-9a-f\]\{(\d+)/.exec(schema.pattern ?? '') ?? []
  if (digits) return hexOf(words, Number(digits))
  if (schema.pattern?.startsWith('^[a-z][a-z0-9-]')) return words.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60)
  if (name === 'zone') return 'Europe/Lisbon'
  if (isInstant.test(name)) return instant
  return isDay.test(name) ? '2026-12-24' : words
}

/** A value of a schema in which every field is there and every text says where it stands. `name`: the field's, or its parent's. */
function valueOf(schema: Schema, words: string, name: string): unknown {
  const options = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null')
  if (options?.[0]) return valueOf(options[0], words, name)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const { properties } = schema
  if (properties && 'precision' in properties)
    return { value: '2026-11-23T06:42', zone: 'America/New_York', precision: 'minute' }
  if (properties?.['type']?.const === 'doc')
    return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
  if (properties) {
    const named = Object.entries(properties).map(([key, part]) => [
      key,
      valueOf(part, `${words}/${key}`, key === 'from' || key === 'to' ? name : key),
    ])
    return Object.fromEntries(named)
  }
  if (typeof schema.additionalProperties === 'object')
    return {
      [schema.propertyNames?.enum?.[0] ?? `${words}/any`]: valueOf(schema.additionalProperties, `${words}/value`, name),
    }
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type
  if (type === 'array') return [valueOf(schema.items ?? {}, `${words}/0`, name)]
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  return type === 'boolean' ? true : textOf(schema, words, name)
}

/** Ids and numbers of one case and of what is in it. */
interface Named {
  tag: string
  serial: number
  case: string
  caseNumber: string
  report: string
  order: string
}

export const named = (tag: string, serial: number): Named => ({
  tag,
  serial,
  case: `case-of-${serial}`,
  caseNumber: `2026-${serial}`,
  report: `report-of-${serial}`,
  order: `order-of-${serial}`,
})

export interface Seed {
  type: string
  subject: string
  case?: string
  payload: Record<string, unknown>
}

type About = [type: string, subject: string, set?: Record<string, unknown>]

/** What is in a case, in an order in which it may be recorded. */
const ofCase = ({ serial, caseNumber, case: id, report }: Named): About[] => {
  const own = (what: string): string => `${what}-of-${serial}`
  const numbers = { serial, number: `N-${serial}` }
  const who = { id: own('subject'), number: `S-${serial}`, name: 'W' }
  const due = (duty: string): object => ({ id: own(duty), tell: 'supervisor', what: 'w', due: instant, within: 60 })
  return [
    ['report.promoted', report, { caseNumber }],
    ['report.merged', own('merged'), { caseNumber }],
    ['report.severity-set', report, { duties: [due('graded')], superseded: [] }],
    ['duty.acknowledged', report, { duty: own('triaged') }],
    ['case.opened', id, { ...numbers, number: caseNumber, year: 2026, report }],
    ['case.changed', id],
    ['exhibit.added', own('exhibit'), { ...numbers, blob: hexOf(own('blob'), 32), report: undefined }],
    ['custody.recorded', own('exhibit')],
    ['item.added', own('item'), numbers],
    ['item.handled', own('item')],
    ['receipt.signed', own('item')],
    ['items.audited', id, { caseNumber, found: [{ id: own('item'), number: 'N' }] }],
    ['item.disposed', own('item')],
    ['mark.made', own('exhibit'), { ...numbers, mark: own('mark') }],
    ['mark.changed', own('exhibit'), { mark: own('mark') }],
    ['mark.withdrawn', own('exhibit'), { mark: own('mark') }],
    ['record.marked', own('exhibit'), { record: { kind: 'exhibit', id: own('exhibit'), number: 'N' } }],
    ['privilege.marked', own('exhibit'), { record: { kind: 'exhibit', id: own('exhibit'), number: 'N' } }],
    ['privilege.span-ended', own('exhibit'), { record: { kind: 'exhibit', id: own('exhibit'), number: 'N' } }],
    ['privilege.withdrawn', own('exhibit'), { record: { kind: 'exhibit', id: own('exhibit'), number: 'N' } }],
    ['exhibits.verified', id, { failed: [{ id: own('exhibit'), number: 'N', problem: 'p' }] }],
    ['note.saved', own('note')],
    ['note.sealed', own('note')],
    ['note.witnessed', own('note')],
    ['note.added', own('note')],
    ['note.struck', own('note')],
    ['interview.planned', own('interview'), numbers],
    ['interview.replanned', own('interview')],
    ['interview.started', own('interview')],
    ['interview.attended', own('interview')],
    ['interview.warned', own('interview')],
    ['interview.said', own('interview')],
    ['interview.covered', own('interview')],
    ['interview.paused', own('interview')],
    ['interview.resumed', own('interview')],
    ['interview.ended', own('interview')],
    ['interview.corrected', own('interview')],
    ['interview.recorded', own('interview')],
    ['interview.measured', own('interview')],
    ['statement.drafted', own('statement'), { ...numbers, revision: 1 }],
    ['statement.adopted', own('statement')],
    ['statement.refused', own('statement')],
    ['task.added', own('task'), numbers],
    ['task.changed', own('task')],
    ['task.completed', own('task')],
    ['task.reopened', own('task')],
    ['task.waived', own('task')],
    ['playbook.applied', id],
    ['communication.logged', own('communication'), numbers],
    ['communication.struck', own('communication')],
    ['leg.planned', own('leg'), numbers],
    ['leg.changed', own('leg')],
    ['leg.reported', own('leg')],
    ['leg.cancelled', own('leg')],
    ['leg.deviated', own('deviation'), { leg: own('leg') }],
    ['deviation.settled', own('deviation'), { leg: own('leg') }],
    ['advisory.attached', own('advisory')],
    ['assessment.made', own('assessment'), numbers],
    ['assessment.withdrawn', own('assessment')],
    ['decision.submitted', own('decision'), numbers],
    ['decision.returned', own('decision')],
    ['decision.approved', own('decision')],
    ['decision.superseded', own('decision')],
    ['decision.withdrawn', own('decision')],
    ['allegation.made', own('allegation'), numbers],
    ['allegation.found', own('allegation')],
    ['allegation.withdrawn', own('allegation')],
    ['assertion.made', own('assertion'), numbers],
    ['assertion.placed', own('assertion')],
    ['assertion.linked', own('assertion'), { link: own('link') }],
    ['assertion.unlinked', own('assertion'), { link: own('link') }],
    ['assertion.withdrawn', own('assertion')],
    ['element.added', own('element'), { ...numbers, allegation: { id: own('allegation'), number: `N-${serial}` } }],
    ['element.withdrawn', own('element')],
    ['clock.checked', own('clock'), numbers],
    ['clock.withdrawn', own('clock')],
    ['contradiction.answered', id],
    ['closure.concluded', id],
    ['watch.set', own('watch'), numbers],
    ['watch.answered', own('watch')],
    ['watch.handed-over', own('watch')],
    ['closure.requested', id],
    ['closure.returned', id],
    ['closure.approved', id],
    ['closure.withdrawn', id],
    ['involvement.recorded', id, { involvement: own('in-case'), who }],
    ['involvement.changed', id, { involvement: own('in-case'), who }],
    ['involvement.withdrawn', id, { involvement: own('in-case'), who }],
    ['subject.photo-linked', id, { photo: own('photo'), who }],
    ['subject.photo-withdrawn', id, { photo: own('photo'), who }],
    ['case.closed', id],
    ['case.reopened', id],
  ]
}

/** What is about a report of the case and was recorded before it was in one. */
const ofReport = ({ serial, report }: Named): About[] => {
  const own = (what: string): string => `${what}-of-${serial}`
  const who = { id: own('subject'), number: `S-${serial}`, name: 'W' }
  const duty = (of: string): object => ({ id: own(of), tell: 'supervisor', what: 'w', due: instant, within: 60 })
  const kept = { serial, number: `R-${serial}-E01`, report: { id: report, number: `R-${serial}` } }
  return [
    ['report.received', report, { serial, number: `R-${serial}`, duties: [duty('received')], superseded: [] }],
    ['report.triaged', report, { duties: [duty('triaged')], superseded: [] }],
    ['report.assigned', report],
    ['report.snoozed', report],
    [
      'report.received',
      own('merged'),
      { serial: serial + 100, number: `R-${serial + 100}`, duties: [], superseded: [] },
    ],
    ['exhibit.added', own('beside'), { ...kept, blob: hexOf(own('beside'), 32), caseNumber: undefined }],
    ['custody.recorded', own('beside')],
    ['record.marked', own('beside'), { record: { kind: 'exhibit', id: own('beside'), number: 'N' } }],
    ['privilege.marked', own('beside'), { record: { kind: 'exhibit', id: own('beside'), number: 'N' } }],
    ['privilege.marked', report, { record: { kind: 'report', id: report, number: 'N' } }],
    ['exhibits.verified', report, { caseNumber: undefined, failed: [] }],
    ['involvement.recorded', report, { involvement: own('in-report'), who }],
    ['involvement.changed', report, { involvement: own('in-report'), who }],
  ]
}

/** What stays when the case is destroyed: what left the house, what was decided about the record, orders and holds. */
const keptOfCase = ({ serial, caseNumber }: Named): About[] => {
  const own = (what: string): string => `${what}-of-${serial}`
  return [
    ['packet.built', own('packet'), { packet: own('packet'), caseNumber }],
    ['packet.handed-over', own('packet'), { packet: own('packet'), caseNumber }],
    ['history.exported', `case-of-${serial}`, { caseNumber }],
    ['note.printed', own('note')],
    ['ledger.exported', own('export'), { caseNumber }],
    ['hold.placed', own('hold'), { caseNumber }],
    ['hold.lifted', own('hold'), { caseNumber }],
    ['destruction.ordered', own('order'), { caseNumber, size: 1_000_000 }],
  ]
}

/** What is about the vault, its people and the subjects that outlive cases. */
const ofHouse = (serial: number): About[] => {
  const own = (what: string): string => `${what}-of-${serial}`
  const who = { id: own('subject'), number: `S-${serial}`, name: 'W' }
  const into = { id: own('other'), number: `S-${serial + 1}`, name: 'W' }
  const merge = { into, from: who }
  const member = { member: own('member') }
  const request = { nonce: hexOf('nonce', 32) }
  return [
    ['subject.added', own('subject'), { serial, number: `S-${serial}` }],
    ['subject.changed', own('subject')],
    ['subject.alias-added', own('subject'), { alias: own('alias') }],
    ['subject.identified', own('subject'), { identifier: own('identifier') }],
    ['subject.merged', own('subject'), merge],
    ['subject.unmerged', own('subject'), merge],
    ['subject.alias-withdrawn', own('subject'), { alias: own('alias') }],
    ['subject.identifier-withdrawn', own('subject'), { identifier: own('identifier') }],
    ['report.received', own('report'), { serial, number: `R-${serial}`, duties: [], superseded: [] }],
    ['report.declined', own('report')],
    ['destruction.declined', own('declined')],
    [
      'record.destroyed',
      own('gone'),
      { case: { id: own('gone'), number: 'gone', year: 1, serial }, reports: [], entries: [], blobs: [] },
    ],
    ['work.handed-over', own('member')],
    ['table.imported', own('vault')],
    ['late-entry.set', own('vault')],
    ['template.saved', own('template')],
    ['template.retired', own('template')],
    ['intake-key.made', own('key')],
    ['intake-key.destroyed', own('key')],
    ['form.exported', own('vault')],
    ['form.imported', own('form')],
    ['ledger.older-accepted', own('vault')],
    ['ledger.superseded', own('vault')],
    ['head.witnessed', own('vault')],
    ['head.cosigned', own('vault')],
    ['head.timestamp-requested', own('vault'), request],
    ['head.timestamped', own('vault'), request],
    ['access.failed', own('vault')],
    ['access.refused', own('member')],
    ['audit.scheduled', own('vault')],
    ['clock.turned-back', own('device')],
    ['vault.created', own('vault'), { identity }],
    ['vault.identified', own('vault'), { identity }],
    ['vault.fingerprint-accepted', own('vault')],
    ['vault.header-changed', own('vault')],
    ['vault.rekeyed', own('vault')],
    ['vault.audited', own('vault')],
    ['shelf.audited', own('vault')],
    ['vault.backed-up', own('vault')],
    ['vault.restored', own('vault')],
    ['vault.upgraded', own('vault')],
    ['vault.compacted', own('vault')],
    ['member.added', own('member'), member],
    ['member.activated', own('member'), member],
    ['member.keys-renewed', own('member'), member],
    ['member.roles-changed', own('member'), member],
    ['member.revoked', own('member'), member],
    ['certificate.requested', own('member'), member],
    ['certificate.issued', own('member'), member],
    ['certificate.revoked', own('member'), member],
    ['certificate.revocations-listed', own('vault')],
  ]
}

const schemas = new Map(
  views.flatMap(({ entries }) =>
    Object.entries(entries).map(([type, payload]) => [
      type,
      z.toJSONSchema(payload, { unrepresentable: 'any', io: 'output' }) as Schema,
    ]),
  ),
)

/** What a schema asks of fields together. */
const made: Record<string, (payload: Record<string, unknown>) => object> = {
  'playbook.applied': ({ body }) => {
    const { tasks, ...playbook } = body as { tasks: object[] }
    return { body: { ...playbook, tasks: tasks.map((task) => ({ ...task, dependsOn: [], due: undefined })) } }
  },
}

const identity = newIdentity(() => new Uint8Array(32), hexOf('founder', 64))

const seeded = (tag: string, about: About[], of?: string): Seed[] =>
  about.map(([type, subject, set = {}]) => {
    const schema = schemas.get(type)
    if (!schema) throw new Error(`no entry has the type ${type}`)
    const whole = valueOf(schema, `${tag}:${type}`, '') as Record<string, unknown>
    const payload = Object.entries({ ...whole, ...made[type]?.(whole), ...set })
    const given = payload.filter(([, value]) => value !== undefined)
    return { type, subject, payload: Object.fromEntries(given), ...(of === undefined ? {} : { case: of }) }
  })

/** What goes when the case is destroyed. */
export const seedsOfCase = (one: Named): Seed[] => [
  ...seeded(one.tag, ofReport(one)),
  ...seeded(one.tag, ofCase(one), one.case),
]
/** What is about the case and stays; its order is approved by another than whoever records it. */
export const seedsThatStay = (one: Named): Seed[] => seeded(one.tag, keptOfCase(one), one.case)
export const seedsOfHouse = (tag: string, serial: number): Seed[] => seeded(tag, ofHouse(serial))
