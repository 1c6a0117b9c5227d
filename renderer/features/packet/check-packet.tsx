import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { isVouched } from '../../../shared/contract/packet.ts'
import { showInstant } from '../../../shared/kernel/show.ts'
import { useAsk } from '../../session/client.ts'
import { useTask, type TaskHandle } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { plural } from '../../ui/words.ts'

/** Checking a packet's file, as its recipient would. */
export interface Checking extends TaskHandle<'packet.verify'> {
  check: () => void
  /** The root certificate that its signature must lead to; null: none was given. */
  root: string | null
  /** The root certificate of the vault that is open, if one is. */
  own: string | null
}

/** What a packet is checked against, as its recipient got it by another way; null: nothing. */
export interface Against {
  /** Fingerprint of the root certificate. */
  root: string | null
  /** File with the root's list of revoked certificates. */
  crl: string | null
}

/** Checks a file; left out: against the root of the vault that is open. */
export function useCheck(file: string, where: string, against?: Against): Checking {
  // There may be no vault, which is no question to ask.
  const own = useAsk('app.state', {}).data?.open?.rootFingerprint ?? null
  const { root, crl } = against ?? { root: own, crl: null }
  const checking = useTask('packet.verify', `${where} ${file}`)
  const check = (): void => {
    void checking.run({ file, root: root ?? undefined, crl: crl ?? undefined }, 'Checking the packet')
  }
  return { ...checking, check, root, own }
}

/** What the check found, in words. */
export function CheckOutcome({ checking }: { checking: Checking }): ReactElement {
  return (
    <>
      <TaskProgress task={checking.task} />
      {checking.task?.state === 'failed' && (
        <Problem problem={checking.task.failure} title="The packet could not be checked" onDismiss={checking.dismiss} />
      )}
      {checking.result && <CheckResult check={checking.result} checking={checking} />}
    </>
  )
}

function CheckResult({ check, checking }: { check: Output<'packet.verify'>; checking: Checking }): ReactElement {
  const bad = check.exhibits.filter(({ ok }) => !ok)
  const good = check.intact === true && check.anchored && bad.length === 0 && isVouched(check)
  if (check.intact === null) return <OtherFile check={check} />
  return (
    <div className={good ? 'good-news' : 'problem'} role={good ? 'status' : 'alert'}>
      <b>{check.intact ? 'The packet is intact' : 'The packet is not intact'}</b>
      <ul>
        <li>
          {check.intact
            ? 'Its one signature is valid and reaches the last byte; nothing was changed or added after signing, and register, exhibits and ledger entries agree.'
            : 'It is not as it was signed, or contradicts itself. Do not rely on it.'}
        </li>
        <li>{anchorInWords(check, checking)}</li>
        <li>
          {bad.length === 0
            ? `${plural(check.exhibits.length, 'attached exhibit')}: ${check.exhibits.length === 0 ? 'nothing to compare' : 'all with the register’s SHA-256'}.`
            : `Not with the register’s SHA-256: ${bad.map(({ number }) => number).join(', ')}.`}
        </li>
        {check.signer && <li>{signedBy(check.signer)}</li>}
        {check.signer?.certificate?.issued && <li>{revokedInWords(check.signer.certificate)}</li>}
        {check.problems.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  )
}

/** What the signature leads to, as far as that is known. */
function anchorInWords({ anchored, signer }: Output<'packet.verify'>, { root, own }: Checking): string {
  const expected =
    root === null
      ? 'a root certificate that it brings'
      : root === own
        ? 'this vault’s root certificate'
        : 'the root certificate of that fingerprint'
  if (!anchored)
    return `Not anchored: the signature does not lead to ${expected}, or not everything holds that the packet says.`
  const found = signer?.root?.fingerprint
  if (root !== null || found === undefined || found === own)
    return `The signature leads to ${found === own ? 'this vault’s root certificate' : expected}, and its ledger proofs hold.`
  return `The signature leads to a root certificate, and its ledger proofs hold. Whose it is, only its fingerprint says: compare ${found.match(/.{4}/g)?.join(' ')} with the one that the sender reads to you.`
}

/** In whose name a packet is signed, as far as it shows that. */
function signedBy({ subject, certificate }: NonNullable<Output<'packet.verify'>['signer']>): string {
  if (certificate?.ledger === 'before')
    return `Signed under ${subject}. Made before certificates were on the ledger: who signed was not checked.`
  if (!certificate?.issued)
    return `Signed under ${subject}, whose certificate is not on the ledger: who signed is not known.`
  const { name, roles, entry } = certificate.issued
  return `Signed in the name of ${name} (${roles.join(', ')}), by the certificate of entry ${entry.toLocaleString('en')}.`
}

/** Whether the signer's certificate was revoked since, as far as a list was given. */
function revokedInWords({
  revocation,
}: NonNullable<NonNullable<Output<'packet.verify'>['signer']>['certificate']>): string {
  if (!revocation)
    return 'Whether the certificate was revoked since was not checked: it takes the root’s list of revoked certificates.'
  const { number, at, revokedAt } = revocation
  const list = `${number === null ? 'the list' : `list ${number}`} of ${showInstant(at)}`
  return revokedAt === null ? `Not revoked: it is not on ${list}.` : `Revoked at ${showInstant(revokedAt)}, by ${list}.`
}

/** A PDF of somebody else: what each of its signatures covers. */
const OtherFile = ({ check }: { check: Output<'packet.verify'> }): ReactElement => (
  <div className="problem" role="alert">
    <b>This is no Holdfast packet</b>
    <ul>
      {check.signatures.map(({ field, kind, subject, valid, covers, of, added }, i) => (
        <li key={field ?? i}>
          {`${valid ? 'Valid' : 'Not valid'}: ${kind} by ${subject ?? 'nobody who can be named'}, over ${covers.toLocaleString('en')} of ${plural(of, 'byte')}. `}
          {added && `Added after it: ${added.what.join(', ')}${added.allowed ? '' : ', which it does not cover'}.`}
        </li>
      ))}
      {check.problems.map(({ code, message }) => (
        <li key={`${code} ${message}`}>{message}</li>
      ))}
    </ul>
  </div>
)
