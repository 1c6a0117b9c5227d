import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** Switches of Chromium and Node that open the program to whoever started it, or write what it does to a file. */
const debugging: Readonly<Record<string, string>> = {
  'remote-debugging-port': 'lets another program drive the window',
  'remote-debugging-pipe': 'lets another program drive the window',
  'remote-allow-origins': 'lets a web page drive the window',
  inspect: 'lets another program drive the main process',
  'inspect-brk': 'lets another program drive the main process',
  'inspect-port': 'lets another program drive the main process',
  'js-flags': 'changes what the engine keeps and writes',
  'enable-logging': 'writes what pages say',
  'log-file': 'writes what pages say to a file',
  'log-net-log': 'writes every request to a file',
  'trace-startup': 'writes what the window does to a file',
  'load-extension': 'runs a stranger’s script in the window',
  'disable-web-security': 'takes the window’s limits away',
  'host-resolver-rules': 'lets the window reach the network',
  'user-data-dir': 'puts the window’s files elsewhere',
}

/** Who starts it, and how. */
export interface Started {
  packaged: boolean
  /** Whether a person asked to look inside (`HOLDFAST_DEBUG`). */
  debug: boolean
  switches: { hasSwitch(name: string): boolean; removeSwitch(name: string): void }
}

/** Refuses an installed app that is started for debugging and not by a person who said so. Fails with USAGE. */
export function requireNoDebugging({ packaged, debug, switches }: Started): void {
  if (!packaged || debug) return
  const found = Object.keys(debugging).filter((name) => switches.hasSwitch(name))
  // Chromium reads them only later, and it goes on while the refusal is shown.
  for (const name of found) switches.removeSwitch(name)
  const [first] = found
  if (first === undefined) return
  throw new HoldfastError(
    'USAGE',
    `The switch --${first} ${debugging[first]}; Holdfast does not start with it.`,
    'Leave it out; to look for a fault, set HOLDFAST_DEBUG=1.',
  )
}
