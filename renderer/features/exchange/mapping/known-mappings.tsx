import { Button, NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { TableSurvey } from '../../../../shared/contract/exchange.ts'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import type { TemplateBody } from '../../../../shared/contract/templates.ts'
import { toFailure, type Failure } from '../../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../../session/client.ts'
import { Problem } from '../../../ui/problem.tsx'
import { words } from '../catalogue.ts'
import styles from '../import.module.css'

interface KnownMappingsProps {
  known: TableSurvey['known']
  onTake: (map: ImportMap) => void
}

/** Mappings by which tables of the same columns came in, and saved ones: one is taken into the form, where it is seen before it is used. */
export function KnownMappings({ known, onTake }: KnownMappingsProps): ReactElement | null {
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
  return (
    <>
      {known.length > 0 && (
        <div className={styles['import-known']} role="group" aria-label={words.mappingsForTheSameColumns}>
          <span>{words.forATableOfTheseColumns}</span>
          {known.map(({ key, title, map }) => (
            <Button key={`${key ?? ''} ${title}`} onClick={() => onTake(map)}>
              {key === null ? title : words.asKept(title)}
            </Button>
          ))}
        </div>
      )}
      {saved.length > 0 && (
        <div className={styles['import-saved']}>
          <NativeSelect
            label={words.beginWithASavedMapping}
            data={[{ value: '', label: '—' }, ...saved.map(({ key, title }) => ({ value: key, label: title }))]}
            value={taken}
            onChange={(event) => void take(event.currentTarget.value)}
          />
          <Problem problem={failure} title={words.theMappingCouldNotBeRead} />
        </div>
      )}
    </>
  )
}
