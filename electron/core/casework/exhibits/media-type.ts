/**
 * What a file's first bytes say it is; its name and the sender's word are not asked. `text/plain` for valid UTF-8
 * without control characters, `application/octet-stream` for all else.
 */
export async function mediaTypeOf(start: Uint8Array, size: number): Promise<string> {
  if (size === 0) return 'application/x-empty'
  const { fileTypeFromBuffer } = await import('file-type')
  const known = await fileTypeFromBuffer(start).catch(() => undefined)
  if (known) return known.mime
  return isText(start, start.length < size) ? 'text/plain' : 'application/octet-stream'
}

function isText(start: Uint8Array, cut: boolean): boolean {
  // A cut may split the last character; the others must be whole.
  const whole = cut ? start.subarray(0, Math.max(0, start.length - 4)) : start
  try {
    // oxlint-disable-next-line no-control-regex -- control characters are what tells binary from text
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(whole))
  } catch {
    return false
  }
}
