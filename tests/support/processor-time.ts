/** Milliseconds of processor time that this process takes while some work is done: what else the computer does adds nothing. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
