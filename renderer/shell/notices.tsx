import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactElement } from 'react'
import { useAudit } from '../session/audit.ts'
import { useKept } from '../session/kept.ts'
import { useVault } from '../session/session.ts'
import { useTask } from '../session/tasks.ts'
import { UpgradeNotice } from '../features/vault/index.ts'
import { words } from './catalogue.ts'

/** What a person should know about this opening of the vault: what is wrong with it, what was put right, a sample's passphrases. */
export function Notices(): ReactElement | null {
  const vault = useVault()
  // That it is of an earlier form is said, with what to do about it, by a notice of its own.
  const fault = (vault?.upgrade ? vault.upgrade.unsound : vault?.fault) ?? null
  const { report } = useAudit()
  const found = report?.ok === false ? report : undefined
  const first = found?.problems[found.first ?? 0]
  const sample = useTask('vault.createSample')
  const [read, setRead] = useKept('notices read', '')
  const [offered, setOffered] = useKept('offer sheet', false)
  const about = vault?.notices.join(' ') ?? ''
  return (
    <>
      {vault && !vault.mustCompare && <UpgradeNotice vault={vault} />}
      {vault?.mustCompare && (
        <div className="notice fault" role="alert">
          <span>
            <b>{words.readingOnlyNothingCanBeRecorded}</b> {words.thisComputerSeesThisVaultFor}
          </span>
          <Link to="/vault" className="nowrap">
            {words.compareTheFingerprint}
          </Link>
        </div>
      )}
      {fault !== null && !vault?.mustCompare && (
        <div className="notice fault" role="alert">
          <span>
            <b>{words.readingOnlyNothingCanBeRecorded}</b> {fault}
          </span>
          <Link to="/ledger" className="nowrap">
            {found ? words.goToTheReport : words.goToTheAudit}
          </Link>
        </div>
      )}
      {fault === null && found && (
        <div className="notice fault" role="alert">
          <span className="notice-says">
            <b>{words.theAuditFound(words.problems(found.problems.length))}</b>{' '}
            {first && words.theFirstIsAbout({ where: first.where, message: first.message })}
          </span>
          <Link to="/ledger" className="nowrap">
            {words.goToTheReport}
          </Link>
        </div>
      )}
      {sample.result && (
        <p className="notice" role="status">
          <span>
            {words.thisIsTheSampleVaultFor}{' '}
            {sample.result.members.map(({ name, passphrase }, place) => (
              <Fragment key={name}>
                {place > 0 && '; '}
                {name} <b className="mono">{passphrase}</b>
              </Fragment>
            ))}
          </span>
          <Button variant="subtle" onClick={sample.dismiss}>
            {words.hideThePassphrases}
          </Button>
        </p>
      )}
      {offered && (
        <p className="notice" role="status">
          <span className="notice-says">{words.ifThePassphraseIsLostOnly}</span>
          <Link to="/vault" className="nowrap" onClick={() => setOffered(false)}>
            {words.makeAndPrintOne}
          </Link>
          <Button variant="subtle" onClick={() => setOffered(false)}>
            {words.later}
          </Button>
        </p>
      )}
      {about !== '' && read !== about && (
        <p className="notice" role="status">
          <span>{words.onOpening(about)}</span>
          <Button variant="subtle" onClick={() => setRead(about)}>
            {words.hideTheNotice}
          </Button>
        </p>
      )}
    </>
  )
}
