import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
import type { ImportMap } from '../../../../shared/contract/intake.ts'

/** Names that people give their columns, by what they hold; the first column of a name counts. */
const names: Record<string, readonly string[]> = {
  narrative: [
    'narrative',
    'description',
    'details',
    'what happened',
    'text',
    'message',
    'summary',
    'body',
    'report',
    'notes',
    'comment',
    'beschreibung',
    'bericht',
    'vorfall',
    'descripcion',
    'descripción',
    'description des faits',
    'descrizione',
    'descrição',
    'omschrijving',
    'opis',
    'popis',
    'описание',
    'beskrivelse',
    'beskrivning',
    'kuvaus',
    'leírás',
    'descriere',
    'açıklama',
    'περιγραφή',
    'опис',
    'الوصف',
    'תיאור',
    '内容',
    '描述',
    '説明',
    '내용',
    '설명',
  ],
  externalId: ['id', 'incident id', 'report id', 'reference', 'ref', 'number', 'case number', 'ticket', 'external id'],
  occurredAt: [
    'occurred',
    'occurred at',
    'occurred on',
    'happened',
    'happened at',
    'when',
    'date time',
    'datetime',
    'date and time',
    'incident date',
    'date of incident',
    'event date',
    'event time',
    'start date',
    'start',
    'date',
    'timestamp',
    'time',
    'datum',
    'fecha',
    'data',
    'dato',
    'päivämäärä',
    'dátum',
    'tarih',
    'ημερομηνία',
    'дата',
    'التاريخ',
    'תאריך',
    '日付',
    '日時',
    '日期',
    '날짜',
    '일시',
  ],
  clock: [
    'time',
    'time of day',
    'incident time',
    'time of incident',
    'event time',
    'start time',
    'clock',
    'uhrzeit',
    'zeit',
    'hora',
    'heure',
    'ora',
    'tijd',
    'godzina',
    'čas',
    'saat',
    'ώρα',
    'время',
    'час',
    'الوقت',
    'שעה',
    '時刻',
    '时间',
    '시간',
  ],
  receivedAt: ['received', 'received at', 'reported at', 'timestamp', 'created', 'created at', 'submitted'],
  reporter: ['reporter', 'reported by', 'name', 'from', 'submitted by', 'caller', 'author'],
  year: ['year'],
  month: ['month'],
  day: ['day'],
  hour: ['hour'],
  minute: ['minute'],
  zone: ['zone', 'time zone', 'timezone'],
  place: [
    'place',
    'location',
    'site',
    'address',
    'where',
    'city',
    'ort',
    'lieu',
    'lugar',
    'luogo',
    'local',
    'plaats',
    'miejsce',
    'место',
    'paikka',
    'sted',
    'yer',
    'τόπος',
    'المكان',
    'מקום',
    '場所',
    '地点',
    '장소',
  ],
  latitude: ['latitude', 'lat', 'breite', 'latitud'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'länge', 'longitud'],
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * The mapping that the names of columns suggest; null when none of them names what happened. A column of dates is suggested
 * only where the whole of it is of one form; `survey` says so. Never applied by itself.
 */
export function guessMap(columns: readonly string[], survey: readonly ColumnSurvey[] = []): ImportMap | null {
  const plainly = columns.map((column) => [plain(column), column] as const)
  const find = (what: string, fits: (column: string) => boolean = () => true): string | undefined => {
    for (const wanted of names[what] ?? []) {
      const found = plainly.find(([name, column]) => name === wanted && fits(column))
      if (found !== undefined) return found[1]
    }
    return undefined
  }
  const surveyed = new Map(survey.map((one) => [one.column, one]))
  const narrative = find('narrative')
  if (narrative === undefined) return null
  const used = new Set<string>([narrative])
  const take = (what: string, fits?: (column: string) => boolean): string | undefined => {
    const found = find(what, (column) => !used.has(column) && (fits?.(column) ?? true))
    if (found === undefined) return undefined
    used.add(found)
    return found
  }
  const optional = <K extends string>(key: K, what: string): Partial<Record<K, string>> => {
    const found = take(what)
    return found === undefined ? {} : ({ [key]: found } as Record<K, string>)
  }
  const year = take('year')
  const when = year === undefined ? wholeDate(take, surveyed) : { occurredAt: { year, ...parts(optional) } }
  const place = {
    ...optional('name', 'place'),
    ...optional('latitude', 'latitude'),
    ...optional('longitude', 'longitude'),
  }
  const head = {
    narrative,
    ...optional('externalId', 'externalId'),
    ...received(take, surveyed),
    ...optional('reporter', 'reporter'),
    ...when,
    ...(Object.keys(place).length === 0 ? {} : { place }),
  }
  const rest = columns.filter((column) => !used.has(column))
  const fields = Object.fromEntries(rest.map((column) => [column, column.slice(0, 100)]))
  return { ...head, ...(rest.length === 0 ? {} : { fields }) }
}

type Take = (what: string, fits?: (column: string) => boolean) => string | undefined
type Surveyed = ReadonlyMap<string, ColumnSurvey>

const parts = (optional: (key: 'month' | 'day' | 'hour' | 'minute' | 'zone', what: string) => object): object => ({
  ...optional('month', 'month'),
  ...optional('day', 'day'),
  ...optional('hour', 'hour'),
  ...optional('minute', 'minute'),
  ...optional('zone', 'zone'),
})

/** One column for the date, where all of its cells are of one form. */
function wholeDate(take: Take, surveyed: Surveyed): Pick<ImportMap, 'occurredAt'> {
  // Of one form alone, a doubt is which zone its letters mean: its rows are refused until the mapping says so.
  const fits = ({ dates, doubt }: ColumnSurvey): boolean => dates.length === 1 || (dates.length > 1 && doubt === null)
  const column = take('occurredAt', (one) => {
    const found = surveyed.get(one)
    return found !== undefined && fits(found)
  })
  const found = column === undefined ? undefined : surveyed.get(column)
  const [form] = found?.dates ?? []
  if (column === undefined || form === undefined) return {}
  const zone = take('zone')
  const time = found?.clock ? undefined : take('clock')
  return {
    occurredAt: {
      column,
      form,
      ...(time === undefined ? {} : { time }),
      ...(zone === undefined ? {} : { zone }),
      ...(found?.midnight ? { dayOnly: true } : {}),
    },
  }
}

/** When reports were received, only where every cell says an instant. */
function received(take: Take, surveyed: Surveyed): Pick<ImportMap, 'receivedAt'> {
  const column = take('receivedAt', (one) => {
    const found = surveyed.get(one)
    return found !== undefined && found.empty === 0 && found.instants
  })
  return column === undefined ? {} : { receivedAt: column }
}
