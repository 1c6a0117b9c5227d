import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import { secondsOf } from './seconds.ts'

type Report = Output<'ledger.audit'>

/** Every step of an audit: what it checked, how many, what came out and how long it took. */
export const AuditSteps = ({ report: { steps, startedAt } }: { report: Report }): ReactElement => (
  <details>
    <summary>What was checked, in {plural(steps.length, 'step')}</summary>
    <table className="register">
      <thead>
        <tr>
          <th>Step</th>
          <th>How many</th>
          <th>Result</th>
          <th className="number">Took</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.step}>
            <td>
              {step.what}
              {step.remark !== null && <p className="quiet">{step.remark}</p>}
              {step.at < startedAt && (
                <p className="quiet">
                  Carried out <At at={step.at} full />, before an interruption.
                </p>
              )}
            </td>
            <td>{step.checked}</td>
            <td>{resultOf(step)}</td>
            <td className="number">{secondsOf(step.took)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

function resultOf({ result, problems }: Report['steps'][number]): ReactElement {
  if (result === 'ok') return <>Sound</>
  return <b className="late">{result === 'problems' ? plural(problems, 'problem') : 'Not carried out'}</b>
}
