import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { commands, commandWords } from '../../shared/contract/commands.ts'
import type { Permission } from '../../shared/contract/permissions.ts'
import { capital } from '../../shared/kernel/show.ts'
import type { Found as Entry } from '../features/manifest.ts'
import { Problem } from '../ui/problem.tsx'
import { everywhere, runCommand, useOffered } from '../session/commands.ts'
import { keyCap, useKeyLayers } from '../session/keys.ts'
import { useVault } from '../session/session.ts'
import { finds } from './features.ts'
import { words as fixed } from './catalogue.ts'
import styles from './shell.module.css'

/** One field that reaches every command, case and report. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={600}
      padding={0}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      title={fixed.findACommandCaseOrReport}
      classNames={{ header: styles['palette-title'] }}
    >
      <Finder onClose={onClose} />
    </Modal>
  )
}

function Finder({ onClose }: { onClose: () => void }): ReactElement {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const { entries, error } = useEntries(typed)
  const at = Math.min(chosen, entries.length - 1)
  const run = (entry: Entry | undefined): void => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen((at + step + entries.length) % Math.max(1, entries.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(entries[at])
    }
  }
  return (
    <div className={styles.palette}>
      <input
        role="combobox"
        aria-label={fixed.findACommandCaseOrReport}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entries[at] ? `palette-${at}` : undefined}
        aria-autocomplete="list"
        autoFocus
        data-autofocus
        placeholder={fixed.commandCaseOrReport}
        value={typed}
        maxLength={200}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <Problem problem={error} />
      <div id="palette-list" role="listbox" aria-label={fixed.found} className={styles['palette-list']}>
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(entry)}
            onMouseMove={() => setChosen(index)}
          >
            <span>{entry.text}</span>
            <small>{entry.hint}</small>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className={styles['palette-none']}>{fixed.nothingIsCalledThat}</p>}
    </div>
  )
}

function useEntries(typed: string) {
  const layers = useKeyLayers()
  const offered = useOffered()
  const [filter] = useDebouncedValue(typed.trim(), 120)
  const searching = filter.length > 0
  const permissions = useVault()?.permissions ?? []
  const may = (permission: Permission): boolean => searching && permissions.includes(permission)
  const answers = finds.map((find) => find(filter, may))

  const general = offered
    .filter((id) => id !== 'find')
    .map((id): Entry => {
      const command: { menu: string; key?: string } = commands[id]
      const hint = command.key === undefined ? '' : keyCap(command.key)
      return { id, text: capital(commandWords[id].says), hint, run: () => runCommand(id) }
    })
  const ofScreen = [...layers]
    .reverse()
    .filter(({ title }) => title !== everywhere())
    .flatMap(({ title, bindings }) =>
      bindings.map(({ key, says, run }): Entry => ({
        id: `${title} ${key}`,
        text: capital(says),
        hint: keyCap(key),
        run,
      })),
    )
  const words = typed.trim().toLowerCase()
  const named = [...ofScreen, ...general].filter(({ text }) => text.toLowerCase().includes(words))
  const seen = new Set<string>()
  const once = named.filter(({ text }) => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()))

  const found: Entry[] = searching ? answers.flatMap((answer) => answer.found) : []
  return { entries: [...once, ...found], error: answers.find(({ error }) => error)?.error ?? null }
}
