import { count } from '../kernel/show.ts'
import { parseEntry } from '../ledger/entry.ts'
import { parseNote } from '../ledger/note.ts'
import { checkCustody } from './custody-check.ts'
import { show, type Carried } from './differs.ts'
import type { Manifest } from './manifest.ts'

/**
 * Where the manifest contradicts the ledger entries that it carries, in words: its case, its register of exhibits, their
 * custody, and the texts of the pages. Whether the entries are the ledger's own is `checkLedgerOf`'s to say.
 */
export function checkRegister(manifest: Manifest): string[] {
  const carried = carriedEntries(manifest)
  return [
    ...checkEntries(manifest, carried),
    ...checkTimes(manifest, carried),
    ...checkExhibitsAgainst(manifest, carried),
    ...checkCustody(manifest, carried),
    ...checkTexts(manifest, carried),
  ]
}

/** Numbers of the exhibits whose hash a disclosed entry of the ledger has; the others' rest on the packet's signature. */
export function exhibitsInLedger(manifest: Manifest): Set<string> {
  const numbers = new Set<string>()
  for (const { entry, payload } of carriedEntries(manifest))
    if (entry.type === 'exhibit.added' && payload && typeof payload['number'] === 'string')
      numbers.add(payload['number'])
  return numbers
}

// An entry that cannot be read is named by `checkLedgerOf`.
function carriedEntries({ entries }: Manifest): Carried[] {
  return entries.flatMap(({ bytes, disclosure }) => {
    const entry = parseEntry(bytes)
    return entry ? [{ entry, payload: disclosure && objectIn(disclosure.payload) }] : []
  })
}

