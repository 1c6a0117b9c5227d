import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import type { VaultInfo } from '../../session/session.ts'
import { FullHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Licences } from './licences.tsx'
import styles from './computer.module.css'

interface AboutProps {
  /** The vault that is open, if one is. */
  vault: VaultInfo | null
  onBack: () => void
}

/** Which Holdfast this is, what it runs on, which vault is open, and the licences of all that it is made of. */
export function About({ vault, onBack }: AboutProps): ReactElement {
  const about = useAsk('app.about', {})
  useKeys('About Holdfast', [{ key: 'Escape', says: 'go back', run: onBack }])
  return (
    <div className={styles['computer-page']} tabIndex={0} role="region" aria-label="About Holdfast">
      <header>
        <h1>{about.data ? `Holdfast ${about.data.version}` : 'Holdfast'}</h1>
        <Button onClick={onBack}>Back</Button>
      </header>
      <p>
        The workstation for people who investigate security incidents. It works without a network. Licence: Apache-2.0.
      </p>
      <Problem problem={about.error} title="It cannot be said what this runs on" />
      {about.data && (
        <section className={styles['computer-part']} aria-labelledby="runs-on">
          <h2 id="runs-on">Runs on</h2>
          <Facts>
            {about.data.runs.map(({ name, version }) => (
              <Fact key={name} term={name}>
                <span className="mono">{version}</span>
              </Fact>
            ))}
          </Facts>
        </section>
      )}
      {vault && (
        <section className={styles['computer-part']} aria-labelledby="open-vault">
          <h2 id="open-vault">Open vault</h2>
          <Facts>
            <Fact term="Name">{plainly(vault.name)}</Fact>
            <Fact term="Id">
              <span className="mono">{vault.id}</span>
            </Fact>
            <Fact term={vault.form < 3 ? 'Members’ keys' : 'Identity'}>
              <span className="mono">{vault.fingerprint.words}</span>
            </Fact>
            <Fact term="Root, SHA-256">
              <FullHash hash={vault.rootFingerprint} what="fingerprint of the root certificate" />
            </Fact>
          </Facts>
        </section>
      )}
      {about.data && <Licences packages={about.data.packages} />}
    </div>
  )
}
