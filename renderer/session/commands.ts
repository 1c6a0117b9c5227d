import { useEffect, useRef, useSyncExternalStore } from 'react'
import { commandIds, commands, commandWords, type CommandId } from '../../shared/contract/commands.ts'
import { bridge } from './bridge.ts'
import { useKeys, type KeyBinding } from './keys.ts'
import { words } from './catalogue.ts'

/** What can be done now, by the command's name. */
type Handlers = Partial<Record<CommandId, (() => void) | false>>
interface Layer {
  /** Names of what it offers. */
  names: string
  handlers: { readonly current: Handlers }
}

let layers: readonly Layer[] = []
let offered: readonly CommandId[] = []
const listeners = new Set<() => void>()

const idsOf = (handlers: Handlers): CommandId[] => commandIds.filter((id) => handlers[id])

function setLayers(next: readonly Layer[]): void {
  layers = next
  offered = commandIds.filter((id) => layers.some(({ handlers }) => handlers.current[id]))
  bridge.desktop?.offer(offered)
  for (const listener of listeners) listener()
}

/**
 * Offers commands for as long as the screen is shown: by their keys, in the palette, and in the menu of the desktop. What
 * is false or left out is not offered.
 */
export function useCommands(handlers: Handlers): void {
  const current = useRef(handlers)
  useEffect(() => {
    current.current = handlers
  })
  const ids = idsOf(handlers)
  const names = ids.join(' ')
  useEffect(() => {
    const layer = { names, handlers: current }
    setLayers([...layers, layer])
    return () => setLayers(layers.filter((other) => other !== layer))
  }, [names])
  useKeys(
    words.everywhere,
    ids.flatMap((id): KeyBinding[] => {
      const command: { menu: string; key?: string } = commands[id]
      return command.key === undefined
        ? []
        : [{ key: command.key, says: commandWords[id].says, run: () => runCommand(id) }]
    }),
  )
}

/** What the keys that hold on every screen are called together. */
export const everywhere = (): string => words.everywhere

/** The commands that can be done now, in the order of their table. */
export const useOffered = (): readonly CommandId[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )

/** Carries a command out as the screen shown last has it; nothing happens to one that is not offered. */
export function runCommand(id: CommandId): void {
  const run = layers.findLast(({ handlers }) => handlers.current[id])?.handlers.current[id]
  if (run) run()
}
