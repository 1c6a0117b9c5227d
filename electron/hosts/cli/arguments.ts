import { parseArgs } from 'node:util'
import { usageError } from './usage.ts'

/** The words of one command: what is asked, on what, with which options. */
export interface Arguments {
  /** `report add` and the like; `demo` alone. */
  command: string
  positionals: string[]
  option(name: OptionName): string | undefined
  /** Fails with USAGE when the option is missing. */
  need(name: OptionName): string
  json: boolean
  help: boolean
}

const strings = [
  'name',
  'member',
  'file',
  'map',
  'limit',
  'title',
  'owner',
  'into',
  'reason',
  'follow-up-due',
  'collected-by',
  'collected-at',
  'place',
  'method',
  'description',
  'text',
  'recipient',
  'purpose',
  'out',
  'root',
  'passphrase-file',
  'new-passphrase-file',
] as const
type OptionName = (typeof strings)[number]

/** Which options each command takes, beside `--json` and `--passphrase-file`. */
const taken: Record<string, readonly OptionName[]> = {
  'vault create': ['name', 'member'],
  'vault info': [],
  'vault audit': [],
  'vault passphrase': ['new-passphrase-file'],
  'report add': ['file'],
  'report list': ['limit'],
  'report import': ['map'],
  'report promote': ['title', 'owner', 'follow-up-due'],
  'report merge': ['into', 'reason'],
  'report decline': ['reason'],
  'case list': [],
  'case show': [],
  'exhibit add': ['collected-by', 'collected-at', 'place', 'method', 'description'],
  'exhibit verify': [],
  'exhibit export': ['out'],
  'note add': ['text', 'title'],
  'packet build': ['recipient', 'purpose', 'out'],
  'packet verify': ['root'],
  demo: ['out'],
}

/** Reads the words of a command. Fails with USAGE for a command or option that is not known or not of this command. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  const [first = '', second = ''] = positionals
  const command = Object.hasOwn(taken, first) ? first : `${first} ${second}`
  const help = values['help'] === true || first === '' || first === 'help'
  const options = Object.hasOwn(taken, command) ? taken[command] : undefined
  if (!help && !options) throw usageError(`There is no command “${[first, second].filter(Boolean).join(' ')}”.`)
  const option = (name: OptionName): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  for (const name of strings) {
    if (help || option(name) === undefined || name === 'passphrase-file' || options?.includes(name)) continue
    throw usageError(`“${command}” takes no option --${name}.`)
  }
  return {
    command,
    positionals: positionals.slice(command.split(' ').length),
    option,
    need: (name) => {
      const value = option(name)
      if (value === undefined) throw usageError(`“${command}” needs --${name}.`)
      return value
    },
    json: values['json'] === true,
    help,
  }
}

function parse(argv: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  const options = {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    ...Object.fromEntries(strings.map((name) => [name, { type: 'string' } as const])),
  } as const
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (thrown) {
    throw usageError(inOneSentence(thrown))
  }
}

/** Node's first sentence about what it could not read; what follows it is about Node, not about us. */
function inOneSentence(thrown: unknown): string {
  const words = thrown instanceof Error ? thrown.message : 'The command could not be read'
  return `${words.split(/\n|\. /, 1)[0]?.replace(/[.]$/, '') ?? words}.`
}
