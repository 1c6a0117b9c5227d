import { AppUpdater, Provider, type UpdateInfo } from 'electron-updater'
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js'
import { rm } from 'node:fs/promises'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Offer } from '../../../../shared/update/judge.ts'
import { manifestLimit, type UpdateManifest } from '../../../../shared/update/manifest.ts'
import { getFile, getText } from './get.ts'

/** Where the updater looks, and by what it judges what is there. */
export interface Feed {
  version: string
  /** The manifest of the newest release. */
  manifest: URL
  /** A private folder of its own, for a download that is under way. */
  folder: string
  /** Judges the manifest's file. Throws what is wrong with it. */
  judge(text: string): Promise<Offer>
}

type Resolved = ReturnType<Provider<UpdateInfo>['resolveFiles']>

/** A plain folder on a server whose one description of a release is the manifest that its signers signed. */
class SignedFolder extends Provider<UpdateInfo> {
  readonly #feed: Feed
  offer: { text: string; manifest: UpdateManifest } | undefined

  constructor(feed: Feed) {
    super({ isUseMultipleRangeRequest: false, platform: 'linux', executor: null as never })
    this.#feed = feed
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const text = await getText(this.#feed.manifest, manifestLimit)
    const { manifest } = await this.#feed.judge(text)
    this.offer = { text, manifest }
    const { version, file, size, released } = manifest
    // The digest of the manifest is compared by our own hand when the file is there: sha512 would be another's word.
    return { version, path: file, sha512: '', files: [{ url: file, size, sha512: '' }], releaseDate: released }
  }

  override resolveFiles({ files }: UpdateInfo): Resolved {
    return files.map((info) => ({ info, url: new URL(info.url, this.#feed.manifest) }))
  }
}

/**
 * electron-updater with everything taken from it that acts by itself: it asks when it is told to, takes no downgrade,
 * tells the server nothing of this computer, and installs nothing. What it brings is a file with its manifest, and goes
 * the way of a release that was carried by hand.
 */
export class Updater extends AppUpdater {
  readonly #provider: SignedFolder

  constructor(feed: Feed) {
    const nothing = (): void => undefined
    super(null, {
      version: feed.version,
      name: 'holdfast',
      isPackaged: true,
      appUpdateConfigPath: '',
      userDataPath: feed.folder,
      baseCachePath: feed.folder,
      whenReady: () => Promise.resolve(),
      relaunch: nothing,
      quit: nothing,
      onQuit: nothing,
    })
    this.#provider = new SignedFolder(feed)
    this.logger = null
    this.autoDownload = false
    this.autoInstallOnAppQuit = false
    this.disableDifferentialDownload = true
    this.disableWebInstaller = true
    this.downloadedUpdateHelper = new DownloadedUpdateHelper(feed.folder)
  }

  /** The manifest that was judged last, with its text. */
  get offer(): SignedFolder['offer'] {
    return this.#provider.offer
  }

  /** Without the number that electron-updater gives to a computer and sends with each question. */
  protected override async getUpdateInfoAndProvider(): Promise<{ info: UpdateInfo; provider: SignedFolder }> {
    return { info: await this.#provider.getLatestVersion(), provider: this.#provider }
  }

  protected override doDownloadUpdate(
    downloadUpdateOptions: Parameters<AppUpdater['doDownloadUpdate']>[0],
  ): ReturnType<AppUpdater['doDownloadUpdate']> {
    const { info, provider } = downloadUpdateOptions.updateInfoAndProvider
    const [fileInfo] = provider.resolveFiles(info)
    if (!fileInfo) throw new Error('a manifest names one file')
    return this.executeDownload({
      fileExtension: '',
      fileInfo,
      downloadUpdateOptions,
      task: async (file) => {
        await rm(file, { force: true })
        await getFile(fileInfo.url, file, fileInfo.info.size ?? 0)
      },
      done: () => Promise.resolve(),
    })
  }

  override quitAndInstall(): never {
    throw new HoldfastError('NOT_ALLOWED', 'Nothing is installed this way.', 'Give `holdfast update install`.')
  }
}
