/** Labels as they were typed or pasted: parted by commas, without blanks around them, each once. */
export const labelsIn = (typed: readonly string[]): string[] => [
  ...new Set(typed.flatMap((text) => text.split(',').map((label) => label.trim())).filter((label) => label !== '')),
]
