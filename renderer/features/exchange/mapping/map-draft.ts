import { ImportMap } from '../../../../shared/contract/intake.ts'
import { isZone } from '../../../../shared/kernel/zones.ts'
import { words } from '../catalogue.ts'

type When = NonNullable<ImportMap['occurredAt']>
type Parts = Extract<When, { year: unknown }>
type WholeDate = Omit<Extract<When, { form: unknown }>, 'zone'>
/** A column of whole dates; how it writes them is undefined until that is known. */
export type DateColumn = Omit<WholeDate, 'form'> & { form: WholeDate['form'] | undefined }
type Place = NonNullable<ImportMap['place']>

/** How columns become reports, while it is being settled: every part is there, and may be empty yet. */
export interface MapDraft extends Omit<ImportMap, 'narrative' | 'occurredAt' | 'place' | 'fields'> {
  narrative: string[]
  /** In columns of its parts, or in one for the whole `date`. */
  occurredAt: Partial<Parts> & { date?: DateColumn | undefined }
  place: Omit<Place, 'name'> & { name: string[] }
  fields: Record<string, string>
}

/** A part of a report that cannot be filled like this, and why. */
export interface WrongPart {
  part:
    | 'narrative'
    | 'occurredAt'
    | 'form'
    | 'zone'
    | 'channel'
    | 'category'
    | 'severity'
    | 'immediateDanger'
    | 'fields'
    | 'whole'
  says: string
}

export function draftOf(map: ImportMap | null): MapDraft {
  const { narrative, occurredAt, place, fields, ...rest } = map ?? { narrative: [] }
  return {
    ...rest,
    narrative: [narrative].flat(),
    occurredAt: whenOf(occurredAt),
    place: { ...place, name: [place?.name ?? []].flat() },
    fields: fields ?? {},
  }
}

function whenOf(when: ImportMap['occurredAt']): MapDraft['occurredAt'] {
  if (when === undefined || 'year' in when) return when ?? {}
  const { zone, ...date } = when
  return { date, ...(zone === undefined ? {} : { zone }) }
}

const oneOrMore = (columns: readonly string[]): string | string[] => {
  const [first, ...others] = columns
  return first !== undefined && others.length === 0 ? first : [...columns]
}

/** The mapping that a draft makes, or what keeps it from being one. */
export function settle(draft: MapDraft): { map: ImportMap; wrong?: never } | { map?: never; wrong: WrongPart[] } {
  const { narrative, occurredAt, place, fields, ...rest } = draft
  const wrong = wrongIn(draft)
  if (wrong.length > 0) return { wrong }
  const { name, ...position } = place
  const kept = given(fields)
  const where = { ...(name.length > 0 ? { name: oneOrMore(name) } : {}), ...given(position) }
  const { date, ...parts } = occurredAt
  const when = given(date ? { ...date, zone: parts.zone } : parts)
  const checked = ImportMap.safeParse({
    ...given(rest),
    narrative: oneOrMore(narrative),
    ...(Object.keys(when).length > 0 ? { occurredAt: when } : {}),
    ...(Object.keys(where).length > 0 ? { place: where } : {}),
    ...(Object.keys(kept).length > 0 ? { fields: kept } : {}),
  })
  if (checked.success) return { map: checked.data }
  const [issue] = checked.error.issues
  return {
    wrong: [{ part: 'whole', says: `${issue?.path.join(', ') ?? ''}: ${issue?.message ?? words.cannotBeUsed}.` }],
  }
}

const given = (parts: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined && part !== ''))

function wrongIn({
  narrative,
  occurredAt,
  channel,
  category,
  severity,
  immediateDanger,
  fields,
}: MapDraft): WrongPart[] {
  const names = Object.values(fields).filter((name) => name.trim() !== '')
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  return [
    ...(narrative.length === 0 ? [{ part: 'narrative' as const, says: words.sayWhichColumnTellsWhatHappened }] : []),
    ...(occurredAt.date === undefined &&
    occurredAt.year === undefined &&
    Object.values(occurredAt).some((part) => part !== undefined)
      ? [{ part: 'occurredAt' as const, says: words.aTimeNeedsTheColumnOf }]
      : []),
    ...(occurredAt.date && occurredAt.date.form === undefined
      ? [{ part: 'form' as const, says: words.sayHowTheColumnWritesIts }]
      : []),
    ...(occurredAt.hour !== undefined && !isZoned(occurredAt.zone)
      ? [{ part: 'zone' as const, says: words.timesOfDayNeedTheirZone }]
      : []),
    ...(['channel', 'category', 'severity'] as const).flatMap((part) =>
      isUntold({ channel, category, severity }[part]) ? [{ part, says: words.sayWhichValueMeansWhich(part) }] : [],
    ),
    ...(isUntold(occurredAt.zone) ? [{ part: 'zone' as const, says: words.sayWhichValueMeansWhichZone }] : []),
    ...unknownZones(occurredAt.zone).map((one) => ({
      part: 'zone' as const,
      says: words.isNoZoneNameOneLike(one),
    })),
    ...(immediateDanger?.yes.length === 0
      ? [{ part: 'immediateDanger' as const, says: words.sayWhatCountsAsYes }]
      : []),
    ...(twice === undefined ? [] : [{ part: 'fields' as const, says: words.twoColumnsAreKeptAsOf(twice) }]),
  ]
}

const isZoned = (zone: When['zone']): boolean =>
  typeof zone === 'object' ? !('constant' in zone) || isZone(zone.constant) : zone !== undefined && zone !== ''

const isUntold = (source: object | string | undefined): boolean =>
  typeof source === 'object' && 'map' in source && Object.keys(source.map as object).length === 0

const unknownZones = (source: When['zone']): string[] =>
  typeof source === 'object' && 'map' in source ? Object.values(source.map).filter((one) => !isZone(one)) : []

/** Every column that a draft fills a part with, further fields apart. */
export function usedColumns({ narrative, occurredAt, place, category, immediateDanger, ...rest }: MapDraft): string[] {
  const sources = [
    rest.externalId,
    rest.reporter,
    rest.channel,
    rest.receivedAt,
    category,
    occurredAt.year,
    occurredAt.month,
    occurredAt.day,
    occurredAt.hour,
    occurredAt.minute,
    occurredAt.zone,
    occurredAt.date?.column,
    occurredAt.date?.time,
    rest.severity?.column,
  ]
  return [
    ...narrative,
    ...place.name,
    ...[place.latitude, place.longitude, immediateDanger?.column].filter((one) => one !== undefined),
    ...sources.flatMap((source) => {
      if (typeof source === 'string') return [source]
      return source !== undefined && 'column' in source ? [source.column] : []
    }),
  ]
}
