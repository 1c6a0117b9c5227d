import { bridge } from '../session/bridge.ts'
import { queries } from '../session/client.ts'
import { runCommand } from '../session/commands.ts'
import { putDuePlace } from './due-place.ts'
import { putOpened } from '../features/opened/index.ts'

/** Does what the menu of the desktop asks, for as long as the window lives. */
export function startMenu(): void {
  bridge.desktop?.onAsked((asked) => {
    if (asked.kind === 'command') runCommand(asked.command)
    else if (asked.kind === 'preferences') void queries.invalidateQueries({ queryKey: ['app.preferences'] })
    else if (asked.kind === 'due') putDuePlace(asked.place)
    else putOpened(asked)
  })
}
