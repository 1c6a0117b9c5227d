export { makeBackup } from './backup/make.ts'
export { stageBackup, vaultIn, type Staged } from './backup/stage.ts'
export { quarantineStrangers } from './blobs/quarantine.ts'
export { readBlob, type BlobRef } from './blobs/read.ts'
export { writeBlob, type ByteSource, type WrittenBlob } from './blobs/write.ts'
export { commitmentTo, leafOf, sha256, sha256Hex, signText, verifierInThreads, verifyText } from './crypto.ts'
export { compactDatabase } from './compact.ts'
export { checkpoint } from './maintain.ts'
export { makePrivateFolder, syncFolder, writeAtomically, writeFully } from './files.ts'
export { acceptInvitation, addMember, makeRecoverySheet, requireOwnPassphrase, setPassphrase } from './change.ts'
export { headerHash, type Header } from './header.ts'
export { fingerprintOf, Identity } from './identity.ts'
export { lowestKdf } from './kdf.ts'
export { wipe } from './keys.ts'
export { checkStructure } from './apart/structure.ts'
export { checkPageSeals } from './pages.ts'
export { finishPlacing, isPart, placeFile, requireFree } from './placing.ts'
export { migrate } from './migrations/index.ts'
export { requireStrong, strengthOf } from './strength.ts'
export { besideVault, diskName, freePath } from './disk-names.ts'
export { holdVault, openAsItLies, type HeldVault } from './hold.ts'
export { plantedIn, requireBlobFolder } from './shape.ts'
export { isRegularFile, openRegular, readRegular, requireRegularOrNothing } from './regular.ts'
export { openInMemory, type Reader, type Store, type Writer } from './store.ts'
export { rekeyVault, type RekeyStep, type Renewed } from './rekey.ts'
export { newDoor } from './slots.ts'
export {
  createVault,
  databaseKey,
  readHeaders,
  unlockVault,
  vaultAs,
  type Credential,
  type Judge,
  type Vault,
} from './vault.ts'
export { toWords } from './words.ts'
