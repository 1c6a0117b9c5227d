import { clsx } from 'clsx'
import { Button, TagsInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ColumnSurvey, ImportTable } from '../../../../shared/contract/exchange.ts'
import { categories, channels, type ImportMap } from '../../../../shared/contract/intake.ts'
import { isZone } from '../../../../shared/kernel/zones.ts'
import { useKept } from '../../../session/kept.ts'
import { plainly } from '../../../ui/name.ts'
import { Problem } from '../../../ui/problem.tsx'
import { TaskProgress } from '../../../ui/progress.tsx'
import { categoryWords, channelWords, levels, optionsOf, severityWords } from '../../../ui/words.ts'
import { Remarks } from '../remarks.tsx'
import { DatePart } from './date-part.tsx'
import { FirstRows } from './first-rows.tsx'
import { FurtherFields } from './further-fields.tsx'
import { KnownMappings } from './known-mappings.tsx'
import { draftOf, settle, usedColumns, type MapDraft, type WrongPart } from './map-draft.ts'
import { SaveMapping } from './save-mapping.tsx'
import { ColumnChoice, ColumnsChoice, SourceChoice, sourceOf } from './sources.tsx'
import { proposed, TranslatedPart } from './translated-part.tsx'
import { TryOut, useTry } from './try-out.tsx'
import { useSurvey } from './use-survey.ts'
import { Values } from './values.tsx'
import { WrittenPart } from './written-part.tsx'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

interface MappingFormProps {
  /** Path of the table: what is chosen for it stays when the screen is left. */
  file: string
  name: string
  /** Its first rows. */
  table: ImportTable
  /** Of its first look. */
  problems: readonly string[]
  map: ImportMap | undefined
  onMap: (map: ImportMap) => void
}

export const mappingDrafts = 'import-mapping-drafts'
const dateParts = ['year', 'month', 'day', 'hour', 'minute'] as const
const category = (text: string): (typeof categories)[number] | undefined => categories.find((one) => one === text)
const channel = (text: string): (typeof channels)[number] | undefined => channels.find((one) => one === text)
const level = (text: string): (typeof levels)[number] | undefined => levels.find((one) => one === text)
const zone = (text: string): string | undefined => (isZone(text) ? text : undefined)
const dateWords = {
  get year() {
    return words.year
  },
  get month() {
    return words.month
  },
  get day() {
    return words.day
  },
  get hour() {
    return words.hour
  },
  get minute() {
    return words.minute
  },
}

