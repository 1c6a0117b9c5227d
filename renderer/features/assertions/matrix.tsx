import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { findingWords } from '../closure/index.ts'
import { words } from './catalogue.ts'
import type { About, Asked, Element, Matrix as MatrixOf, Placed } from './types.ts'
import styles from './assertions.module.css'

interface MatrixProps {
  detail: About
  matrix: MatrixOf
  item: string | undefined
  writes: boolean
  onGo: (tab: CaseTab, item?: string) => void
  onItem: (id: string) => void
  onAsk: (asked: Asked) => void
}

/** Allegations by their elements, and under each what is asserted of it; an empty one is what is still to be found out. */
export function Matrix({ matrix, ...rest }: MatrixProps): ReactElement {
  const { writes, onGo, onAsk } = rest
  return (
    <section className="card" aria-label={words.matrix}>
      <header>
        <h2>{words.matrix}</h2>
      </header>
      {matrix.allegations.length === 0 && (
        <p className="quiet">
          {words.noAllegation}{' '}
          {writes && (
            <button type="button" className="link" onClick={() => onGo('closure')}>
              {words.toClosure}
            </button>
          )}
        </p>
      )}
      {matrix.allegations.map((allegation) => (
        <section key={allegation.id} className={styles.allegation} aria-label={allegation.number}>
          <div className={styles.head}>
            <p>
              <b>{allegation.number}</b> {plainly(allegation.text)}{' '}
              <span className={allegation.finding === null ? 'tag high' : 'tag good'}>
                {allegation.finding === null
                  ? words.noFinding
                  : (findingWords[allegation.finding as keyof typeof findingWords] ?? allegation.finding)}
              </span>
            </p>
            {writes && (
              <Act needs="case.write" onClick={() => onAsk({ what: 'element', allegation })}>
                {words.addElement}
              </Act>
            )}
          </div>
          {allegation.elements.length === 0 ? (
            <p className="quiet">{words.noElement}</p>
          ) : (
            <table className={styles.matrix}>
              <thead>
                <tr>
                  <th scope="col">{words.element}</th>
                  <th scope="col">{words.whatIsAsserted}</th>
                </tr>
              </thead>
              <tbody>
                {allegation.elements.map((element) => (
                  <Row key={element.id} element={element} {...rest} />
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      {matrix.unplaced.length > 0 && (
        <section className={styles.allegation} aria-label={words.unplaced}>
          <p>
            <b>{words.unplaced}</b> <span className="quiet">{words.count(matrix.unplaced.length)}</span>
          </p>
          <Cells placed={matrix.unplaced} item={rest.item} onItem={rest.onItem} />
        </section>
      )}
    </section>
  )
}

type RowProps = Omit<MatrixProps, 'matrix' | 'onGo'> & { element: Element }

function Row({ detail, element, item, writes, onItem, onAsk }: RowProps): ReactElement {
  const add = useCommand('task.add')
  const [made, setMade] = useState('')
  const title = words.taskTitle(`${element.number} ${element.text}`).slice(0, 500)
  return (
    <tr>
      <th scope="row">
        <span className="quiet">{element.number}</span> {plainly(element.text)}
        {writes && (
          <span className={styles.acts}>
            <Act
              needs="case.write"
              size="compact-sm"
              variant="subtle"
              onClick={() => onAsk({ what: 'assertion', element })}
            >
              {words.assertHere}
            </Act>
            <Act
              needs="case.write"
              size="compact-sm"
              variant="subtle"
              onClick={() => onAsk({ what: 'drop-element', element })}
            >
              {words.withdraw}
            </Act>
          </span>
        )}
      </th>
      <td className={element.assertions.length === 0 ? styles.missing : undefined}>
        {element.assertions.length > 0 ? (
          <Cells placed={element.assertions} item={item} onItem={onItem} />
        ) : (
          <>
            {words.nothingAsserted}{' '}
            {made === '' && writes && (
              <Button
                size="compact-sm"
                disabled={add.isPending}
                onClick={() =>
                  add.mutate({ case: detail.id, title }, { onSuccess: ({ task }) => setMade(words.taskMade(task)) })
                }
              >
                {words.makeTask}
              </Button>
            )}
            <span role="status">{made}</span>
            <Problem problem={add.error} title={words.taskNotMade} />
          </>
        )}
      </td>
    </tr>
  )
}

interface CellsProps {
  placed: readonly Placed[]
  item: string | undefined
  onItem: (id: string) => void
}

const Cells = ({ placed, item, onItem }: CellsProps): ReactElement => (
  <ul className={styles.cells}>
    {placed.map((one) => (
      <li key={one.id}>
        <button type="button" aria-current={one.id === item ? 'true' : undefined} onClick={() => onItem(one.id)}>
          <span>
            {plainly(one.says)}: {plainly(one.text)}
          </span>
          <small>
            {one.number} · {words.bearing(one)}
          </small>
        </button>
      </li>
    ))}
  </ul>
)
