import { showOccurred } from '../../../../shared/kernel/show.ts'
import { earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { travelEntries } from './entries.ts'
import { placeInWords } from './words.ts'

/** Takes a case's journey away when its record was destroyed. */
export const forgetTravel: Forget = (db, _, { case: { id: caseId } }) => {
  db.run('delete from deviation where case_id = ?', caseId)
  db.run('delete from advisory where case_id = ?', caseId)
  db.run('delete from leg where case_id = ?', caseId)
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
const when = (value: OccurredAt | null): string | null => value && showOccurred(value)

/** The columns of a leg by the field whose value they hold, and how it is written. */
const columns = {
  principal: ['principal', (value: unknown) => value as string],
  mode: ['mode', (value: unknown) => value as string],
  from: ['from_place', json],
  to: ['to_place', json],
  departure: ['departure', json],
  arrival: ['arrival', json],
  reference: ['reference', (value: unknown) => value as string | null],
  notes: ['notes', (value: unknown) => value as string | null],
  departed: ['departed', json],
  arrived: ['arrived', json],
} as const

type Field = keyof typeof columns

function setFields(db: Writer, leg: string, changes: Partial<Record<Field, { to: unknown } | undefined>>): void {
  for (const field of Object.keys(columns) as Field[]) {
    const change = changes[field]
    if (!change) continue
    const [column, written] = columns[field]
    db.run(`update leg set ${column} = ? where id = ?`, written(change.to), leg)
    if (field === 'departure')
      db.run('update leg set departure_ms = ? where id = ?', earliest(change.to as OccurredAt), leg)
  }
}

export const travelView = defineView({
  name: 'travel',
  revision: 1,
  entries: travelEntries,
  tables: {
    leg: `create table leg (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      principal text not null,
      mode text not null,
      from_place text not null,
      to_place text not null,
      departure text not null,
      departure_ms integer not null,
      arrival text,
      reference text,
      notes text,
      departed text,
      departed_recorded_at text,
      arrived text,
      arrived_recorded_at text,
      cancelled text,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create unique index leg_serial on leg (case_id, serial);`,
    deviation: `create table deviation (
      id text primary key,
      case_id text not null,
      leg_id text not null,
      kind text not null,
      what text not null,
      noticed_at text not null,
      recorded_at text not null,
      recorded_by text not null,
      settled_at text,
      settled_by text,
      settled_how text,
      seq integer not null
    ) strict;
    create index deviation_leg on deviation (leg_id, seq);
    create index deviation_case on deviation (case_id);`,
    advisory: `create table advisory (
      id text primary key,
      case_id text not null,
      title text not null,
      source text not null,
      text text,
      effective text,
      expires text,
      report text,
      legs text not null,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create index advisory_case on advisory (case_id, seq);`,
  },
  project: {
    'leg.planned': (db, { subject, case: caseId, at, actor, seq }, leg) =>
      db.run(
        `insert into leg (id, case_id, number, serial, principal, mode, from_place, to_place, departure, departure_ms,
           arrival, reference, notes, recorded_at, recorded_by, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        leg.number,
        leg.serial,
        leg.principal,
        leg.mode,
        json(leg.from),
        json(leg.to),
        json(leg.departure),
        earliest(leg.departure),
        json(leg.arrival),
        leg.reference,
        leg.notes,
        at,
        actor,
        seq,
      ),
    'leg.changed': (db, { subject }, { number: _, reason: __, ...changes }) => setFields(db, subject, changes),
    'leg.reported': (db, { subject, at }, { number: _, ...changes }) => {
      setFields(db, subject, changes)
      if (changes.departed) db.run('update leg set departed_recorded_at = ? where id = ?', at, subject)
      if (changes.arrived) db.run('update leg set arrived_recorded_at = ? where id = ?', at, subject)
    },
    'leg.cancelled': (db, { subject }, { reason }) =>
      db.run('update leg set cancelled = ? where id = ?', reason, subject),
    'leg.deviated': (db, { subject, case: caseId, at, actor, seq }, { leg, kind, what, noticedAt }) =>
      db.run(
        `insert into deviation (id, case_id, leg_id, kind, what, noticed_at, recorded_at, recorded_by, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        leg,
        kind,
        what,
        json(noticedAt),
        at,
        actor,
        seq,
      ),
    'deviation.settled': (db, { subject, at, actor }, { how }) =>
      db.run(
        'update deviation set settled_at = ?, settled_by = ?, settled_how = ? where id = ?',
        at,
        actor,
        how,
        subject,
      ),
    'advisory.attached': (db, { subject, case: caseId, at, actor, seq }, advisory) =>
      db.run(
        `insert into advisory (id, case_id, title, source, text, effective, expires, report, legs, recorded_at,
           recorded_by, seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        advisory.title,
        advisory.source,
        advisory.text,
        json(advisory.effective),
        json(advisory.expires),
        advisory.report?.number ?? null,
        JSON.stringify(advisory.legs.map(({ number }) => number)),
        at,
        actor,
        seq,
      ),
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
