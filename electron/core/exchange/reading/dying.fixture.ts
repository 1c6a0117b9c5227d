// A reading process that ends, hangs or answers, by the name of the file: for the test of its parent.
import type { ReadAnswer, ReadOrder } from './reading.ts'

process.on('message', ({ path }: ReadOrder) => {
  if (path.endsWith('die')) process.kill(process.pid, 'SIGKILL')
  if (path.endsWith('hang')) for (;;);
  const answer: ReadAnswer = { kind: 'refused', message: 'answered', next: 'Go on.' }
  process.send?.(answer)
})
