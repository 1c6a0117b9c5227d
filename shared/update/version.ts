/** A version of Holdfast: three whole numbers, as in `0.3.0`; nothing else is a version of a release. */
export const versionForm = /^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/

/** Below 0 when `a` is the older version, above 0 when it is the newer one, 0 when both are the same. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (const [at, number] of left.entries()) {
    const difference = number - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