/** How a table's columns become reports: guessed by their names, settled by a person, kept for the next time. */
export function MappingForm({ file, name, table: first, problems, map, onMap }: MappingFormProps): ReactElement {
  const [drafts, setDrafts] = useKept<Record<string, MapDraft>>(mappingDrafts, {})
  const [tried, setTried] = useState(false)
  const looking = useSurvey(file, drafts[file]?.written)
  const trying = useTry(file)
  const found = looking.result
  const table = found ?? first
  const survey = found?.survey ?? []
  const draft = drafts[file] ?? draftOf(map ?? table.guess)
  const change = (next: Partial<MapDraft>): void => setDrafts({ ...drafts, [file]: { ...draft, ...next } })
  const settled = settle(draft)
  const columns = [...new Set(table.columns)]
  const wrong = (part: WrongPart['part']): string | undefined =>
    tried ? settled.wrong?.find((one) => one.part === part)?.says : undefined
  const used = usedColumns(draft)
  const use = (): void => {
    setTried(true)
    if (settled.map) onMap(settled.map)
  }
  const tryIt = (): void => {
    setTried(true)
    if (settled.map) trying.run(settled.map)
  }
  return (
    <div className={styles['import-mapping']}>
      <Remarks of={found ? [...found.problems, ...survey.flatMap(({ doubt }) => doubt ?? [])] : problems} />
      <FirstRows name={plainly(name)} table={table} used={used} />
      <TaskProgress task={looking.task} />
      {looking.task?.state === 'failed' && (
        <Problem problem={looking.task.failure} title={words.theTableCouldNotBeLooked} onRetry={looking.again} />
      )}
      {!looking.task && (
        <div className="actions">
          <Button onClick={looking.again}>{words.lookThroughTheWholeTable}</Button>
        </div>
      )}
      <WrittenPart
        table={table}
        rows={found?.count ?? null}
        value={draft.written}
        onChange={(written) => change({ written })}
      />
      <KnownMappings known={found?.known ?? []} onTake={(taken) => setDrafts({ ...drafts, [file]: draftOf(taken) })} />
      <fieldset>
        <legend>{words.whatItSays}</legend>
        <div className={styles['import-columns']}>
          <ColumnsChoice
            label={words.whatHappened}
            description={words.joinedByAnEmptyLine}
            columns={columns}
            value={draft.narrative}
            onChange={(narrative) => change({ narrative })}
            error={wrong('narrative')}
          />
          <ColumnChoice
            label={words.reporter}
            columns={columns}
            value={draft.reporter}
            onChange={(reporter) => change({ reporter })}
          />
          <ColumnChoice
            label={words.sendersNumber}
            columns={columns}
            value={draft.externalId}
            onChange={(externalId) => change({ externalId })}
          />
          <TranslatedPart
            label={words.channel}
            nouns={words.channels}
            columns={columns}
            survey={survey}
            value={draft.channel}
            options={optionsOf(channelWords)}
            read={channel}
            rest="import"
            onChange={(next) => change({ channel: next })}
            error={wrong('channel')}
          />
          <TranslatedPart
            label={words.category}
            nouns={words.categories}
            columns={columns}
            survey={survey}
            value={draft.category}
            options={optionsOf(categoryWords)}
            read={category}
            rest="other"
            onChange={(next) => change({ category: next })}
            error={wrong('category')}
          />
          <ColumnChoice
            label={words.severity}
            columns={columns}
            value={draft.severity?.column}
            onChange={(column) =>
              change({
                severity:
                  column === undefined
                    ? undefined
                    : {
                        column,
                        map: proposed(
                          survey.find((one) => one.column === column),
                          level,
                        ),
                      },
              })
            }
          />
          {draft.severity && (
            <Values
              what={words.severityInSentence}
              found={survey.find(({ column }) => column === draft.severity?.column)}
              map={draft.severity.map}
              options={optionsOf(severityWords)}
              read={level}
              onChange={(next) => change({ severity: { column: draft.severity?.column ?? '', map: next } })}
              error={wrong('severity')}
            />
          )}
          <ColumnChoice
            label={words.immediateDanger}
            columns={columns}
            value={draft.immediateDanger?.column}
            onChange={(column) =>
              change({
                immediateDanger:
                  column === undefined ? undefined : { column, yes: draft.immediateDanger?.yes ?? ['yes'] },
              })
            }
          />
          {draft.immediateDanger && (
            <Yes
              value={draft.immediateDanger}
              found={survey.find(({ column }) => column === draft.immediateDanger?.column)}
              onChange={(immediateDanger) => change({ immediateDanger })}
              error={wrong('immediateDanger')}
            />
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.when}</legend>
        <div className={styles['import-columns']}>
          <SourceChoice
            label={words.received}
            columns={columns}
            value={sourceOf(draft.receivedAt)}
            placeholder="2026-11-23T06:42:00-05:00"
            onChange={(receivedAt) => change({ receivedAt })}
          />
        </div>
        <div className={clsx(styles['import-columns'], styles['import-date'])} role="group" aria-label={words.happened}>
          <DatePart
            columns={columns}
            survey={survey}
            value={draft.occurredAt.date}
            error={wrong('form')}
            onChange={(date) =>
              change({ occurredAt: { ...(date ? { zone: draft.occurredAt.zone } : draft.occurredAt), date } })
            }
          />
          {(draft.occurredAt.date ? [] : dateParts).map((part) => (
            <ColumnChoice
              key={part}
              label={part === 'year' ? words.happenedYear : dateWords[part]}
              columns={columns}
              value={draft.occurredAt[part]}
              onChange={(column) => change({ occurredAt: { ...draft.occurredAt, [part]: column } })}
              error={part === 'year' ? wrong('occurredAt') : undefined}
            />
          ))}
          <TranslatedPart
            label={words.zone}
            nouns={words.zones}
            columns={columns}
            survey={survey}
            value={draft.occurredAt.zone}
            placeholder={words.europeLisbon}
            read={zone}
            onChange={(next) => change({ occurredAt: { ...draft.occurredAt, zone: next } })}
            error={wrong('zone')}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.where}</legend>
        <div className={styles['import-columns']}>
          <ColumnsChoice
            label={words.place}
            description={words.joinedByAComma}
            columns={columns}
            value={draft.place.name}
            onChange={(name) => change({ place: { ...draft.place, name } })}
          />
          {(['latitude', 'longitude'] as const).map((part) => (
            <ColumnChoice
              key={part}
              label={part === 'latitude' ? words.latitude2 : words.longitude2}
              columns={columns}
              value={draft.place[part]}
              onChange={(column) => change({ place: { ...draft.place, [part]: column } })}
            />
          ))}
        </div>
      </fieldset>
      <FurtherFields
        columns={columns.filter((column) => !used.includes(column))}
        fields={draft.fields}
        onChange={(fields) => change({ fields })}
        error={wrong('fields')}
      />
      {wrong('whole') !== undefined && <p className="late">{wrong('whole')}</p>}
      <div className="actions">
        <Button onClick={tryIt} disabled={trying.looking.running}>
          {words.tryIt}
        </Button>
        <Button variant="filled" onClick={use}>
          {map ? words.takeTheseColumnsInstead : words.takeTheseColumns}
        </Button>
        {map && <span role="status">{words.settledThisTableIsFiledWith}</span>}
      </div>
      <TryOut trying={trying} map={settled.map} />
      {map && <SaveMapping map={map} />}
    </div>
  )
}

interface YesProps {
  found: ColumnSurvey | undefined
  value: NonNullable<ImportMap['immediateDanger']>
  onChange: (danger: NonNullable<ImportMap['immediateDanger']>) => void
  error: string | undefined
}

const Yes = ({ value, found, onChange, error }: YesProps): ReactElement => (
  <TagsInput
    size="xs"
    data={found?.values.map((one) => one.value) ?? []}
    description={found?.values
      .slice(0, 6)
      .map((one) => `${one.value}: ${words.rows(one.rows)}`)
      .join(' · ')}
    label={words.itIsYesWhenTheCell}
    placeholder={value.yes.length === 0 ? words.yesThenEnter : ''}
    value={value.yes}
    onChange={(yes) => onChange({ ...value, yes })}
    error={error}
  />
)
