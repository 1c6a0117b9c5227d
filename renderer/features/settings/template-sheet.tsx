import { Button, Textarea } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import { At } from '../../ui/when.tsx'
import { kindSays, kindWords, versionInWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

interface TemplateSheetProps {
  detail: TemplateDetail
  /** The version that is shown; null: a draft is. */
  showing: number | null
  onShow: (version: number | undefined) => void
  /** The template as it is read or edited. */
  edit: ReactNode
  actions: ReactNode
  banner?: ReactNode
  preview: ReactNode
}

/** A template on the left and what it makes on the right, under its title and its versions. */
export function TemplateSheet(props: TemplateSheetProps): ReactElement {
  const { detail, showing, onShow, edit, actions, banner, preview } = props
  return (
    <section className={styles['settings-page']} aria-label={detail.title}>
      <header>
        <div>
          <p className="quiet">
            {kindWords[detail.kind]} · <span className="mono">{detail.key}</span> · {versionInWords(detail)}
          </p>
          <h1>{detail.title}</h1>
        </div>
        <div className="actions">{actions}</div>
      </header>
      <p className="quiet">{kindSays[detail.kind]}</p>
      {banner}
      <details className={styles['settings-versions']}>
        <summary>{words.versions(detail.versions.length)}</summary>
        <ol reversed aria-label={words.versions2}>
          {detail.versions.map(({ version, savedAt, savedBy, reason }) => (
            <li key={version} aria-current={version === showing ? 'true' : undefined}>
              <b>{savedAt === null ? words.asItCame : words.versionVersion2(version)}</b>
              <span>
                {savedAt === null ? (
                  words.broughtByTheProduct
                ) : (
                  <>
                    <At at={savedAt} full /> · {savedBy} · {reason}
                  </>
                )}
              </span>
              {version === showing ? (
                <span className="quiet">{words.shown}</span>
              ) : (
                <Button onClick={() => onShow(version)}>
                  {savedAt === null ? words.showAsSupplied : words.showVersion(version)}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </details>
      <div className={styles['settings-both']}>
        {edit}
        <section className={styles['settings-preview']} aria-label={words.preview} tabIndex={0}>
          {preview}
        </section>
      </div>
    </section>
  )
}

interface JsonTextProps {
  text: string
  /** Left out: it is only read. */
  onType?: ((text: string) => void) | undefined
}

export const JsonText = ({ text, onType }: JsonTextProps): ReactElement => (
  <Textarea
    className={styles['settings-json']}
    label={onType ? words.templateAsJson : words.templateAsJsonToRead}
    value={text}
    readOnly={!onType}
    spellCheck={false}
    onChange={(event) => onType?.(event.currentTarget.value)}
  />
)
