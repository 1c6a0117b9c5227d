import { blobOf, findExhibit } from '../casework/exhibits/index.ts'
import type { Workspace } from '../record/members/index.ts'
import { blobPath } from '../record/vault/index.ts'
import type { EvidenceOrder } from './reading/job.ts'

/** What a reader is told of an exhibit: the file of its blob and the key of that blob alone. Fails with BLOB_MISSING. */
export function orderFor({ vault, db }: Pick<Workspace, 'vault' | 'db'>, id: string): EvidenceOrder {
  const { fileName } = findExhibit(db, id)
  const { name, key, size } = blobOf(db, id)
  return { path: blobPath(vault.blobs, name), key: Uint8Array.from(key), size, name: fileName }
}
