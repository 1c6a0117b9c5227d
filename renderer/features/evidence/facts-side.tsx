import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { Shape } from '../../../shared/contract/evidence/shapes.ts'
import { FullHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { ExactInstant } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import { MapDrawing } from './kinds/map-drawing.tsx'
import type { Opened } from './which.ts'
import styles from './viewer.module.css'

/** What is known of a file: what it claims, each with where it stands, under what the register knows for itself. */
export function FactsSide({
  opened,
  exhibit,
}: {
  opened: Opened
  exhibit: Output<'exhibit.get'> | undefined
}): ReactElement {
  const own = opened.within.length === 0 ? exhibit : undefined
  const places = opened.facts.flatMap(placeOf)
  return (
    <div className={styles.facts}>
      {opened.problems.length > 0 && (
        <ul className={styles.problems} aria-label={words.wrongWithIt}>
          {opened.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <Facts>
        <Fact term={words.size}>{bytes(opened.size)}</Fact>
        {opened.sha256 !== '' && (
          <Fact term={words.sha256}>
            <FullHash hash={opened.sha256} />
          </Fact>
        )}
        {own && (
          <Fact term={words.collected}>
            <ExactInstant at={own.collectedAt} />
            <small>{own.collectedBy}</small>
          </Fact>
        )}
        <Fact term={words.readBy}>{opened.reader}</Fact>
      </Facts>
      {places.length > 0 && (
        <section aria-label={words.positionThatTheFileClaims}>
          <MapDrawing shapes={places} />
        </section>
      )}
      {opened.facts.length > 0 && (
        <>
          <h2>{words.whatItSaysOfItself}</h2>
          <p className="quiet">{words.claims}</p>
          <Facts>
            {opened.facts.map(({ name, value, source }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a file may claim one thing twice
              <Fact key={`${name} ${index}`} term={plainly(name)}>
                {plainly(value)}
                <small>{plainly(source)}</small>
              </Fact>
            ))}
          </Facts>
        </>
      )}
    </div>
  )
}

/** The position that a picture claims, as something to draw. */
function placeOf({ name, value, source }: Opened['facts'][number]): Shape[] {
  const [, latitude, longitude] = /^(-?\d{1,2}\.\d+), (-?\d{1,3}\.\d+)$/.exec(value) ?? []
  if (name !== 'Position' || latitude === undefined || longitude === undefined) return []
  return [{ name: source, kind: 'point', path: [[Number(latitude), Number(longitude)]], radius: null }]
}
