import { resolve } from 'node:path'
import type { Without } from '../../shared/contract/contract.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import type { App, Handlers } from '../../shared/contract/server.ts'
import { aboutApp, licenceOf } from './about.ts'
import { chooseFolder } from './chosen-paths.ts'
import { lookAt } from './identities.ts'
import type { IdleClock } from './idle.ts'
import { recoverSession, renewOwed } from './key-acts.ts'
import { knownVaults } from './known-vaults.ts'
import type { Opening } from './opening.ts'
import type { Ports } from './ports.ts'
import type { Preferences } from './preferences.ts'
import { strengthOf } from './record/vault/index.ts'
import { checkLedgerExport } from './release/ledger-file/index.ts'
import { checkPacket } from './release/packet/index.ts'
import { restoreBackup } from './restore.ts'
import { makeSample } from './sample.ts'
import { createSession, describeSession, unlockSession, type Session } from './session.ts'
import { settled } from './settled.ts'
import { failedAttempts } from './throttle.ts'
import { updateHandlers } from './updates.ts'

/** What the core is made of, as far as these answers need it. */
interface Parts {
  opening: Opening
  preferences: Preferences
  idle: IdleClock
  /** Folders that the person chose for a vault since one was opened last. */
  chosen: Set<string>
  /** Folders that were chosen to be kept as evidence. */
  toKeep: Set<string>
  /** The vault as it was before what works alone on it began; null while nothing does. */
  described: () => VaultInfo | null
  /** The calls on a session alone, and those of this core. */
  callsOn: (session: Session) => App['call']
  call: App['call']
}

/** Answers to what is asked without an open vault, or about opening one. */
export function withoutVault(ports: Ports, parts: Parts): Pick<Handlers, Without> {
  const { opening, preferences } = parts
  const { onRecorded } = opening
  return {
    'app.state': async () => ({
      version: ports.version,
      host: ports.host,
      open: opening.session ? (parts.described() ?? describeSession(opening.session)) : null,
      vaults: await knownVaults(ports.home),
      defaultFolder: ports.home,
      idleMinutes: preferences.idleMinutes,
      choosesFolders: ports.chooseFolder !== undefined,
    }),
    'app.about': () => aboutApp(ports),
    'app.licence': (input) => licenceOf(ports, input),
    'app.preferences': () => preferences.get(),
    'app.setPreferences': (change) => preferences.set(change),
    'app.chooseFolder': ({ use }) => chooseFolder(ports, use, parts),
    ...updateHandlers(ports),
    'vault.strength': ({ passphrase, about }) => strengthOf(passphrase, about),
    'vault.failedAttempts': ({ dir }) => failedAttempts(ports, dir),
    'vault.look': ({ dir }) => lookAt(ports, resolve(dir)),
    'vault.create': (input) => opening.instead(() => opening.enter(createSession(ports, input, onRecorded))),
    'vault.unlock': (input, by) =>
      opening.instead(async () => {
        const opened = await unlockSession(ports, input, onRecorded, by)
        return opening.enter(renewOwed(opened, onRecorded, by).then(settled))
      }),
    'vault.recover': (input, by) =>
      opening.instead(async () => {
        const { session: opened, sheet, renewed } = await recoverSession(ports, input, onRecorded, by)
        return { info: await opening.enter(settled(opened)), sheet, renewed }
      }),
    'vault.lock': async () => {
      await opening.leave('asked')
      return {}
    },
    'vault.touch': () => {
      parts.idle.touch()
      return {}
    },
    'vault.createSample': ({ dir }, by) =>
      makeSample(ports, dir, by, parts.callsOn, (vault) => parts.call('vault.unlock', vault, by)),
    'vault.restore': (input, context) => restoreBackup(ports, input, context, opening.session?.workspace.vault),
    'packet.verify': (input, { signal }) => checkPacket(ports, input, signal),
    'ledger.verify': ({ file }, context) => checkLedgerExport(ports, file, context),
    'file.show': async ({ file }) => {
      await ports.showFile(file)
      return {}
    },
  }
}
