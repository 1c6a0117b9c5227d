import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// What a program and all that it starts sends into networks, as the kernel was asked for it (Linux: strace).

export const strace = ['/usr/bin/strace', '/bin/strace'].find((path) => existsSync(path))

/** A program that starts `program` with every call that sends recorded. Give it in the place of the program. */
export function recorded(folder: string, program: string): { program: string; sent: () => string[] } {
  const [wrapper, log] = [join(folder, 'recorded'), join(folder, 'calls')]
  const traced = 'connect,sendto,sendmsg,sendmmsg'
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec '${strace}' -f -qq -yy -s 0 --seccomp-bpf -e trace=${traced} -o '${log}' '${program}' "$@"\n`,
  )
  chmodSync(wrapper, 0o755)
  return { program: wrapper, sent: () => outsideIn(readFileSync(log, 'utf8')) }
}

/**
 * The recorded calls that put a packet on a wire to somebody outside: a connection that is opened by TCP, anything that
 * is sent by UDP or by a raw socket. Connecting a UDP socket sends nothing: Chromium asks the kernel for a route by it.
 * What stays on this computer (the test's own way to the window) is none.
 */
function outsideIn(calls: string): string[] {
  return calls.split('\n').filter((line) => {
    const internet = /<(?:TCP|UDP|RAW|ICMP)(?:v6)?:|AF_INET6?[,}]/.test(line)
    if (!internet || /127\.0\.0\.1|"::1"|\[::1\]/.test(line)) return false
    return !(/connect\(/.test(line) && /<UDP(?:v6)?:/.test(line))
  })
}
