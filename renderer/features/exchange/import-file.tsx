import type { ReactElement } from 'react'
import type { ImportMap } from '../../../shared/contract/intake.ts'
import { plainly } from '../../ui/name.ts'
import { bytes } from '../../ui/words.ts'
import { choiceOf, keyOf, type Choices, type PreviewFile } from './choices.ts'
import { ImportItem } from './import-item.tsx'
import { MappingForm } from './mapping/mapping-form.tsx'
import { Remarks } from './remarks.tsx'
import { words } from './catalogue.ts'
import styles from './import.module.css'

const kindWords: Record<NonNullable<PreviewFile['kind']>, string> = words.kindWords

interface ImportFileProps {
  file: PreviewFile
  choices: Choices
  onChoices: (choices: Choices) => void
  map: ImportMap | undefined
  onMap: (map: ImportMap) => void
}

/** One file: what it is by its content, what is wrong with it, and each report that it would become. */
export function ImportFileCard({ file, choices, onChoices, map, onMap }: ImportFileProps): ReactElement {
  const { name, kind, size, items, table, problems, failure } = file
  return (
    <li className={styles['import-file']}>
      <header>
        <h2 title={file.file}>{plainly(name)}</h2>
        <p className="quiet">
          {kind === null ? words.notImported : kindWords[kind]}
          {size > 0 && ` · ${bytes(size)}`}
          {items.length > 1 && ` · ${words.reports(items.length)}`}
        </p>
      </header>
      {failure && (
        <p className={styles['import-refused']}>
          {failure.message} <span className="quiet">{failure.next}</span>
        </p>
      )}
      {problems.length > 0 && !table && <Remarks of={problems} />}
      {table && <MappingForm file={file.file} name={name} table={table} problems={problems} map={map} onMap={onMap} />}
      {items.map((item) => (
        <ImportItem
          key={item.index}
          file={plainly(name)}
          item={item}
          choice={choiceOf(choices, file, item)}
          onChoice={(choice) => onChoices({ ...choices, [keyOf(file, item)]: choice })}
        />
      ))}
    </li>
  )
}
