import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { ShortHash } from '../../ui/hash.tsx'
import { plainly } from '../../ui/name.ts'
import { Fact } from '../../ui/panel.tsx'
import { At } from '../../ui/when.tsx'
import { count } from '../../ui/words.ts'
import { entriesOf } from './head-check.tsx'
import { words } from './catalogue.ts'

type Anchor = Output<'ledger.anchors'>['anchors'][number]

const kinds: Record<Anchor['kind'], string> = {
  get computer() {
    return words.rememberedBy
  },
  get cosignature() {
    return words.cosignedBy
  },
  get timestamp() {
    return words.timestampedBy
  },
  get packet() {
    return words.inAPacketFor
  },
}

export const AnchorTable = ({ anchors }: { anchors: Anchor[] }): ReactElement => (
  <table className="register">
    <thead>
      <tr>
        <th className="number">{words.entries}</th>
        <th>{words.held}</th>
        <th>{words.at}</th>
        <th>{words.root}</th>
      </tr>
    </thead>
    <tbody>
      {anchors.map((anchor) => (
        <tr key={`${anchor.kind} ${anchor.size} ${anchor.seq ?? ''}`}>
          <td className="number">{count(anchor.size)}</td>
          <td>
            {kinds[anchor.kind]} {plainly(anchor.who)}
          </td>
          <td className="nowrap">
            <At at={anchor.at} full />
          </td>
          <td className="nowrap">
            <ShortHash hash={anchor.root} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** The two anchors that an entry lies between. */
export function BetweenAnchors({ seq }: { seq: number }): ReactElement | null {
  const between = useAsk('ledger.anchors', { seq }).data?.between
  if (!between) return null
  return (
    <>
      <Fact term={words.recordedAfter}>
        {between.after ? <AnchorWords anchor={between.after} /> : words.noKnownAnchor}
      </Fact>
      <Fact term={words.andBefore}>
        {between.before ? <AnchorWords anchor={between.before} /> : words.noKnownAnchorItIsNot}
      </Fact>
    </>
  )
}

const AnchorWords = ({ anchor }: { anchor: Anchor }): ReactElement => (
  <>
    {entriesOf(anchor.size)}, <At at={anchor.at} full />, {kinds[anchor.kind].toLowerCase()} {plainly(anchor.who)}
  </>
)
