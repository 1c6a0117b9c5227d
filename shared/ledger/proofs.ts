import { sameBytes } from '../kernel/bytes.ts'
import { nodeHash, type Sha256 } from './tree.ts'

// Proofs for a whole tree are those for the subtree [0, size), so one pair of functions judges both.
// Sizes are counted in BigInt because shifts of JavaScript numbers stop at 32 bits.

export interface InclusionClaim {
  index: number
  size: number
  root: Uint8Array
  leafHash: Uint8Array
  proof: readonly Uint8Array[]
}

/** Whether a leaf is in the tree with that root (RFC 9162, section 2.1.3.2). Never throws. */
export const verifyInclusion = (sha256: Sha256, { size, ...claim }: InclusionClaim): boolean =>
  verifySubtreeInclusion(sha256, { ...claim, start: 0, end: size })

export interface ConsistencyClaim {
  oldSize: number
  oldRoot: Uint8Array
  size: number
  root: Uint8Array
  proof: readonly Uint8Array[]
}

/**
 * Whether the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2). An older tree of no entries
 * proves nothing and is refused. Never throws.
 */
export const verifyConsistency = (sha256: Sha256, { oldSize, oldRoot, ...claim }: ConsistencyClaim): boolean =>
  oldSize > 0 && verifySubtreeConsistency(sha256, { ...claim, start: 0, end: oldSize, subtreeRoot: oldRoot })

export interface SubtreeInclusionClaim extends Omit<InclusionClaim, 'size'> {
  /** The subtree's leaves: from `start` up to, not with, `end`. */
  start: number
  end: number
}

/** Whether a leaf is in the subtree [start, end) with that root (draft-ietf-plants-merkle-tree-certs, section 4.3). */
export function verifySubtreeInclusion(sha256: Sha256, claim: SubtreeInclusionClaim): boolean {
  const { index, start, end, root, leafHash, proof } = claim
  if (!isSubtree(start, end) || !isCount(index) || index < start || index >= end) return false
  if (![leafHash, ...proof].every(isHash)) return false
  let fn = BigInt(index - start)
  let sn = BigInt(end - start) - 1n
  let hash = leafHash
  for (const sibling of proof) {
    if (sn === 0n) return false
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(sha256, sibling, hash)
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n
        sn >>= 1n
      }
    } else {
      hash = nodeHash(sha256, hash, sibling)
    }
    fn >>= 1n
    sn >>= 1n
  }
  return sn === 0n && sameBytes(hash, root)
}

export interface SubtreeConsistencyClaim {
  start: number
  end: number
  subtreeRoot: Uint8Array
  size: number
  root: Uint8Array
  proof: readonly Uint8Array[]
}

/**
 * Whether the subtree [start, end) with that root is part of the tree of `size` leaves
 * (draft-ietf-plants-merkle-tree-certs, section 4.4). Never throws.
 */
export function verifySubtreeConsistency(sha256: Sha256, claim: SubtreeConsistencyClaim): boolean {
  const { start, end, subtreeRoot, size, root } = claim
  if (!isCount(start) || !isCount(end) || !isCount(size) || end > size || !claim.proof.every(isHash)) return false
  // An empty subtree is part of every tree that reaches that far.
  if (start === end) return claim.proof.length === 0 && sameBytes(subtreeRoot, sha256(new Uint8Array(0)))
  if (!isSubtree(start, end)) return false
  let fn = BigInt(start)
  let sn = BigInt(end) - 1n
  let tn = BigInt(size) - 1n
  const shift = (): void => {
    fn >>= 1n
    sn >>= 1n
    tn >>= 1n
  }
  const wasAtEdge = sn === tn
  while (fn !== sn && (wasAtEdge || sn % 2n === 1n)) shift()

  // A perfect subtree is itself a node of the tree, so the proof leaves it out.
  const [first, ...others] = claim.proof
  const seed = fn === sn ? subtreeRoot : first
  if (!seed) return false
  const proof = fn === sn ? claim.proof : others
  let part = seed
  let whole = seed
  for (const hash of proof) {
    if (tn === 0n) return false
    if (sn % 2n === 1n || sn === tn) {
      if (fn < sn) part = nodeHash(sha256, hash, part)
      whole = nodeHash(sha256, hash, whole)
      while (sn % 2n === 0n && sn !== 0n) shift()
    } else {
      whole = nodeHash(sha256, whole, hash)
    }
    shift()
  }
  return tn === 0n && sameBytes(part, subtreeRoot) && sameBytes(whole, root)
}

/** Whether [start, end) can be a subtree: `start` is a multiple of the next power of two of its width. */
function isSubtree(start: number, end: number): boolean {
  if (!isCount(start) || !isCount(end) || start >= end) return false
  return start % 2 ** Math.ceil(Math.log2(end - start)) === 0
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
// A sibling of another length would let one pair of children be read as another.
const isHash = (hash: Uint8Array): boolean => hash.length === 32
