import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { numeral } from '../../../shared/kernel/catalogue.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { FullHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'

/** What proves that an exhibit was kept as it is told: its entry, its place under the signed head, and who holds a head. */
export function Proof({ exhibit }: { exhibit: string }): ReactElement {
  const answer = useAsk('exhibit.proof', { exhibit })
  const proof = answer.data
  return (
    <section aria-label={words.proof}>
      <h2>{words.proof}</h2>
      <Problem problem={answer.error} title={words.proofCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!proof && !answer.error && <Loading what={words.theProof} />}
      {proof && (
        <Facts>
          <Fact term={words.ledger}>
            <Link to="/ledger" search={{ seq: proof.seq }}>
              {words.entry(proof.seq)}
            </Link>
          </Fact>
          <Fact term={words.entryHash}>
            <FullHash hash={proof.entry} />
          </Fact>
          <Fact term={words.inHead}>
            {proof.included ? (
              words.leads({ entries: numeral(proof.head.size), at: <At at={proof.head.at} full /> })
            ) : (
              <span className="late">{words.leadsNot}</span>
            )}
          </Fact>
          <Fact term={words.rootIs}>
            <FullHash hash={proof.head.root} />
          </Fact>
          <Fact term={words.heldOutside}>
            {proof.anchors.length === 0 && <span className="quiet">{words.notAnchored}</span>}
            {proof.anchors.map(({ kind, who, at, size, seq }) => (
              <small key={`${kind} ${size} ${seq ?? ''} ${at}`}>
                {words.anchorAt({ how: words.anchorWords[kind], who: plainly(who), at: <At at={at} full /> })}
              </small>
            ))}
          </Fact>
        </Facts>
      )}
    </section>
  )
}
