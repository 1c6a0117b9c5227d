import type { ReactElement } from 'react'
import { templateKinds } from '../../../shared/contract/templates.ts'
import { kindWords, templateId, versionInWords, type TemplateRow } from './words.ts'

interface TemplateListProps {
  items: readonly TemplateRow[]
  chosen: string | undefined
  onChoose: (row: TemplateRow) => void
}

/** Every template by its kind, each with the version that is in use. */
export function TemplateList({ items, chosen, onChoose }: TemplateListProps): ReactElement {
  return (
    <nav className="settings-list" aria-label="Templates">
      {templateKinds.map((kind) => {
        const ofKind = items.filter((row) => row.kind === kind)
        return (
          <div key={kind}>
            <h2 id={`settings-${kind}`}>
              {kindWords[kind]} <span className="quiet numbers">{ofKind.length}</span>
            </h2>
            {ofKind.length === 0 && <p className="quiet settings-none">None yet.</p>}
            <ul aria-labelledby={`settings-${kind}`}>
              {ofKind.map((row) => (
                <li key={row.key}>
                  <button
                    type="button"
                    id={`template-${templateId(row)}`}
                    aria-current={templateId(row) === chosen ? 'true' : undefined}
                    onClick={() => onChoose(row)}
                  >
                    <span>{row.title}</span>
                    <small>{versionInWords(row)}</small>
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
