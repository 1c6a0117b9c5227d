import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { secondsOf } from './seconds.ts'
import { words } from './catalogue.ts'

type Report = Output<'ledger.audit'>

/** Every step of an audit: what it checked, how many, what came out and how long it took. */
export const AuditSteps = ({ report: { steps, startedAt } }: { report: Report }): ReactElement => (
  <details>
    <summary>{words.whatWasCheckedIn(words.steps(steps.length))}</summary>
    <table className="register">
      <thead>
        <tr>
          <th>{words.step}</th>
          <th>{words.howMany}</th>
          <th>{words.result}</th>
          <th className="number">{words.took}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.step}>
            <td>
              {step.what}
              {step.remark !== null && <p className="quiet">{step.remark}</p>}
              {step.at < startedAt && (
                <p className="quiet">{words.carriedOutBeforeAnInterruption(<At at={step.at} full />)}</p>
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
  if (result === 'ok') return <>{words.sound}</>
  return <b className="late">{result === 'problems' ? words.problems(problems) : words.notCarriedOut}</b>
}
