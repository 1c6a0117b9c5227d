import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactElement } from 'react'
import { plural } from '../ui/words.ts'
import { useAudit } from '../session/audit.ts'
import { useKept } from '../session/kept.ts'
import { useVault } from '../session/session.ts'
import { useTask } from '../session/tasks.ts'
import { UpgradeNotice } from '../features/vault/index.ts'

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
            <b>Reading only: nothing can be recorded.</b> This computer sees this vault for the first time, and somebody
            who can write to its folder could have put another in its place. Compare its fingerprint first.
          </span>
          <Link to="/vault" className="nowrap">
            Compare the fingerprint
          </Link>
        </div>
      )}
      {fault !== null && !vault?.mustCompare && (
        <div className="notice fault" role="alert">
          <span>
            <b>Reading only: nothing can be recorded.</b> {fault}
          </span>
          <Link to="/ledger" className="nowrap">
            {found ? 'Go to the report' : 'Go to the audit'}
          </Link>
        </div>
      )}
      {fault === null && found && (
        <div className="notice fault" role="alert">
          <span className="notice-says">
            <b>The audit found {plural(found.problems.length, 'problem')}.</b>{' '}
            {first && `The first is about ${first.where}: ${first.message}`}
          </span>
          <Link to="/ledger" className="nowrap">
            Go to the report
          </Link>
        </div>
      )}
      {sample.result && (
        <p className="notice" role="status">
          <span>
            This is the sample vault, for looking around: nothing secret belongs into it, since its passphrases are
            known and derived at the lowest cost. Each of its members has one:{' '}
            {sample.result.members.map(({ name, passphrase }, place) => (
              <Fragment key={name}>
                {place > 0 && '; '}
                {name} <b className="mono">{passphrase}</b>
              </Fragment>
            ))}
          </span>
          <Button variant="subtle" onClick={sample.dismiss}>
            Hide the passphrases
          </Button>
        </p>
      )}
      {offered && (
        <p className="notice" role="status">
          <span className="notice-says">If the passphrase is lost, only a recovery sheet opens this vault.</span>
          <Link to="/vault" className="nowrap" onClick={() => setOffered(false)}>
            Make and print one
          </Link>
          <Button variant="subtle" onClick={() => setOffered(false)}>
            Later
          </Button>
        </p>
      )}
      {about !== '' && read !== about && (
        <p className="notice" role="status">
          <span>On opening: {about}</span>
          <Button variant="subtle" onClick={() => setRead(about)}>
            Hide the notice
          </Button>
        </p>
      )}
    </>
  )
}
