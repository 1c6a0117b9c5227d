export { makeBackup } from './backup/make.ts'
export { stageBackup, vaultIn, type Staged } from './backup/stage.ts'
export { quarantineStrangers } from './blobs/quarantine.ts'
export { readBlob, type BlobRef } from './blobs/read.ts'
export { writeBlob, type ByteSource, type WrittenBlob } from './blobs/write.ts'
export { commitmentTo, leafOf, sha256, sha256Hex, signText, verifierInThreads, verifyText } from './crypto.ts'
export { compactDatabase } from './compact.ts'
export { checkpoint } from './maintain.ts'
export { makePrivateFolder, syncFolder, writeAtomically, writeFully } from './files.ts'
export {
  acceptInvitation,
  addMember,
  changePassphrase,
  makeRecoverySheet,
  requireOwnPassphrase,
  setPassphrase,
} from './change.ts'
export { headerHash, type Header } from './header.ts'
export { lowestKdf } from './kdf.ts'
export { wipe } from './keys.ts'
export { checkStructure } from './apart/structure.ts'
export { checkPageSeals } from './pages.ts'
export { finishPlacing, isPart, placeFile, requireFree } from './placing.ts'
export { migrate } from './migrations/index.ts'
export { requireStrong, strengthOf } from './strength.ts'
export { plantedIn, requireBlobFolder } from './shape.ts'
export { isRegularFile, openRegular, readRegular, requireRegularOrNothing } from './regular.ts'
export { openInMemory, type Reader, type Store, type Writer } from './store.ts'
export { rekeyVault, type RekeyStep } from './rekey.ts'
export { createVault, databaseKey, unlockVault, vaultAs, type Credential, type Vault } from './vault.ts'
export { toWords } from './words.ts'
