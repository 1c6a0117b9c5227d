import { clsx } from 'clsx'
import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type ChangeEvent, type ReactElement } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { bridge } from '../../session/bridge.ts'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { nameOfFolder } from '../../session/session.ts'
import { Empty } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { CheckOutcome, useCheck, type Against } from './check-packet.tsx'
import { usePacketPicks } from './picked.ts'
import { words } from './catalogue.ts'
import styles from './packet.module.css'

interface CheckPacketsProps {
  onBack: () => void
  /** Takes a PDF for import instead; left out where nothing can be imported now. */
  onImport?: ((file: string) => void) | undefined
}

/** PDFs that came from outside, each checked as the recipient of a packet would. Nothing is recorded by it, and it takes no vault. */
export function CheckPackets({ onBack, onImport }: CheckPacketsProps): ReactElement {
  const picked = usePacketPicks()
  const picker = useRef<HTMLInputElement>(null)
  const [crl, setCrl] = useKept<string | null>('packet revocation list', null)
  const [typed, setTyped] = useKept('packet root', '')
  const [lost, setLost] = useState<Failure | null>(null)
  const root = typed.toLowerCase().replace(/[\s:]/g, '')
  const wrong = root !== '' && !/^[0-9a-f]{64}$/.test(root)
  useKeys(words.checkAPacket, [
    { key: 'a', says: words.chooseFiles, run: () => picker.current?.click() },
    { key: 'Escape', says: words.goBack, run: onBack },
  ])
  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    const files = [...(field.files ?? [])]
    void Promise.all(files.map((file) => bridge.pathOf(file))).then((paths) => {
      field.value = ''
      const found = paths.filter((path) => path !== '')
      setLost(found.length === files.length ? null : notOnDisk)
      picked.add(found)
    })
  }
  return (
    <div className={styles['check-packets']} tabIndex={0} role="region" aria-label={words.checkAPacket}>
      <header>
        <h1>{words.checkAPacket}</h1>
        <div className="actions">
          <Button onClick={() => picker.current?.click()}>{words.chooseFiles2}</Button>
          <input
            ref={picker}
            type="file"
            accept=".pdf"
            multiple
            hidden
            aria-label={words.packetsToCheck}
            onChange={onPick}
          />
          <Button onClick={onBack}>{words.back}</Button>
        </div>
      </header>
      <p>{words.aPdfThatSomebodySentIs}</p>
      <TextInput
        label={words.fingerprintOfTheSendersRootCertificate}
        description={words.asTheSenderReadItTo}
        value={typed}
        maxLength={200}
        error={wrong && words.itHasDigitsFromToF}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <RevocationList list={crl} onList={setCrl} onLost={() => setLost(notOnDisk)} />
      <Problem problem={lost} title={words.notEveryFileCanBeChecked} onDismiss={() => setLost(null)} />
      {picked.files.length === 0 && <Empty says={words.chooseAPdfDropItOn} />}
      <ul className={styles['packets-from-outside']} aria-label={words.packets}>
        {picked.files.map((file) => (
          <Packet
            key={`${file} ${wrong ? '' : root} ${crl}`}
            file={file}
            against={{ root: wrong || root === '' ? null : root, crl }}
            onLeave={() => picked.leave(file)}
            onImport={
              onImport &&
              (() => {
                picked.leave(file)
                onImport(file)
              })
            }
          />
        ))}
      </ul>
    </div>
  )
}

interface RevocationListProps {
  /** Its file; null: none was chosen. */
  list: string | null
  onList: (file: string | null) => void
  /** What was chosen lies on no disk. */
  onLost: () => void
}

/** The root's list of revoked certificates, as a file that the sender gave by another way. */
function RevocationList({ list, onList, onLost }: RevocationListProps): ReactElement {
  const picker = useRef<HTMLInputElement>(null)
  const onPick = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    const [file] = field.files ?? []
    if (!file) return
    void bridge.pathOf(file).then((path) => {
      field.value = ''
      if (path === '') onLost()
      else onList(path)
    })
  }
  return (
    <div className={styles['revocation-list']} role="group" aria-labelledby="revocation-list">
      <b id="revocation-list">{words.listOfRevokedCertificates}</b>
      {list === null ? (
        <p className="quiet">{words.asTheSenderWroteItBeside}</p>
      ) : (
        <p className={clsx('quiet mono', styles.path)}>{plainly(list)}</p>
      )}
      <div className="actions">
        <Button onClick={() => picker.current?.click()}>
          {list === null ? words.chooseTheList : words.chooseAnotherList}
        </Button>
        {list !== null && (
          <Button variant="subtle" onClick={() => onList(null)}>
            {words.checkWithoutIt}
          </Button>
        )}
        <input
          ref={picker}
          type="file"
          accept=".pem,.crl,.der"
          hidden
          aria-label={words.listOfRevokedCertificates}
          onChange={onPick}
        />
      </div>
    </div>
  )
}

interface PacketProps {
  file: string
  against: Against
  onLeave: () => void
  onImport: (() => void) | undefined
}

function Packet({ file, against, onLeave, onImport }: PacketProps): ReactElement {
  const checking = useCheck(file, `outside ${against.root ?? ''} ${against.crl ?? ''}`, against)
  const begun = checking.task !== undefined
  const { check } = checking
  useEffect(() => {
    if (!begun) check()
    // Once for each file, fingerprint and list: what failed or was cancelled waits for a person.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [])
  return (
    <li>
      <h2>{plainly(nameOfFolder(file))}</h2>
      <p className={clsx('quiet mono', styles.path)}>{plainly(file)}</p>
      <CheckOutcome checking={checking} />
      <div className="actions">
        <Button onClick={check} disabled={checking.running}>
          {words.checkAgain}
        </Button>
        {onImport && (
          <Button onClick={onImport} disabled={checking.running}>
            {words.importItInstead}
          </Button>
        )}
        <Button variant="subtle" onClick={onLeave}>
          {words.takeOffTheList}
        </Button>
      </div>
    </li>
  )
}

const notOnDisk: Failure = {
  code: 'FILE_NOT_FOUND',
  get message() {
    return words.aFileIsNotOnThis
  },
  get next() {
    return words.saveItToAFolderFirst
  },
}
