import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { isVouched } from '../../../shared/contract/packet.ts'
import { showInstant } from '../../../shared/kernel/show.ts'
import { useAsk } from '../../session/client.ts'
import { useTask, type TaskHandle } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { words } from './catalogue.ts'

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
    void checking.run({ file, root: root ?? undefined, crl: crl ?? undefined }, words.checkingThePacket)
  }
  return { ...checking, check, root, own }
}

/** What the check found, in words. */
export function CheckOutcome({ checking }: { checking: Checking }): ReactElement {
  return (
    <>
      <TaskProgress task={checking.task} />
      {checking.task?.state === 'failed' && (
        <Problem
          problem={checking.task.failure}
          title={words.thePacketCouldNotBeChecked}
          onDismiss={checking.dismiss}
        />
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
      <b>{check.intact ? words.thePacketIsIntact : words.thePacketIsNotIntact}</b>
      <ul>
        <li>{check.intact ? words.itsOneSignatureIsValidAnd : words.itIsNotAsItWas}</li>
        <li>{anchorInWords(check, checking)}</li>
        <li>
          {bad.length === 0
            ? `${words.attachedExhibits(check.exhibits.length)}: ${check.exhibits.length === 0 ? words.nothingToCompare : words.allWithTheRegistersSha}.`
            : words.notWithTheRegistersSha(bad.map(({ number }) => number).join(', '))}
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
      ? words.aRootCertificateThatItBrings
      : root === own
        ? words.thisVaultsRootCertificate
        : words.theRootCertificateOfThatFingerprint
  if (!anchored) return words.notAnchoredTheSignatureDoesNot(expected)
  const found = signer?.root?.fingerprint
  if (root !== null || found === undefined || found === own)
    return words.theSignatureLeadsToAndIts(found === own ? words.thisVaultsRootCertificate : expected)
  return words.theSignatureLeadsToARoot(String(found.match(/.{4}/g)?.join(' ')))
}

/** In whose name a packet is signed, as far as it shows that. */
function signedBy({ subject, certificate }: NonNullable<Output<'packet.verify'>['signer']>): string {
  if (certificate?.ledger === 'before') return words.signedUnderMadeBeforeCertificatesWere(subject)
  if (!certificate?.issued) return words.signedUnderWhoseCertificateIsNot(subject)
  const { name, roles, entry } = certificate.issued
  return words.signedInTheNameOfBy({ name, roles: roles.join(', '), entry: entry.toLocaleString('en') })
}

/** Whether the signer's certificate was revoked since, as far as a list was given. */
function revokedInWords({
  revocation,
}: NonNullable<NonNullable<Output<'packet.verify'>['signer']>['certificate']>): string {
  if (!revocation) return words.whetherTheCertificateWasRevokedSince
  const { number, at, revokedAt } = revocation
  const list = words.ofValueShowInstant({
    value: number === null ? words.theList : words.listNumber(number),
    showInstant: showInstant(at),
  })
  return revokedAt === null
    ? words.notRevokedItIsNotOn(list)
    : words.revokedAtBy({ showInstant: showInstant(revokedAt), list })
}

/** A PDF of somebody else: what each of its signatures covers. */
const OtherFile = ({ check }: { check: Output<'packet.verify'> }): ReactElement => (
  <div className="problem" role="alert">
    <b>{words.thisIsNoHoldfastPacket}</b>
    <ul>
      {check.signatures.map(({ field, kind, subject, valid, covers, of, added }, i) => (
        <li key={field ?? i}>
          {`${words.byOverOf({ value: valid ? words.valid : words.notValid, kind, subject: subject ?? words.nobodyWhoCanBeNamed, covers: covers.toLocaleString('en'), bytes: words.bytes(of) })} `}
          {added &&
            words.addedAfterIt({ what: added.what.join(', '), value: added.allowed ? '' : words.whichItDoesNotCover })}
        </li>
      ))}
      {check.problems.map(({ code, message }) => (
        <li key={`${code} ${message}`}>{message}</li>
      ))}
    </ul>
  </div>
)
