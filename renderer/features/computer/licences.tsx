import { TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Packaged } from '../../../shared/contract/computer.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { words as fixed } from './catalogue.ts'
import styles from './computer.module.css'

/** Every package that Holdfast is made of, with its licence and its text; found by name or licence. */
export function Licences({ packages }: { packages: readonly Packaged[] | null }): ReactElement {
  const [typed, setTyped] = useState('')
  const words = typed.trim().toLowerCase().split(/\s+/)
  const found = packages?.filter(({ name, version, licence }) => {
    const text = `${name} ${version} ${licence}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <section className={styles['computer-part']} aria-labelledby="licences">
      <h2 id="licences">{fixed.licences}</h2>
      {!packages || !found ? (
        <p>{fixed.thisCopyCameWithoutTheList}</p>
      ) : (
        <>
          <p className="quiet">{fixed.holdfastIsMadeOfEachUnder(fixed.packages(packages.length))}</p>
          <TextInput
            label={fixed.findAPackageOrALicence}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <p role="status" className="quiet">
            {found.length === packages.length ? fixed.allShown : fixed.foundPackages(fixed.packages(found.length))}
          </p>
          <ul className={styles.licences} aria-label={fixed.packagesAndTheirLicences}>
            {found.map((one) => (
              <Package key={`${one.name} ${one.version}`} one={one} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Package({ one }: { one: Packaged }): ReactElement {
  const [open, setOpen] = useState(false)
  const line = (
    <>
      <span className="mono">
        {one.name} {one.version}
      </span>{' '}
      <span className="quiet">{one.licence}</span>
    </>
  )
  if (one.texts === 0)
    return (
      <li className={styles.licence}>
        {line} <span className="quiet">{fixed.itBringsNoTextOfIt}</span>
      </li>
    )
  return (
    <li className={styles.licence}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{line}</summary>
        {open && <Texts name={one.name} version={one.version} />}
      </details>
    </li>
  )
}

function Texts({ name, version }: { name: string; version: string }): ReactElement {
  const { data, error } = useAsk('app.licence', { name, version })
  return (
    <>
      <Problem problem={error} title={fixed.theTextCouldNotBeRead} />
      {!data && !error && <Loading what={fixed.theText} />}
      {data?.texts.map((text) => (
        <pre key={text} className={styles['licence-text']} tabIndex={0}>
          {text}
        </pre>
      ))}
    </>
  )
}
