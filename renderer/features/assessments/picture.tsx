import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { At } from '../../ui/when.tsx'
import {
  answerWords,
  concernOrder,
  concernTones,
  concernWords,
  kindHeadings,
  pictureOf,
  type Assessment,
} from './words.ts'
import { words as fixed } from './catalogue.ts'
import styles from './assessments.module.css'

const column = 96
const band = 14

interface PictureProps {
  about: string
  /** Of one subject, oldest first, without those that were withdrawn. */
  assessments: readonly Assessment[]
  selected: string | undefined
  onSelect: (id: string) => void
}

/** How the concern about one subject changed: the level as steps, and under it what each assessment found. */
export function Picture({ about, assessments, selected, onSelect }: PictureProps): ReactElement {
  const rows = pictureOf(assessments)
  return (
    <section className={styles.picture} aria-label={fixed.concernAboutOverTime(about)}>
      <div className={styles['picture-scroll']} tabIndex={0} role="region" aria-label={fixed.assessmentsOf(about)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{about}</th>
              {assessments.map(({ id, number, assessedAt }) => (
                <th key={id} scope="col" aria-selected={id === selected}>
                  <button type="button" className="link" onClick={() => onSelect(id)}>
                    {number}
                  </button>
                  <small>
                    <At at={assessedAt} />
                  </small>
                </th>
              ))}
            </tr>
            <tr className={styles['picture-levels']}>
              <th scope="row">{fixed.levelOfConcern}</th>
              <td colSpan={assessments.length}>
                <Steps assessments={assessments} />
              </td>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, kind, label, answers }, index) => (
              <tr key={id} className={rows[index - 1]?.kind !== kind ? styles.begins : undefined}>
                <th scope="row">
                  {rows[index - 1]?.kind !== kind && <small>{kindHeadings[kind]}</small>}
                  {label}
                </th>
                {answers.map((answer, at) => {
                  const before = at === 0 ? answer : answers[at - 1]
                  const changed = answer !== null && before !== answer
                  return (
                    <td
                      key={assessments[at]?.id}
                      className={clsx(styles[answer ?? 'unasked'], styles[kind], changed && styles.changed)}
                      title={answer === null ? fixed.notAsked : `${answerWords[answer]}${changed ? fixed.changed : ''}`}
                    >
                      <i aria-hidden="true" />
                      <span>{answer === null ? '–' : answerWords[answer]}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Steps({ assessments }: { assessments: readonly Assessment[] }): ReactElement {
  const height = band * concernOrder.length
  const y = (level: Assessment['level']): number => height - band * (concernOrder.indexOf(level) + 0.5)
  const path = assessments
    .map(
      ({ level }, index) =>
        `${index === 0 ? 'M' : 'L'} ${index * column + 8} ${y(level)} L ${(index + 1) * column - 8} ${y(level)}`,
    )
    .join(' ')
  const words = assessments.map(({ number, level }) => `${number} ${concernWords[level]}`).join(', ')
  return (
    <svg width={column * assessments.length} height={height + 16} role="img" aria-label={words}>
      {concernOrder.map((level) => (
        <line
          key={level}
          x1={0}
          x2={column * assessments.length}
          y1={y(level)}
          y2={y(level)}
          className={styles['picture-band']}
        />
      ))}
      <path d={path} className={styles['picture-line']} />
      {assessments.map(({ id, level }, index) => (
        <g key={id} className={concernTones[level]}>
          <rect x={index * column + 8} y={y(level) - 4} width={column - 16} height={8} rx={4} fill="currentColor" />
          <text x={index * column + column / 2} y={height + 12} textAnchor="middle">
            {concernWords[level]}
          </text>
        </g>
      ))}
    </svg>
  )
}
