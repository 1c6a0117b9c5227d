import { useEffect } from 'react'

const parts = new Map<'vault' | 'room', string>()

const show = (): void => {
  const said = (['room', 'vault'] as const).flatMap((name) => parts.get(name) ?? [])
  document.title = [...said, 'Holdfast'].join(' · ')
}

/**
 * What the window's title says of where the person is: `Cases · North site · Holdfast`, `Locked · North site · Holdfast`.
 * Systems keep titles, print queues among them, so no word of a case stands there.
 */
export function useTitle(part: 'vault' | 'room', says: string | undefined): void {
  useEffect(() => {
    if (says === undefined) return undefined
    parts.set(part, says)
    show()
    return () => {
      parts.delete(part)
      show()
    }
  }, [part, says])
}
