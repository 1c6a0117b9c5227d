import { safeStorage } from 'electron'

/** Seals a text with the system's key store; null where there is no real one (on Linux `basic_text` is a fixed password). */
export async function seal(text: string): Promise<string | null> {
  return (await hasStore()) ? (await safeStorage.encryptStringAsync(text)).toString('base64') : null
}

/**
 * Opens what was sealed, and says whether it should be sealed anew; null where there is no real key store. Fails when it
 * is not what was sealed here.
 */
export async function unseal(sealed: string): Promise<string | null> {
  if (!(await hasStore())) return null
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))
  return JSON.stringify({ text: result, renew: shouldReEncrypt })
}

const hasStore = async (): Promise<boolean> =>
  !(process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') &&
  (await safeStorage.isAsyncEncryptionAvailable())
