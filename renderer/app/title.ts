import { useEffect } from 'react'

const parts = new Map<'vault' | 'room' | 'page', string>()

const show = (): void => {
  const said = (['page', 'room', 'vault'] as const).flatMap((name) => parts.get(name) ?? [])
  document.title = [...said, 'Holdfast'].join(' · ')
}

/** What the window's title says of where the person is, the nearest first: `2026-014 Van at the gate · Cases · North site · Holdfast`. */
export function useTitle(part: 'vault' | 'room' | 'page', says: string | undefined): void {
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
