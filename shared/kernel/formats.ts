/** Whether what a file gives as the number of its format is above the one that this program knows. */
export const isNewer = (version: unknown, known: number): version is number =>
  typeof version === 'number' && Number.isSafeInteger(version) && version > known
