import { Modal } from '@mantine/core'
import type { ReactElement } from 'react'
import { keyCap, useKeyLayers } from '../session/keys.ts'
import { words } from './catalogue.ts'
import styles from './shell.module.css'

/** The keys that work on this screen, the nearest first. */
export function KeysHelp({ onClose }: { onClose: () => void }): ReactElement {
  const layers = useKeyLayers().filter(({ bindings }) => bindings.length > 0)
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.keysOfThisScreen}
      size={480}
      closeButtonProps={{ 'aria-label': words.closeTheKeys }}
      transitionProps={{ duration: 0 }}
    >
      <div className={styles['keys-help']}>
        {[...layers].reverse().map(({ title, bindings }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {bindings.map(({ key, says }) => (
                <div key={key}>
                  <dt>
                    <kbd>{keyCap(key)}</kbd>
                  </dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
