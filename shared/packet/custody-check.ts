import { count } from '../kernel/show.ts'
import { isAbout, show, type Carried } from './differs.ts'
import type { Manifest } from './manifest.ts'

type Step = Manifest['exhibits'][number]['custody'][number]

/** Where the register's steps of custody contradict the entries that recorded them, in words. */
export function checkCustody({ version, exhibits }: Manifest, carried: Carried[]): string[] {
  const wrong: string[] = []
  const steps = carried.filter(({ entry }) => entry.type === 'custody.recorded')
  const added = new Map(
    carried.filter(({ entry }) => entry.type === 'exhibit.added').map((one) => [one.entry.seq, one]),
  )
  const bySeq = new Map(steps.map((one) => [one.entry.seq, one]))
  const claimed = new Set<number>()
  let rows = 0
  for (const exhibit of exhibits) {
    rows += exhibit.custody.length
    if (!('entry' in exhibit)) continue
    const subject = added.get(exhibit.entry)?.entry.subject
    let before = -1
    for (const step of exhibit.custody) {
      const { entry: seq, action } = step
      if (seq <= before) wrong.push(`Exhibit ${exhibit.number}: its steps of custody are not in the ledger’s order.`)
      before = seq
      const isFirst = seq === exhibit.entry
      if (claimed.has(seq)) wrong.push(`Two steps of custody name the ledger's entry ${seq}.`)
      claimed.add(seq)
      if (isFirst ? subject === undefined : bySeq.get(seq)?.entry.subject !== subject || subject === undefined)
        wrong.push(
          `Exhibit ${exhibit.number}: the packet carries no ledger entry ${seq} for the step of custody “${action}”.`,
        )
      const recorded = isFirst ? added.get(seq) : bySeq.get(seq)
      for (const what of recorded ? contradictions(step, recorded, exhibit.number) : [])
        wrong.push(`Exhibit ${exhibit.number}: of the step “${action}” the ledger’s entry ${seq} has ${what}.`)
    }
    if (!exhibit.custody.some(({ entry: seq }) => seq === exhibit.entry))
      wrong.push(`Exhibit ${exhibit.number}: its custody does not begin with its collection.`)
  }
  if (version > 1)
    for (const seq of bySeq.keys())
      if (!claimed.has(seq))
        wrong.push(`The ledger's entry ${seq} records a step of custody that the register does not have.`)
  // Version 1 names no entries: each exhibit has its collection, and each other step an entry.
  if (version === 1 && rows !== exhibits.length + steps.length)
    wrong.push(
      `The register has ${count(rows, 'step')} of custody; the ledger entries that the packet carries, ${exhibits.length + steps.length}.`,
    )
  return wrong
}

/** Of a step of custody the fields in which an entry, where it is disclosed, says the same: those of the payload by the step's. */
const collection: Readonly<Partial<Record<keyof Step, string>>> = { to: 'collectedBy', place: 'place', note: 'method' }
const recording: Readonly<Partial<Record<keyof Step, string>>> = {
  action: 'action',
  from: 'from',
  to: 'to',
  place: 'place',
  purpose: 'purpose',
  note: 'method',
}

/** What an entry says otherwise than the step of custody that names it, in words. */
function contradictions(step: Step, { entry, payload }: Carried, number: string): string[] {
  const isFirst = entry.type === 'exhibit.added'
  const wrong: string[] = []
  if (!isAbout(step.recordedAt, entry.at)) wrong.push(`the time ${entry.at}, the register ${step.recordedAt}`)
  if (!payload) return wrong
  const happened = payload[isFirst ? 'collectedAt' : 'custodyAt']
  if (!isAbout(step.at, happened)) wrong.push(`the time ${show(happened)}, the register ${step.at}`)
  if (!isFirst && payload['number'] !== number) wrong.push(`exhibit ${show(payload['number'])}`)
  for (const [field, name] of Object.entries(isFirst ? collection : recording)) {
    if (!Object.hasOwn(payload, name)) continue
    const inLedger = payload[name] ?? undefined
    const said = typeof inLedger === 'string' ? inLedger.toWellFormed() : inLedger
    const inRegister = step[field as keyof Step]
    if (said !== inRegister) wrong.push(`the ${name} ${show(said)}, the register ${show(inRegister)}`)
  }
  return wrong
}
