/** Bytes of memory in use by a whole reader, whatever holds them, at which it is ended. */
export const memoryLimit = 700_000_000
/** Milliseconds between two looks at it. */
export const lookEvery = 20
/** MB of JavaScript heap: above the limit of the whole, so that memory ends by that one, and never in slow collecting. */
export const heapLimit = 1024
/** Bytes of one answer of a reader, and of all that it answers about one file. */
export const answerLimit = 32 * 1024 * 1024
export const answersLimit = 512 * 1024 * 1024

const mega = 1_000_000

/** Seconds of processor time for a file of that size: five for the first megabyte, half a second for each after it. */
export const processorLimit = (size: number): number => 5 + Math.max(0, size / mega - 1) / 2

/** Milliseconds for a file of that size, starting the process included; time in which nothing is asked does not count. */
export const timeLimit = (size: number): number => 60_000 + (size / mega) * 1000

/** Of one question to a reader that stays open: seconds of processor time, and milliseconds in all on a machine that is busy. */
export const questionProcessor = 10
export const questionTime = 60_000
