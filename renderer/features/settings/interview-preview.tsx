import type { ReactElement } from 'react'
import type { TemplateBody } from '../../../shared/contract/templates.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

/** What an interview is planned by: objectives, topics with their first questions, and what is read out. */
export function InterviewPreview({ plan }: { plan: TemplateBody<'interview'> }): ReactElement {
  const { title, about, objectives, topics, warnings } = plan
  return (
    <>
      <h2>{title}</h2>
      <p>{about}</p>
      <Lines heading={words.objectives} lines={objectives.map((text) => ({ key: text, title: text, says: [] }))} />
      <Lines
        heading={words.topics}
        lines={topics.map(({ key, title: named, about: mind, questions }) => ({
          key,
          title: named,
          says: [...(mind === undefined ? [] : [mind]), ...questions],
        }))}
      />
      <Lines
        heading={words.readOut}
        lines={warnings.map(({ key, title: named, words: said }) => ({ key, title: named, says: [said] }))}
      />
    </>
  )
}

interface LinesProps {
  heading: string
  lines: { key: string; title: string; says: string[] }[]
}

function Lines({ heading, lines }: LinesProps): ReactElement | null {
  if (lines.length === 0) return null
  return (
    <>
      <h3>{heading}</h3>
      <ul className={styles['settings-lines']}>
        {lines.map(({ key, title, says }) => (
          <li key={key}>
            <b>{title}</b>
            {says.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

/** The words under which a statement is adopted, and whose they are. */
export const DeclarationPreview = ({
  declaration: { title, source, words: said },
}: {
  declaration: TemplateBody<'declaration'>
}): ReactElement => (
  <>
    <h2>{title}</h2>
    {source !== undefined && <p className="quiet">{source}</p>}
    <p>{said}</p>
  </>
)
