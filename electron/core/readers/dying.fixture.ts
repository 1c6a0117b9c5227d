// A reading process that ends, hangs or answers, by the name of the file: for the test of its parent.
import type { Answer, Order } from './job.ts'

process.on('message', (order: Order) => {
  const path = 'open' in order ? (order.input as { path: string }).path : ''
  if (path.endsWith('die')) process.kill(process.pid, 'SIGKILL')
  if (path.endsWith('hang')) for (;;);
  const answer: Answer = { failure: { code: 'INVALID_INPUT', message: 'answered', next: 'Go on.' } }
  process.send?.(answer)
})
