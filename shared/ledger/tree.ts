import { concat } from '../kernel/bytes.ts'

/** One-shot SHA-256. Node's own in the core, any other elsewhere. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** Hash of a leaf: SHA-256(0x00 ‖ entry bytes) (RFC 6962, section 2.1). */
export const leafHash = (sha256: Sha256, entry: Uint8Array): Uint8Array => sha256(concat(leafPrefix, entry))

/** Hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== 32 || right.length !== 32) return sha256(concat(nodePrefix, left, right))
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

// One array for all pairs of hashes: it is read at once and nothing of it is kept. Making one costs as much as the hash.
const pair = new Uint8Array(65)
pair.set(nodePrefix)

/** Root of a list of leaf hashes; SHA-256 of nothing for an empty list (RFC 6962, section 2.1). */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[]): Uint8Array {
  const frontier = new Frontier(sha256)
  for (const leaf of leaves) frontier.append(leaf)
  return frontier.root()
}

/**
 * The right edge of a growing tree: the roots of its perfect subtrees, largest first. Appending costs one hash on
 * average, the root one for each subtree (at most log2 of the size).
 */
export class Frontier {
  readonly #sha256: Sha256
  readonly #subtrees: { size: number; hash: Uint8Array }[] = []
  #size = 0

  constructor(sha256: Sha256) {
    this.#sha256 = sha256
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size
  }

  append(leaf: Uint8Array): void {
    this.appendSubtree(leaf, 1)
  }

  /** Appends a perfect subtree of `size` leaves (a power of two that divides the present size). */
  appendSubtree(hash: Uint8Array, size: number): void {
    if (this.#size % size !== 0) throw new RangeError('a subtree must start at a multiple of its size')
    let top = { size, hash }
    for (let last = this.#subtrees.at(-1); last && last.size === top.size; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop()
      top = { size: top.size * 2, hash: nodeHash(this.#sha256, last.hash, top.hash) }
    }
    this.#subtrees.push(top)
    this.#size += size
  }

  root(): Uint8Array {
    const last = this.#subtrees.at(-1)
    if (!last) return this.#sha256(new Uint8Array(0))
    let hash = last.hash
    for (let i = this.#subtrees.length - 2; i >= 0; i--) {
      const left = this.#subtrees[i]
      if (left) hash = nodeHash(this.#sha256, left.hash, hash)
    }
    return hash
  }
}

/**
 * Proof that leaf `index` is in the tree of `size` leaves: the siblings from the leaf up (RFC 9162, section 2.1.3.1).
 * `rootOfRange(start, end)` gives the root over those leaves, from wherever the caller keeps hashes.
 */
export function inclusionProof(
  index: number,
  size: number,
  rootOfRange: (start: number, end: number) => Uint8Array,
): Uint8Array[] {
  if (index < 0 || index >= size) throw new RangeError('no such leaf')
  const proof: Uint8Array[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start)
    if (index < middle) {
      proof.unshift(rootOfRange(middle, end))
      end = middle
    } else {
      proof.unshift(rootOfRange(start, middle))
      start = middle
    }
  }
  return proof
}

/** Proof that the tree of `oldSize` leaves is the beginning of the tree of `size` leaves (RFC 9162, section 2.1.4.1). */
export function consistencyProof(
  oldSize: number,
  size: number,
  rootOfRange: (start: number, end: number) => Uint8Array,
): Uint8Array[] {
  if (oldSize < 1 || oldSize > size) throw new RangeError('no such older tree')
  const proof: Uint8Array[] = []
  let start = 0
  let end = size
  let whole = true
  while (oldSize !== end) {
    const middle = start + largestPowerBelow(end - start)
    if (oldSize <= middle) {
      proof.unshift(rootOfRange(middle, end))
      end = middle
    } else {
      proof.unshift(rootOfRange(start, middle))
      start = middle
      whole = false
    }
  }
  if (!whole) proof.unshift(rootOfRange(start, end))
  return proof
}

const largestPowerBelow = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))
