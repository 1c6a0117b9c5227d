import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { templateKinds } from '../../../shared/contract/templates.ts'
import { Icon } from '../../ui/icons.tsx'
import { isMakeable, type Makeable } from './fresh.ts'
import { kindWords, templateId, versionInWords, type TemplateRow } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

interface TemplateListProps {
  items: readonly TemplateRow[]
  chosen: string | undefined
  onChoose: (row: TemplateRow) => void
  /** Left out: nothing may be made. */
  onNew?: ((kind: Makeable) => void) | undefined
}

/** Every template by its kind, each with the version that is in use; those out of use come last. */
export function TemplateList({ items, chosen, onChoose, onNew }: TemplateListProps): ReactElement {
  return (
    <nav className={styles['settings-list']} aria-label={words.templates}>
      {templateKinds.map((kind) => {
        const ofKind = items.filter((row) => row.kind === kind)
        const used = ofKind.filter(({ retired, version, shipped }) => retired === null && (shipped || version > 0))
        return (
          <div key={kind}>
            <header>
              <h2 id={`settings-${kind}`}>
                {kindWords[kind]} <span className="quiet numbers">{used.length}</span>
              </h2>
              {onNew && isMakeable(kind) && (
                <button type="button" className="rows-add" onClick={() => onNew(kind)}>
                  <Icon name="plus" size={14} />
                  {words.newOf[kind]}
                </button>
              )}
            </header>
            {ofKind.length === 0 && <p className={clsx('quiet', styles['settings-none'])}>{words.noneYet}</p>}
            <ul aria-labelledby={`settings-${kind}`}>
              {ofKind.map((row) => (
                <li key={row.key}>
                  <button
                    type="button"
                    id={`template-${templateId(row)}`}
                    aria-current={templateId(row) === chosen ? 'true' : undefined}
                    className={row.retired ? styles['settings-retired'] : undefined}
                    onClick={() => onChoose(row)}
                  >
                    <span>{row.title}</span>
                    <small>{row.retired ? words.retiredBy(row.retired.by) : versionInWords(row)}</small>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
