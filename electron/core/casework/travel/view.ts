import { showOccurred } from '../../../../shared/kernel/show.ts'
import { earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl, defined } from '../../record/vault/index.ts'
import { travelEntries } from './entries.ts'
import { advisories, deviations, legs } from './tables.ts'
import { placeInWords } from './words.ts'

/** Takes a case's journey away when its record was destroyed. */
export const forgetTravel: Forget = (db, _, { case: { id: caseId } }) => {
  db.delete(deviations, { caseId })
  db.delete(advisories, { caseId })
  db.delete(legs, { caseId })
}

const when = (value: OccurredAt | null): string | null => value && showOccurred(value)

export const travelView = defineView({
  name: 'travel',
  revision: 1,
  entries: travelEntries,
  tables: { leg: ddl(legs), deviation: ddl(deviations), advisory: ddl(advisories) },
  project: {
    'leg.planned': (db, { subject: id, case: caseId = '', at, actor, seq }, { from, to, ...plan }) =>
      db.insert(legs, {
        ...plan,
        id,
        caseId,
        fromPlace: from,
        toPlace: to,
        departureMs: earliest(plan.departure),
        recordedAt: at,
        recordedBy: actor,
        seq,
      }),
    'leg.changed': (db, { subject: id }, { from, to, departure, ...changes }) =>
      db.update(
        legs,
        { id },
        defined({
          principal: changes.principal?.to,
          mode: changes.mode?.to,
          fromPlace: from?.to,
          toPlace: to?.to,
          departure: departure?.to,
          departureMs: departure && earliest(departure.to),
          arrival: changes.arrival?.to,
          reference: changes.reference?.to,
          notes: changes.notes?.to,
        }),
      ),
    'leg.reported': (db, { subject: id, at }, { departed, arrived }) => {
      if (departed) db.update(legs, { id }, { departed: departed.to, departedRecordedAt: at })
      if (arrived) db.update(legs, { id }, { arrived: arrived.to, arrivedRecordedAt: at })
    },
    'leg.cancelled': (db, { subject: id }, { reason }) => db.update(legs, { id }, { cancelled: reason }),
    'leg.deviated': (db, { subject: id, case: caseId = '', at, actor, seq }, { leg, kind, what, noticedAt }) =>
      db.insert(deviations, {
        id,
        caseId,
        legId: leg,
        kind,
        what,
        noticedAt,
        recordedAt: at,
        recordedBy: actor,
        seq,
      }),
    'deviation.settled': (db, { subject: id, at, actor }, { how }) =>
      db.update(deviations, { id }, { settledAt: at, settledBy: actor, settledHow: how }),
    'advisory.attached': (db, { subject: id, case: caseId = '', at, actor, seq }, { report, ...advisory }) =>
      db.insert(advisories, {
        ...advisory,
        id,
        caseId,
        report: report?.number,
        legs: advisory.legs.map(({ number }) => number),
        recordedAt: at,
        recordedBy: actor,
        seq,
      }),
  },
  changes: {
    'leg.planned': ({ principal, mode, from, to, departure, arrival, reference }) => [
      { field: 'principal', to: principal },
      { field: 'mode', to: mode },
      { field: 'from', to: placeInWords(from) },
      { field: 'to', to: placeInWords(to) },
      { field: 'departure', to: when(departure) },
      ...(arrival === null ? [] : [{ field: 'arrival', to: when(arrival) }]),
      ...(reference === null ? [] : [{ field: 'reference', to: reference }]),
    ],
    'leg.changed': ({ number: _, reason: __, ...changes }) => [
      ...(['principal', 'mode', 'reference', 'notes'] as const).flatMap((field) => pair(field, changes[field], said)),
      ...(['from', 'to'] as const).flatMap((field) => pair(field, changes[field], placeInWords)),
      ...(['departure', 'arrival'] as const).flatMap((field) => pair(field, changes[field], when)),
    ],
    'leg.reported': ({ departed, arrived }) => [...pair('departed', departed, when), ...pair('arrived', arrived, when)],
    'leg.cancelled': () => [{ field: 'cancelled', from: null, to: 'yes' }],
    'leg.deviated': ({ kind }) => [{ field: 'deviation', to: kind }],
    'deviation.settled': ({ how }) => [{ field: 'settled', to: how }],
  },
  summarise: {
    'leg.planned': ({ number, principal, from, to, departure }) =>
      `${number} planned: ${principal}, ${placeInWords(from)} to ${placeInWords(to)}, ${showOccurred(departure)}`,
    'leg.changed': ({ number, reason, ...changes }) =>
      `${number} changed: ${Object.keys(changes).join(', ')} (${reason})`,
    'leg.reported': ({ number, departed, arrived }) =>
      [
        number,
        departed?.to && `departed ${showOccurred(departed.to)}`,
        arrived?.to && `arrived ${showOccurred(arrived.to)}`,
      ]
        .filter(Boolean)
        .join(' '),
    'leg.cancelled': ({ number, reason }) => `${number} cancelled: ${reason}`,
    'leg.deviated': ({ number, kind, what }) => `${number} deviates (${kind}): ${what}`,
    'deviation.settled': ({ number, how }) => `Deviation of ${number} settled: ${how}`,
    'advisory.attached': ({ title, source }) => `Advisory attached: ${title} (${source})`,
  },
})

const said = (value: string | null): string | null => value

const pair = <T>(field: string, change: { from: T; to: T } | undefined, inWords: (value: T) => string | null) =>
  change === undefined ? [] : [{ field, from: inWords(change.from), to: inWords(change.to) }]
