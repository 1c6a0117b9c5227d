// A process for work on a database that takes memory until it is ended: for the test of its limit.
import { serveDatabase } from './serve.ts'

serveDatabase(() => {
  const kept: Buffer[] = []
  for (;;) kept.push(Buffer.alloc(32_000_000, 1))
})