export function objectIn(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Types that come into a packet from before its reports were part of the case. */
const beforeTheCase = new Set(['report.received', 'exhibit.added', 'custody.recorded'])
const joins = new Set(['report.promoted', 'report.merged'])

function checkEntries(manifest: Manifest, carried: Carried[]): string[] {
  const wrong: string[] = []
  const reports = new Set(carried.flatMap(({ entry }) => (joins.has(entry.type) ? [entry.subject] : [])))
  const { case: ours, version } = manifest
  let last = -1
  let isNumberProved = false
  for (const { entry, payload } of carried) {
    const { seq, type, subject } = entry
    if (seq <= last) wrong.push(`Entry ${seq} comes twice or out of its order.`)
    last = Math.max(last, seq)
    if (entry.case !== undefined && entry.case !== ours.id) wrong.push(`Entry ${seq} (${type}) is of another case.`)
    if (entry.case === undefined && !beforeTheCase.has(type)) wrong.push(`Entry ${seq} (${type}) is of no case.`)
    if (type === 'report.received' && !reports.has(subject))
      wrong.push(`Entry ${seq} is of a report that no carried entry makes part of the case.`)
    const number = type === 'case.opened' ? payload?.['number'] : payload?.['caseNumber']
    if (number !== undefined && number !== ours.number)
      wrong.push(`Entry ${seq} (${type}) is of case ${show(number)}; the packet says ${ours.number}.`)
    if (entry.case === ours.id && number === ours.number) isNumberProved = true
  }
  if (version > 1 && !isNumberProved) wrong.push(`No disclosed entry says that the case has the number ${ours.number}.`)
  return wrong
}

/** In milliseconds; for a clock that was set meanwhile. */
const day = 86_400_000

/** A packet is prepared after what it carries was recorded. */
function checkTimes({ preparedAt, ledger }: Manifest, carried: Carried[]): string[] {
  const prepared = Date.parse(preparedAt)
  const late = (at: string | undefined): boolean => at !== undefined && Date.parse(at) > prepared + day
  const wrong: string[] = []
  const head = parseNote(ledger.note)?.checkpoint.at
  if (late(head))
    wrong.push(`The packet says that it was prepared at ${preparedAt}, and its ledger’s head is of ${head}.`)
  for (const { entry } of carried)
    if (late(entry.at))
      wrong.push(`The packet says that it was prepared at ${preparedAt}, and its entry ${entry.seq} is of ${entry.at}.`)
  return wrong
}

function checkExhibitsAgainst({ version, exhibits }: Manifest, carried: Carried[]): string[] {
  const wrong: string[] = []
  const added = carried.filter(({ entry }) => entry.type === 'exhibit.added')
  const numbers = new Set<string>()
  const claimed = new Set<Carried>()
  const unproved: string[] = []
  for (const exhibit of exhibits) {
    const { number, disposition } = exhibit
    if (numbers.has(number)) wrong.push(`The register has exhibit ${number} twice.`)
    numbers.add(number)
    const found =
      'entry' in exhibit
        ? added.find(({ entry }) => entry.seq === exhibit.entry)
        : added.find(({ payload }) => payload?.['number'] === number)
    if (!found) {
      if (version > 1) wrong.push(`The packet carries no ledger entry that adds exhibit ${number}.`)
      else unproved.push(number)
      continue
    }
    if (claimed.has(found)) wrong.push(`Exhibit ${number} names the entry of another exhibit.`)
    claimed.add(found)
    const { entry, payload } = found
    if (disposition === 'withheld' && payload)
      wrong.push(`Exhibit ${number} is said to be withheld, but entry ${entry.seq} discloses it.`)
    if (!payload) continue
    for (const [what, inLedger, inRegister] of differences(payload, exhibit))
      if (inLedger !== inRegister)
        wrong.push(
          `Exhibit ${number}: the ledger's entry ${entry.seq} has the ${what} ${show(inLedger)}, the register ${show(inRegister)}.`,
        )
  }
  const left = added.filter((one) => !claimed.has(one))
  for (const { entry, payload } of left)
    if (payload || version > 1)
      wrong.push(`The ledger's entry ${entry.seq} adds an exhibit${nameOf(payload)} that the register does not have.`)
  // Before version 2 an entry that is not disclosed cannot be told apart from another: their number is all that is known.
  const closed = left.filter(({ payload }) => !payload).length
  if (version === 1 && closed !== unproved.length)
    wrong.push(
      closed < unproved.length
        ? `The packet carries no ledger entry for ${unproved.length - closed} of these exhibits: ${unproved.join(', ')}.`
        : `The packet carries ${count(closed - unproved.length, 'entry', 'entries')} that add an exhibit which the register does not have.`,
    )
  return [...wrong, ...checkSerials(added)]
}

const nameOf = (payload: Carried['payload']): string => {
  const number = payload?.['number']
  return typeof number === 'string' ? ` (${number})` : ''
}

type Difference = [what: string, inLedger: unknown, inRegister: unknown]

function differences(payload: Record<string, unknown>, exhibit: Manifest['exhibits'][number]): Difference[] {
  const { number, sha256, size, originalName, mediaType } = exhibit
  const name = payload['fileName']
  const type = payload['mediaType']
  return [
    ['number', payload['number'], number],
    ['SHA-256', payload['sha256'], sha256],
    ['size', payload['size'], size],
    ['file name', typeof name === 'string' ? name.toWellFormed() : name, originalName],
    // A type that is none is written as that of unknown bytes.
    [
      'media type',
      mediaType === 'application/octet-stream' ? mediaType : typeof type === 'string' ? type.toLowerCase() : type,
      mediaType,
    ],
  ]
}

/** Exhibits of a case, and of a report, are counted from 1: a number that is too high says that others were left out. */
function checkSerials(added: Carried[]): string[] {
  const groups = new Map<string, { highest: number; known: number }>()
  for (const { payload } of added) {
    if (!payload) continue
    const report = payload['report'] as { number?: unknown } | undefined
    const owner = report ? `report ${String(report.number)}` : 'the case'
    const group = groups.get(owner) ?? { highest: 0, known: 0 }
    group.highest = Math.max(group.highest, Number(payload['serial']))
    group.known++
    groups.set(owner, group)
  }
  const closed = added.filter(({ payload }) => !payload).length
  return [...groups].flatMap(([owner, { highest, known }]) =>
    highest > known + closed
      ? [`Exhibits of ${owner} were left out: they are numbered up to ${highest}, and ${known + closed} are here.`]
      : [],
  )
}

/** What the pages say (`texts`) against the manifest's own fields and the disclosed entries. */
function checkTexts(manifest: Manifest, carried: Carried[]): string[] {
  const texts = new Map<string, string>()
  const wrong: string[] = []
  for (const { at, text, escaped } of manifest.texts) {
    if (texts.has(at)) wrong.push(`The pages have two texts at ${at}.`)
    texts.set(at, escaped ? wellFormed(text) : text)
  }
  const expected: [string, string | undefined][] = [
    ['case.number', manifest.case.number],
    ['packet.recipient', manifest.recipient],
    ['packet.purpose', manifest.purpose],
    ['packet.preparedAt', manifest.preparedAt],
    ['packet.vaultName', manifest.vault.name],
    ['ledger.signedNote', manifest.ledger.note],
    ['ledger.vaultRootFingerprint', manifest.rootCertificateSha256],
    ...manifest.exhibits.flatMap(({ number, sha256, originalName, custody }, i): [string, string | undefined][] => [
      [`exhibits[${i}].number`, number],
      [`exhibits[${i}].sha256`, sha256],
      [`exhibits[${i}].fileName`, originalName],
      ...custody.flatMap((step, k) =>
        custodyTexts.map((field): [string, string | undefined] => [
          `exhibits[${i}].custody[${k}].${field}`,
          step[field],
        ]),
      ),
      [`exhibits[${i}].custody[${custody.length}].action`, undefined],
    ]),
    [`exhibits[${manifest.exhibits.length}].number`, undefined],
  ]
  for (const [at, value] of expected)
    if (texts.get(at)?.toWellFormed() !== value) wrong.push(`The pages' text ${at} is another than the manifest's.`)
  return [...wrong, ...checkNarratives(texts, carried)]
}

const custodyTexts = ['action', 'at', 'recordedAt', 'from', 'to', 'place', 'purpose', 'note'] as const

function checkNarratives(texts: Map<string, string>, carried: Carried[]): string[] {
  const shown = new Map<string, string>()
  for (let i = 0; ; i++) {
    const number = texts.get(`reports[${i}].number`)
    if (number === undefined) break
    shown.set(number, texts.get(`reports[${i}].narrative`) ?? '')
  }
  const received = carried.filter(({ entry }) => entry.type === 'report.received')
  const told = new Set(received.flatMap(({ payload }) => (payload ? [String(payload['number'])] : [])))
  const untold = [...shown.keys()].filter((number) => !told.has(number))
  const closed = received.length - told.size
  const without =
    untold.length > closed
      ? [`The pages show reports that the packet carries no ledger entry of, among ${untold.join(', ')}.`]
      : []
  return [...without, ...received.flatMap(differing)]

  function differing({ entry, payload }: Carried): string[] {
    if (!payload) return []
    const number = String(payload['number'])
    const report = payload['report'] as { narrative?: unknown } | undefined
    const narrative = typeof report?.narrative === 'string' ? report.narrative.toWellFormed() : undefined
    if (!shown.has(number)) return [`The ledger's entry ${entry.seq} is report ${number}, which the pages do not show.`]
    return narrative === undefined || shown.get(number) === narrative
      ? []
      : [`The pages tell report ${number} in other words than the ledger's entry ${entry.seq}.`]
  }
}

const wellFormed = (literal: string): string => {
  try {
    return String(JSON.parse(literal)).toWellFormed()
  } catch {
    return literal
  }
}
