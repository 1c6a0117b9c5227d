import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { ImportTable } from '../../../shared/contract/exchange.ts'
import type { ImportMap } from '../../../shared/contract/intake.ts'
import { isZone } from '../../../shared/kernel/time.ts'
import { useAsk, useCommand } from '../../app/client.ts'
import { Act } from '../../app/may.tsx'
import { Problem } from '../../ui/problem.tsx'

interface MappingFormProps {
  table: ImportTable
  map: ImportMap | undefined
  onMap: (map: ImportMap) => void
}

/** The parts of a report that one column each can fill here; a mapping from a file may say more. */
const parts = ['narrative', 'externalId', 'receivedAt', 'reporter', 'channel', 'category'] as const
const labels: Record<(typeof parts)[number], string> = {
  narrative: 'What happened',
  externalId: 'Sender’s number',
  receivedAt: 'Received',
  reporter: 'Reporter',
  channel: 'Channel',
  category: 'Category',
}

const columnIn = (map: ImportMap | null | undefined, part: (typeof parts)[number]): string => {
  const value = map?.[part]
  return typeof value === 'string' ? value : Array.isArray(value) ? (value[0] ?? '') : ''
}

function restInWords({ place, occurredAt, fields }: ImportMap): string {
  const names = [place?.name ?? []].flat()
  const parts = [
    ...(names.length > 0 ? [`Place: ${names.join(', ')}.`] : []),
    ...(place?.latitude === undefined ? [] : [`Position: ${place.latitude}, ${place.longitude ?? '—'}.`]),
    ...(occurredAt
      ? [
          `Happened: ${Object.values(occurredAt)
            .filter((one) => typeof one === 'string')
            .join(', ')}.`,
        ]
      : []),
    ...(fields ? [`Kept as further fields: ${Object.keys(fields).join(', ')}.`] : []),
  ]
  return parts.join(' ')
}

type Zone = NonNullable<ImportMap['occurredAt']>['zone']

/** Whether it is settled where the times of day are. */
const isZoned = (zone: Zone): boolean =>
  typeof zone === 'string' ? zone !== '' : zone !== undefined && isZone(zone.constant)

interface ZoneOfTimesProps {
  zone: Zone
  columns: { value: string; label: string }[]
  onZone: (zone: Zone) => void
}

/** A table that tells times of day says where, in a column, or a person says it for every row. */
function ZoneOfTimes({ zone, columns, onZone }: ZoneOfTimesProps): ReactElement {
  const constant = typeof zone === 'object' ? zone.constant : ''
  return (
    <>
      <NativeSelect
        label="Zone of its times"
        data={columns}
        value={typeof zone === 'string' ? zone : ''}
        onChange={(event) => onZone(event.currentTarget.value || undefined)}
      />
      {typeof zone !== 'string' && (
        <TextInput
          label="Or one zone for all its times"
          placeholder="Europe/Lisbon"
          description="The table tells times of day. Say where they are."
          value={constant}
          maxLength={64}
          error={
            constant !== '' && !isZone(constant) ? 'Write a zone of the IANA list, like Europe/Lisbon.' : undefined
          }
          onChange={({ currentTarget: { value } }) => onZone(value === '' ? undefined : { constant: value })}
        />
      )}
    </>
  )
}

/** How a table's columns become reports: guessed by their names, settled by a person, kept for the next time. */
export function MappingForm({ table, map, onMap }: MappingFormProps): ReactElement {
  const saved = useAsk('template.list', { kind: 'mapping' })
  const [wanted, setWanted] = useState('')
  const one = useAsk('template.get', { kind: 'mapping', key: wanted }, { enabled: wanted !== '' })
  const [draft, setDraft] = useState<ImportMap | null>(map ?? table.guess)
  const set = (part: (typeof parts)[number], column: string): void => {
    const { [part]: _, ...rest } = draft ?? { narrative: '' }
    const next = column === '' ? rest : { ...rest, [part]: column }
    setDraft({ ...next, narrative: part === 'narrative' ? column : (draft?.narrative ?? '') })
  }
  const times = draft?.occurredAt?.hour === undefined ? undefined : draft.occurredAt
  const setZone = (zone: NonNullable<ImportMap['occurredAt']>['zone']): void => {
    if (!draft?.occurredAt) return
    const { zone: _, ...rest } = draft.occurredAt
    setDraft({ ...draft, occurredAt: zone === undefined ? rest : { ...rest, zone } })
  }
  const columns = [{ value: '', label: '—' }, ...table.columns.map((column) => ({ value: column, label: column }))]
  const usable = draft !== null && draft.narrative !== '' && (!times || isZoned(times.zone))
  const fromSaved = (one.data?.body as { map?: ImportMap } | undefined)?.map
  return (
    <div className="import-mapping">
      <div className="import-table" tabIndex={0} role="region" aria-label="First rows">
        <table className="register">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows have no other name, and never move
              <tr key={index}>
                {row.map((cell, at) => (
                  // oxlint-disable-next-line react/no-array-index-key -- as above
                  <td key={at}>{cell.slice(0, 80)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="import-columns">
        {parts.map((part) => (
          <NativeSelect
            key={part}
            label={labels[part]}
            data={columns}
            value={columnIn(draft, part)}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
        ))}
        {times && <ZoneOfTimes zone={times.zone} columns={columns} onZone={setZone} />}
        <NativeSelect
          label="Or a saved mapping"
          data={[
            { value: '', label: '—' },
            ...(saved.data?.items ?? []).map(({ key, title }) => ({ value: key, label: title })),
          ]}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </div>
      {draft && <p className="quiet">{restInWords(draft)}</p>}
      <Problem problem={one.error} title="The mapping could not be read" />
      <div className="actions">
        <Button
          variant="filled"
          disabled={fromSaved === undefined && !usable}
          onClick={() => {
            const next = fromSaved ?? draft
            if (next) onMap(next)
          }}
        >
          {map ? 'Use these columns instead' : 'Use these columns'}
        </Button>
        {map && <span role="status">Settled: this table is filed with the others.</span>}
      </div>
      {map && <SaveMapping map={map} />}
    </div>
  )
}

function SaveMapping({ map }: { map: ImportMap }): ReactElement {
  const [title, setTitle] = useState('')
  const save = useCommand('template.save')
  const key = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
  return (
    <div className="import-save">
      <TextInput
        label="Keep this mapping as"
        value={title}
        maxLength={100}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Act
        needs="settings.write"
        disabled={key === '' || save.isPending}
        onClick={() =>
          save.mutate({ kind: 'mapping', key, base: 0, reason: 'Kept from an import', body: { title, map } })
        }
      >
        Keep mapping
      </Act>
      {save.isSuccess && <span role="status">Kept as “{title}”.</span>}
      <Problem problem={save.error} title="The mapping was not kept" />
    </div>
  )
}
