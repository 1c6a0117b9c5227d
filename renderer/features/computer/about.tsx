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
import { words } from './catalogue.ts'
import styles from './computer.module.css'

interface AboutProps {
  /** The vault that is open, if one is. */
  vault: VaultInfo | null
  onBack: () => void
}

/** Which Holdfast this is, what it runs on, which vault is open, and the licences of all that it is made of. */
export function About({ vault, onBack }: AboutProps): ReactElement {
  const about = useAsk('app.about', {})
  useKeys(words.aboutHoldfast, [{ key: 'Escape', says: words.goBack, run: onBack }])
  return (
    <div className={styles['computer-page']} tabIndex={0} role="region" aria-label={words.aboutHoldfast}>
      <header>
        <h1>{about.data ? words.holdfastVersion(about.data.version) : words.holdfast}</h1>
        <Button onClick={onBack}>{words.back}</Button>
      </header>
      <p>{words.theWorkstationForPeopleWhoInvestigate}</p>
      <Problem problem={about.error} title={words.itCannotBeSaidWhatThis} />
      {about.data && (
        <section className={styles['computer-part']} aria-labelledby="runs-on">
          <h2 id="runs-on">{words.runsOn}</h2>
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
          <h2 id="open-vault">{words.openVault}</h2>
          <Facts>
            <Fact term={words.name}>{plainly(vault.name)}</Fact>
            <Fact term={words.id}>
              <span className="mono">{vault.id}</span>
            </Fact>
            <Fact term={vault.form < 3 ? words.membersKeys : words.identity}>
              <span className="mono">{vault.fingerprint.words}</span>
            </Fact>
            <Fact term={words.rootSha}>
              <FullHash hash={vault.rootFingerprint} what={words.fingerprintOfTheRootCertificate} />
            </Fact>
          </Facts>
        </section>
      )}
      {about.data && <Licences packages={about.data.packages} />}
    </div>
  )
}
