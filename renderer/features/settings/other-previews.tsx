import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { TemplateBody } from '../../../shared/contract/templates.ts'
import { factorKinds, type InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import { concernOrder, concernTones, concernWords, kindHeadings } from '../assessments/index.ts'
import { words } from './catalogue.ts'
import styles from './settings.module.css'

/** What is looked for, for and against concern, and what each level means. */
export function InstrumentPreview({ instrument }: { instrument: InstrumentTemplate }): ReactElement {
  const { title, purpose, factors, levels } = instrument
  return (
    <>
      <h2>{title}</h2>
      <p>{purpose}</p>
      {factorKinds.map((kind) => {
        const ofKind = factors.filter((factor) => factor.kind === kind)
        return (
          <div key={kind}>
            <h3>
              {kindHeadings[kind]} <span className="quiet">{words.factors(ofKind.length)}</span>
            </h3>
            <ul className={styles['settings-lines']}>
              {ofKind.map(({ id, label, help }) => (
                <li key={id}>
                  <b>{label}</b>
                  {help !== undefined && <span>{help}</span>}
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      <h3>{words.theLevelsWhichPeopleChoose}</h3>
      <ul className={styles['settings-lines']}>
        {concernOrder.map((level) => (
          <li key={level}>
            <b>
              <span className={`tag ${concernTones[level]}`}>{concernWords[level]}</span>
            </b>
            <span>{levels.find((one) => one.level === level)?.says}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

type Mapping = TemplateBody<'mapping'>
const partWords: Record<string, string> = words.partWords

/** Columns with what they fill, one a line: a part of a part with its own name, like “Place, latitude”. */
function linesOf({ fields = {}, ...map }: Mapping['map']): { column: string; fills: string }[] {
  const lines = Object.entries(map).flatMap(([part, source]) => sourcesOf(partWords[part] ?? part, source))
  return [...lines, ...Object.entries(fields).map(([column, name]) => ({ column, fills: words.furtherField(name) }))]
}

function sourcesOf(fills: string, source: unknown): { column: string; fills: string }[] {
  if (typeof source === 'string') return [{ column: source, fills }]
  if (Array.isArray(source)) return source.flatMap((one) => sourcesOf(fills, one))
  if (typeof source !== 'object' || source === null) return []
  const given = source as Record<string, unknown>
  if (typeof given['constant'] === 'string') return [{ column: words.alwaysGiven(given['constant']), fills }]
  if (typeof given['column'] === 'string') {
    const { column, yes, map } = given
    const how = Array.isArray(yes)
      ? words.yesWhenItHolds(yes.map((one) => `“${String(one)}”`).join(` ${words.or} `))
      : words.byValues(words.values(Object.keys(map ?? {}).length))
    return [{ column, fills: `${fills}${how}` }]
  }
  return Object.entries(given).flatMap(([part, one]) => sourcesOf(`${fills}, ${part}`, one))
}

export function MappingPreview({ mapping: { title, map } }: { mapping: Mapping }): ReactElement {
  return (
    <>
      <h2>{title}</h2>
      <table className={clsx('register', styles['settings-mapping'])}>
        <thead>
          <tr>
            <th scope="col">{words.columnOfTheTable}</th>
            <th scope="col">{words.partOfTheReport}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(map).map(({ column, fills }) => (
            <tr key={`${column} ${fills}`}>
              <td>{column}</td>
              <td>{fills}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
