import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { ShortHash } from '../../ui/hash.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'

interface ExhibitTableProps {
  items: Output<'exhibit.list'>['items']
  selected: number
  onSelect: (number: string) => void
}

/** The register, in the order of the numbers. */
export const ExhibitTable = ({ items, selected, onSelect }: ExhibitTableProps): ReactElement => (
  <table className="register exhibits">
    <thead>
      <tr>
        <th>Exhibit</th>
        <th>File</th>
        <th className="aside">Type</th>
        <th className="number">Size</th>
        <th className="aside">SHA-256</th>
        <th>Collected</th>
        <th>Verified</th>
      </tr>
    </thead>
    <tbody>
      {items.map((row, index) => (
        <tr key={row.id} aria-selected={index === selected} onClick={() => onSelect(row.number)}>
          <td className="nowrap">
            <button type="button" className="link" onClick={() => onSelect(row.number)}>
              {row.number}
            </button>
          </td>
          <td className="file">
            <span className="file-name" title={plainly(row.fileName)}>
              {plainly(row.fileName)}
            </span>
            {row.description && <small>{row.description}</small>}
          </td>
          <td className="nowrap aside" title={row.mediaType}>
            {fileKind(row.mediaType)}
          </td>
          <td className="number nowrap">{bytes(row.size)}</td>
          <td className="nowrap aside">
            <ShortHash hash={row.sha256} />
          </td>
          <td className="nowrap">
            <At at={row.collectedAt} full />
            <small>{row.collectedBy}</small>
          </td>
          <td className="nowrap">
            <Verified row={row} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

type ExhibitRow = Output<'exhibit.list'>['items'][number]

/** When the kept bytes were last read back, and whether they were still what was collected. */
export function Verified({ row }: { row: Pick<ExhibitRow, 'verifiedAt' | 'failedAt'> }): ReactElement {
  if (row.failedAt !== null) {
    return (
      <span className="late">
        not as kept, <At at={row.failedAt} />
      </span>
    )
  }
  return row.verifiedAt === null ? <span className="quiet">not yet</span> : <At at={row.verifiedAt} />
}
