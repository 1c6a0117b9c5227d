import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { channels, type UpdateManifest } from '../../../../shared/update/manifest.ts'
import { findProgram, readSettings } from '../../place.ts'
import { installCommand, installUpdate, type TrialVault } from '../../update/install.ts'
import { readUpdateKeys } from '../../update/keys.ts'
import { readMemory, writeMemory } from '../../update/memory.ts'
import { readAddress } from '../../update/online/address.ts'
import { fetchUpdate } from '../../update/online/fetch.ts'
import type { TrialAnswer } from '../../update/trial.ts'
import { manifestBeside, verifyUpdate, type UpdatePlace } from '../../update/verify.ts'
import { askPassphrase } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { open, type Arguments, type Commands, type Work } from './command.ts'

/** Where updates go to, and what they are judged by. */
const place = (args: Arguments): UpdatePlace => ({
  program: findProgram(import.meta.url),
  home: readSettings(process.env).home,
  channel: channelOf(args),
})

function channelOf(args: Arguments): (typeof channels)[number] | undefined {
  const asked = args.option('channel')
  const channel = channels.find((one) => one === asked)
  if (asked !== undefined && !channel) throw usageError(`--channel is “${asked}”; it is ${channels.join(' or ')}.`)
  return channel
}

function filesOf({ command, positionals }: Arguments): [file: string, manifest: string] {
  const [file, manifest, ...rest] = positionals
  if (file === undefined || rest.length > 0)
    throw usageError(`“${command}” takes a file of a release, and its manifest where that lies elsewhere.`)
  return [resolve(file), resolve(manifest ?? manifestBeside(file))]
}

const releaseInWords = ({ version, file, size, sha256, released, channel }: UpdateManifest): string =>
  `Holdfast ${version} (${channel}), released ${showInstant(released)}: ${file}, ${showSize(size)}, SHA-256 ${sha256}`

const addressInWords = (address: string | null): string =>
  address === null
    ? 'It looks for none over the network.'
    : `It looks for them at ${address} when it is told to; the window does so once a day.`

export const updateCommands: Commands = {
  'update status': {
    takes: '',
    says: 'says which Holdfast this is, whose releases it takes, and what was verified here',
    options: [],
    run: async ({ args, out }) => {
      const { program, home } = place(args)
      const [{ keys, threshold }, { channel, address, seen }] = await Promise.all([
        readUpdateKeys(join(program.root, 'resources')),
        readMemory(home),
      ])
      const names = keys.map(({ id, name }) => ({ id, name }))
      out.answer({ version: program.version, keys: names, threshold, channel, address, seen }, [
        `This is Holdfast ${program.version}; it takes ${channel} releases.`,
        addressInWords(address),
        ...(keys.length === 0
          ? ['This build has no update key, so it can verify no update.']
          : [
              `A release needs ${count(threshold, 'signature')} of: ${keys.map(({ id, name }) => `${name} (${id})`).join(', ')}`,
            ]),
        ...Object.values(seen).map(
          ({ version, released }) => `Verified here: ${version}, released ${showInstant(released)}`,
        ),
      ])
      return 0
    },
  },
  'update settings': {
    takes: '[--channel stable|preview] [--address URL|off]',
    says: 'says which releases are taken, and from where; from nowhere until you say so',
    options: ['channel', 'address'],
    run: async ({ args, out }) => {
      const { home, channel } = place(args)
      const asked = args.option('address')
      if (channel === undefined && asked === undefined)
        throw usageError('“update settings” needs --channel, --address, or both.')
      const before = await readMemory(home)
      const address = asked === undefined ? before.address : asked === 'off' ? null : readAddress(asked)
      const after = { ...before, channel: channel ?? before.channel, address }
      await writeMemory(home, after)
      out.answer({ channel: after.channel, address }, [`It takes ${after.channel} releases.`, addressInWords(address)])
      return 0
    },
  },
  'update fetch': {
    takes: '[--channel stable|preview]',
    says: 'brings a newer release from that address and verifies it; installs nothing',
    options: ['channel'],
    run: async ({ args, out }) => {
      const fetched = await fetchUpdate(place(args))
      const { manifest } = fetched
      if (fetched.done === 'current') {
        out.answer(fetched, [`Holdfast ${manifest.version} is installed, and is the newest that the address offers.`])
        return 0
      }
      const { file, signers } = fetched
      const command = installCommand(manifest.kind, file)
      out.answer({ ...fetched, command }, [
        releaseInWords(manifest),
        `Verified: signed by ${signers.join(' and ')}; the file is whole, and lies in ${file}.`,
        'Nothing was installed. Give this command when no Holdfast is open:',
        `  ${command}`,
      ])
      return 0
    },
  },
  'update verify': {
    takes: 'FILE [MANIFEST] [--channel stable|preview]',
    says: 'verifies a file of a release against its signed manifest',
    options: ['channel'],
    run: async ({ args, out }) => {
      const { manifest, signers } = await verifyUpdate(place(args), ...filesOf(args))
      out.answer({ manifest, signers }, [
        releaseInWords(manifest),
        `Verified: signed by ${signers.join(' and ')}; the file is whole.`,
      ])
      return 0
    },
  },
  'update install': {
    takes: 'FILE [MANIFEST] (--vault DIR [--out PATH] | --no-vault) [--channel stable|preview]',
    says: 'verifies it, backs a vault up, has the new one open a copy, then puts it in place',
    options: ['channel', 'vault', 'out'],
    flags: ['no-vault'],
    run: async (work) => {
      const { args, out } = work
      const files = filesOf(args)
      const dir = args.option('vault')
      if ((dir === undefined) !== args.flag('no-vault'))
        throw usageError('“update install” needs --vault with the vault that it is tried on, or --no-vault.')
      const vault = dir === undefined ? undefined : await trialVault(work, resolve(dir))
      const result = await installUpdate(place(args), ...files, vault)
      if (result.done === 'verified') {
        const { manifest, command } = result
        out.answer({ done: 'verified', manifest, command }, [
          releaseInWords(manifest),
          'Verified. The system installs this kind of file; give this command when no Holdfast is open:',
          `  ${command}`,
          'Make a backup of your vaults first (`holdfast vault backup`).',
        ])
        return 0
      }
      const { manifest, trial, backup, aside } = result
      out.answer({ done: 'installed', manifest, trial, backup, aside }, [
        ...(backup === null ? [] : [`Backed up to ${backup} first.`, ...trialInWords(trial)]),
        `Holdfast ${manifest.version} is in place; the former one lies in ${aside}.`,
        'Your vaults were not changed.',
      ])
      return 0
    },
  },
  'update trial': {
    takes: '[BACKUP]',
    says: 'says that this Holdfast starts, and opens and audits a copy of a backup',
    options: [],
    run: async (work) => {
      const [backup, ...rest] = work.args.positionals
      if (rest.length > 0) throw usageError('“update trial” takes one backup, or none.')
      const { version } = findProgram(import.meta.url)
      // The core loads, and its cryptography gives the known answers: without it nothing was tried.
      await work.call('app.state', {})
      const vault = backup === undefined ? null : await tryOn(work, resolve(backup))
      const answer: TrialAnswer = { format: 'holdfast-trial', version, vault }
      work.out.answer(answer, [`Holdfast ${version} starts here.`, ...trialInWords(answer)])
      return 0
    },
  },
}

