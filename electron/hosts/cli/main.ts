import { errorCodes, HoldfastError, toFailure } from '../../../shared/kernel/errors.ts'
import type { CoreApp } from '../../core/app.ts'
import { findProgram, readSettings, type Program, type Settings } from '../place.ts'
import { readArguments } from './arguments.ts'
import type { Arguments, Work } from './commands/command.ts'
import { commands, usageOf } from './commands/index.ts'
import { outputTo, type Output } from './output.ts'

/** Carries out the command that the words ask for; returns the exit status. */
async function main(argv: readonly string[]): Promise<number> {
  const out = outputTo(argv.includes('--json'))
  try {
    return await carryOut(readArguments(argv), out)
  } catch (thrown) {
    const failure = toFailure(thrown)
    out.fail(failure)
    if (failure.code === 'INTERNAL' && process.env['HOLDFAST_DEBUG'] === '1')
      process.stderr.write(`${String((thrown as Error).stack)}\n`)
    return errorCodes[failure.code]
  }
}

async function carryOut(args: Arguments, out: Output): Promise<number> {
  if (args.help) {
    process.stdout.write(usageOf(args.asked))
    return 0
  }
  const program = findProgram(import.meta.url)
  if (args.version) {
    out.answer({ name: 'holdfast', version: program.version }, [`holdfast ${program.version}`])
    return 0
  }
  const cancel = new AbortController()
  process.once('SIGINT', () => cancel.abort())
  const settings = { ...readSettings(process.env), idleMinutes: 0 }
  const context = { signal: cancel.signal, progress: out.progress }
  let app: CoreApp | undefined
  try {
    const call: Work['call'] = async (name, input) => {
      app ??= await openCore(program, settings)
      return app.call(name, input, context)
    }
    return (await commands[args.command]?.run({ args, out, call })) ?? errorCodes.USAGE
  } finally {
    await app?.close()
  }
}

/** The core, loaded once a command asks it something: help and what is written wrong need none of it. */
async function openCore(program: Program, settings: Settings): Promise<CoreApp> {
  const [{ createApp }, { nodePorts }] = await Promise.all([import('../../core/app.ts'), import('../node-ports.ts')])
  const showFile = (): Promise<void> =>
    Promise.reject(new HoldfastError('NOT_ALLOWED', 'The command line shows no files.', 'Open the path yourself.'))
  return createApp(nodePorts(program, settings, { host: 'cli', showFile }))
}

// A reader that has seen enough (`| head`) is no fault; what the command does is done all the same.
process.stdout.on('error', (thrown: { code?: unknown }) => {
  if (thrown.code !== 'EPIPE') process.exitCode = errorCodes.IO
})

process.exitCode = await main(process.argv.slice(2))
