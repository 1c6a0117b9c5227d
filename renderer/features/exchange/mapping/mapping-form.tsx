import { Button, NativeSelect, TagsInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import type { TemplateBody } from '../../../../shared/contract/templates.ts'
import { toFailure, type Failure } from '../../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../../app/client.ts'
import { useKept } from '../../../app/kept.ts'
import { Problem } from '../../../ui/problem.tsx'
import { channelWords, optionsOf } from '../../../ui/words.ts'
import { CategoryPart } from './category-part.tsx'
import { DatePart } from './date-part.tsx'
import { FirstRows } from './first-rows.tsx'
import { FurtherFields } from './further-fields.tsx'
import { draftOf, settle, usedColumns, type MapDraft, type WrongPart } from './map-draft.ts'
import { SaveMapping } from './save-mapping.tsx'
import { ColumnChoice, ColumnsChoice, SourceChoice, sourceOf } from './sources.tsx'

interface MappingFormProps {
  /** Path of the table: what is chosen for it stays when the screen is left. */
  file: string
  table: ImportTable
  map: ImportMap | undefined
  onMap: (map: ImportMap) => void
}

export const mappingDrafts = 'import mapping drafts'
const dateParts = ['year', 'month', 'day', 'hour', 'minute'] as const
const dateWords = { year: 'Year', month: 'Month', day: 'Day', hour: 'Hour', minute: 'Minute' }

/** How a table's columns become reports: guessed by their names, settled by a person, kept for the next time. */
export function MappingForm({ file, table, map, onMap }: MappingFormProps): ReactElement {
  const [drafts, setDrafts] = useKept<Record<string, MapDraft>>(mappingDrafts, {})
  const [tried, setTried] = useState(false)
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
  return (
    <div className="import-mapping">
      <FirstRows table={table} used={used} />
      <SavedMappings onTake={(taken) => setDrafts({ ...drafts, [file]: draftOf(taken) })} />
      <fieldset>
        <legend>What it says</legend>
        <div className="import-columns">
          <ColumnsChoice
            label="What happened"
            description="Joined by an empty line."
            columns={columns}
            value={draft.narrative}
            onChange={(narrative) => change({ narrative })}
            error={wrong('narrative')}
          />
          <ColumnChoice
            label="Reporter"
            columns={columns}
            value={draft.reporter}
            onChange={(reporter) => change({ reporter })}
          />
          <ColumnChoice
            label="Sender’s number"
            columns={columns}
            value={draft.externalId}
            onChange={(externalId) => change({ externalId })}
          />
          <SourceChoice
            label="Channel"
            columns={columns}
            value={sourceOf(draft.channel)}
            constants={optionsOf(channelWords)}
            onChange={(channel) => change({ channel })}
          />
          <CategoryPart
            table={table}
            columns={columns}
            value={draft.category}
            onChange={(category) => change({ category })}
            error={wrong('category')}
          />
          <ColumnChoice
            label="Immediate danger"
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
              onChange={(immediateDanger) => change({ immediateDanger })}
              error={wrong('immediateDanger')}
            />
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend>When</legend>
        <div className="import-columns">
          <SourceChoice
            label="Received"
            columns={columns}
            value={sourceOf(draft.receivedAt)}
            placeholder="2026-11-23T06:42:00-05:00"
            onChange={(receivedAt) => change({ receivedAt })}
          />
        </div>
        <div className="import-columns import-date" role="group" aria-label="Happened">
          <DatePart
            columns={columns}
            value={draft.occurredAt.date}
            onChange={(date) =>
              change({ occurredAt: { ...(date ? { zone: draft.occurredAt.zone } : draft.occurredAt), date } })
            }
          />
          {(draft.occurredAt.date ? [] : dateParts).map((part) => (
            <ColumnChoice
              key={part}
              label={part === 'year' ? 'Happened: year' : dateWords[part]}
              columns={columns}
              value={draft.occurredAt[part]}
              onChange={(column) => change({ occurredAt: { ...draft.occurredAt, [part]: column } })}
              error={part === 'year' ? wrong('occurredAt') : undefined}
            />
          ))}
          <SourceChoice
            label="Zone"
            columns={columns}
            value={sourceOf(draft.occurredAt.zone)}
            placeholder="Europe/Lisbon"
            onChange={(zone) => change({ occurredAt: { ...draft.occurredAt, zone } })}
            error={wrong('zone')}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>Where</legend>
        <div className="import-columns">
          <ColumnsChoice
            label="Place"
            description="Joined by a comma."
            columns={columns}
            value={draft.place.name}
            onChange={(name) => change({ place: { ...draft.place, name } })}
          />
          {(['latitude', 'longitude'] as const).map((part) => (
            <ColumnChoice
              key={part}
              label={part === 'latitude' ? 'Latitude' : 'Longitude'}
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
        <Button variant="filled" onClick={use}>
          {map ? 'Use these columns instead' : 'Use these columns'}
        </Button>
        {map && <span role="status">Settled: this table is filed with the others.</span>}
      </div>
      {map && <SaveMapping map={map} />}
    </div>
  )
}

interface YesProps {
  value: NonNullable<ImportMap['immediateDanger']>
  onChange: (danger: NonNullable<ImportMap['immediateDanger']>) => void
  error: string | undefined
}

const Yes = ({ value, onChange, error }: YesProps): ReactElement => (
  <TagsInput
    size="xs"
    label="It is yes when the cell is"
    placeholder={value.yes.length === 0 ? 'yes, then Enter' : ''}
    value={value.yes}
    onChange={(yes) => onChange({ ...value, yes })}
    error={error}
  />
)

/** Mappings that were kept: one is taken into the form, where it is seen before it is used. */
function SavedMappings({ onTake }: { onTake: (map: ImportMap) => void }): ReactElement | null {
  const saved = useAsk('template.list', { kind: 'mapping' }).data?.items ?? []
  const [failure, setFailure] = useState<Failure | null>(null)
  const [taken, setTaken] = useState('')
  const take = async (key: string): Promise<void> => {
    setTaken(key)
    setFailure(null)
    if (key === '') return
    try {
      const { body } = await client.call('template.get', { kind: 'mapping', key })
      onTake((body as unknown as TemplateBody<'mapping'>).map)
    } catch (thrown) {
      setFailure(toFailure(thrown))
    }
  }
  if (saved.length === 0) return null
  return (
    <div className="import-saved">
      <NativeSelect
        label="Begin with a saved mapping"
        data={[{ value: '', label: '—' }, ...saved.map(({ key, title }) => ({ value: key, label: title }))]}
        value={taken}
        onChange={(event) => void take(event.currentTarget.value)}
      />
      <Problem problem={failure} title="The mapping could not be read" />
    </div>
  )
}