const trialInWords = ({ version, vault }: TrialAnswer): string[] =>
  vault === null
    ? []
    : [
        `Holdfast ${version} opened and audited a copy: ${count(vault.entries, 'entry', 'entries')}, ${count(vault.exhibits, 'exhibit')}, all as sealed.`,
        ...(vault.upgraded.length === 0
          ? []
          : [`It needs \`holdfast vault upgrade\`, which worked on the copy: ${vault.upgraded.join('; ')}.`]),
      ]

/** The vault as it will be backed up: opened now, so that a wrong passphrase is told before anything is done. */
async function trialVault(work: Work, dir: string): Promise<TrialVault> {
  const { args, call } = work
  const passphrase = await askPassphrase(args.option('passphrase-file'))
  await open({ ...work, args: { ...args, positionals: [dir] } }, 0, 0, passphrase)
  return {
    passphrase,
    backUp: async () => {
      const asked = args.option('out')
      const made = await call('vault.backup', { out: asked === undefined ? undefined : resolve(asked), full: true })
      return made.place
    },
  }
}

/** Restores a backup beside itself, opens and audits the copy, upgrades it if this version asks for that, and removes it. */
async function tryOn({ args, call }: Work, backup: string): Promise<NonNullable<TrialAnswer['vault']>> {
  const passphrase = await askPassphrase(args.option('passphrase-file'))
  const folder = await mkdtemp(join(dirname(backup), '.holdfast-copy-'))
  try {
    const dir = join(folder, 'Copy.holdfast')
    const { entries, exhibits } = await call('vault.restore', { from: backup, to: dir, passphrase })
    const { upgrade } = await call('vault.unlock', { dir, passphrase })
    const { mustCompare, fingerprint } = await call('vault.info', {})
    // A copy in a home of its own is seen for the first time; what it is a copy of was opened where it is known.
    if (mustCompare) await call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
    const upgraded = upgrade?.may
      ? (await call('vault.upgrade', { out: join(folder, 'Copy.backup') })).older
      : (upgrade?.older ?? [])
    await requireSound(call)
    return { entries, exhibits, upgraded }
  } finally {
    await call('vault.lock', {})
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireSound(call: Work['call']): Promise<void> {
  const { ok, problems } = await call('ledger.audit', { scope: 'full' })
  if (!ok)
    throw new HoldfastError(
      'LEDGER_BROKEN',
      `The copy does not pass its audit: ${problems[0]?.message ?? 'see the audit'}`,
      'Audit the vault itself: `holdfast vault audit`.',
    )
}
