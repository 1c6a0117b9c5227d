import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

type Diff = Output<'note.diff'>

/** How two texts differ: words that went out are struck, words that came in are underlined, what moved is framed in both places. */
export function Difference({
  diff: { pieces, words: counted, look },
  label,
}: {
  diff: Diff
  label: string
}): ReactElement {
  const same = pieces.every(({ kind }) => kind === 'same')
  return (
    <section className={styles.difference} aria-label={label}>
      <p className="quiet">
        {same ? (look ? words.onlyTheLookDiffers : words.noWordDiffers) : words.wordsInOutMoved(counted)}
      </p>
      {!same && (
        <div className={styles.pieces} tabIndex={0} role="document" aria-label={label}>
          {placed(pieces).map(({ kind, text, at }) => {
            if (kind === 'same') return <span key={at}>{text}</span>
            const says = words.pieces[kind]
            return kind === 'out' || kind === 'moved-out' ? (
              <del key={at} title={says} className={styles[kind]}>
                {text}
              </del>
            ) : (
              <ins key={at} title={says} className={styles[kind]}>
                {text}
              </ins>
            )
          })}
        </div>
      )}
    </section>
  )
}

/** Each piece with the character at which it begins. */
function placed(pieces: Diff['pieces']): (Diff['pieces'][number] & { at: number })[] {
  let at = 0
  return pieces.map((piece) => {
    const begun = at
    at += piece.text.length
    return { ...piece, at: begun }
  })
}
