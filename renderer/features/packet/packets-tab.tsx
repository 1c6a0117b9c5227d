import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Empty, Loading } from '../../ui/empty.tsx'
import { FullHash, ShortHash } from '../../ui/hash.tsx'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { At } from '../../ui/when.tsx'
import { Act } from '../../session/may.tsx'
import { BuildPacket } from './build-packet.tsx'
import { CheckOutcome, useCheck } from './check-packet.tsx'
import { HandOverForm } from './hand-over-form.tsx'
import { RootFiles } from './root-files.tsx'
import { words } from './catalogue.ts'
import styles from './packet.module.css'

type Built = Output<'packet.build'>
type PacketRow = Output<'packet.list'>['items'][number]

/** Packets of a case: one signed PDF each, that its recipient can check without Holdfast. */
export function PacketsTab({ detail }: { detail: { id: string; number: string } }): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('packet.list', { case: detail.id })
  const building = useTask('packet.build', detail.id)
  const items = [...(answer.data?.items ?? [])].sort((a, b) => b.sequence - a.sequence)
  return (
    <div className={clsx('case-body flush', styles.packets)} tabIndex={0} role="region" aria-label={words.packets}>
      {!past && <BuildPacket detail={detail} />}
      <TaskProgress task={building.task} />
      {building.task?.state === 'failed' && (
        <Problem problem={building.task.failure} title={words.thePacketWasNotBuilt} onDismiss={building.dismiss} />
      )}
      {building.result && <BuiltPacket built={building.result} />}
      <Problem problem={answer.error} title={words.thePacketsCouldNotBeRead} onRetry={() => void answer.refetch()} />
      {!answer.data && !answer.error && <Loading what={words.thePackets} />}
      {items.length > 0 && <PacketTable items={items} caseId={detail.id} past={past} />}
      {answer.data && items.length === 0 && !building.running && <Empty says={words.aPacketIsTheCaseAs} />}
    </div>
  )
}

function BuiltPacket({ built }: { built: Built }): ReactElement {
  const vault = useVault()
  const checking = useCheck(built.file, 'built')
  return (
    <section className={styles['packet-built']} aria-label={words.packetBuilt}>
      <ShownFile
        file={built.file}
        says={words.packetBuiltSigned({ pages: words.pages(built.pages), exhibits: words.exhibits(built.exhibits) })}
      />
      <Facts>
        <Fact term={words.sha}>
          <FullHash hash={built.sha256} what={words.shaOfThePacket} />
        </Fact>
        {vault && (
          <Fact term={words.vaultRoot}>
            <FullHash hash={vault.rootFingerprint} what={words.rootFingerprint} />
          </Fact>
        )}
        {built.beside.length > 0 && (
          <Fact term={words.besideIt}>
            <span className="mono">{built.beside.join(', ')}</span>
          </Fact>
        )}
        {built.remarks.length > 0 && <Fact term={words.remarks}>{built.remarks.join(' ')}</Fact>}
      </Facts>
      <p className="quiet">{words.giveTheRecipientTheVaultRoots}</p>
      <div className="actions">
        <Button onClick={checking.check} disabled={checking.running}>
          {words.checkPacket}
        </Button>
      </div>
      <CheckOutcome checking={checking} />
      <RootFiles />
    </section>
  )
}

interface PacketTableProps {
  items: PacketRow[]
  caseId: string
  past: boolean
}

const PacketTable = ({ items, caseId, past }: PacketTableProps): ReactElement => (
  <table className="register">
    <thead>
      <tr>
        <th className="number">{words.packet}</th>
        <th>{words.recipient}</th>
        <th>{words.purpose}</th>
        <th>{words.built}</th>
        <th>{words.handedOver}</th>
        <th className="number">{words.pages2}</th>
        <th className="number">{words.exhibits2}</th>
        <th>{words.sha}</th>
        <th>{words.file}</th>
      </tr>
    </thead>
    <tbody>
      {items.map((row) => (
        <PacketLine key={row.id} row={row} caseId={caseId} past={past} />
      ))}
    </tbody>
  </table>
)

function PacketLine({ row, caseId, past }: Omit<PacketTableProps, 'items'> & { row: PacketRow }): ReactElement {
  const [asks, setAsks] = useState(false)
  const checking = useCheck(row.file, row.id)
  return (
    <>
      <tr>
        <td className="number">{row.sequence}</td>
        <td>{row.recipient}</td>
        <td>{row.purpose}</td>
        <td className="nowrap">
          <At at={row.builtAt} full />
          <small className={styles.block}>{row.builtBy}</small>
        </td>
        <td>
          {row.handedOver.length === 0 && <span className="quiet">{words.notOnRecord}</span>}
          {row.handedOver.map(({ to, at, how, seq, recordedBy }) => (
            <div key={seq} title={words.recordedBy(recordedBy)}>
              {to} <At at={at} full />
              <small className={styles.block}>{how}</small>
            </div>
          ))}
          {!past && (
            <Act needs="packet.build" variant="subtle" className="outdent" onClick={() => setAsks(!asks)}>
              {words.handOverPacket(row.sequence)}
            </Act>
          )}
        </td>
        <td className="number">{row.pages}</td>
        <td className="number">{row.exhibits}</td>
        <td className="nowrap">
          <ShortHash hash={row.sha256} />
        </td>
        <td>
          <span className={clsx('mono', styles.path)}>{row.file}</span>
          <Button variant="subtle" className="outdent" onClick={checking.check} disabled={checking.running}>
            {words.checkPacket2(row.sequence)}
          </Button>
        </td>
      </tr>
      {asks && (
        <tr className={styles.result}>
          <td colSpan={9}>
            <HandOverForm caseId={caseId} packet={row} onDone={() => setAsks(false)} />
          </td>
        </tr>
      )}
      {checking.task && (
        <tr className={styles.result}>
          <td colSpan={9}>
            <CheckOutcome checking={checking} />
          </td>
        </tr>
      )}
    </>
  )
}
