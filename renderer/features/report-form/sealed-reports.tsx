import { clsx } from 'clsx'
import { useRef, useState, type DragEvent, type ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { useSealedPicks } from './picked.ts'
import { SealedReport } from './sealed-report.tsx'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

/** Sealed reports that came back: each is opened and shown before it is filed. */
export function SealedReports(): ReactElement {
  const { picked, take, leave, lost, forgetLost } = useSealedPicks()
  const [dragging, setDragging] = useState(0)
  const picker = useRef<HTMLInputElement>(null)
  const carries = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  return (
    <section
      className={
        dragging > 0
          ? clsx(styles.part, styles['sealed-reports'], styles.dropping)
          : clsx(styles.part, styles['sealed-reports'])
      }
      aria-label={words.sealedReports}
      onDragEnter={(event) => carries(event) && setDragging(dragging + 1)}
      onDragLeave={(event) => carries(event) && setDragging(Math.max(0, dragging - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        setDragging(0)
        void take([...event.dataTransfer.files])
      }}
    >
      <h2>{words.sealedReports}</h2>
      <div className="actions">
        <Act
          needs="report.write"
          variant={picked.length === 0 ? 'filled' : 'default'}
          onClick={() => picker.current?.click()}
        >
          {words.openSealedReports}
        </Act>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={words.sealedReportsToOpen}
          onChange={(event) => {
            const field = event.currentTarget
            void take([...(field.files ?? [])]).finally(() => (field.value = ''))
          }}
        />
        <span className="quiet">{words.hfreportFilesCanAlsoBeDropped}</span>
      </div>
      <Problem problem={lost} onDismiss={forgetLost} />
      {picked.length === 0 && <p className="quiet">{words.whatAReporterWroteComesBack}</p>}
      {picked.map(({ name, path }) => (
        <SealedReport key={path} name={plainly(name)} path={path} onLeave={() => leave(path)} />
      ))}
    </section>
  )
}
