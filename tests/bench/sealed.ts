import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enclosed, sealed } from '../support/sealed-report.ts'
import type { Options } from './options.ts'
import { appWithCase, inFolder } from './room.ts'
import type { Row } from './table.ts'
import { exponent, interleaved, median } from './timing.ts'

const MB = 1_000_000

/** A report with photos, sealed as the form does it and filed as the workstation does it. */
export const measureSealed = async ({ dir, fileSize, rounds }: Options): Promise<Row[]> => {
  const size = Math.min(20 * MB, fileSize)
  const small = await atSize(dir, Math.round(size / 10), rounds)
  const large = await atSize(dir, size, rounds)
  const speed = (ms: number): { value: number; unit: 'MB/s' } => ({ value: size / MB / (ms / 1000), unit: 'MB/s' })
  const row = (work: string, step: 'seal' | 'file', bare: 'cipher' | 'keep', what: string): Row => ({
    work: `${work} with ${Math.round(size / MB)} MB of photos`,
    measured: speed(large[step]),
    baseline: { ...speed(large[bare]), what },
    ratio: large[bare] / large[step],
    exponent: exponent({ size: 1, ms: small[step] }, { size: 10, ms: large[step] }),
  })
  return [
    row('report sealed', 'seal', 'cipher', 'SHA-256 + AES-GCM of the bytes alone'),
    row('sealed report opened and filed', 'file', 'keep', 'the same files kept as exhibits'),
  ]
}

type Times = Record<'seal' | 'cipher' | 'file' | 'keep', number>

const atSize = (parent: string | undefined, size: number, rounds: number): Promise<Times> =>
  inFolder(parent, async (folder) => {
    const { app, call, case: number } = await appWithCase(folder)
    try {
      const form = join(folder, 'form.html')
      await call('form.export', { forms: ['other'], out: form })
      const [, given = ''] = /id="form">(.*)<\/script>/.exec(readFileSync(form, 'utf8')) ?? []
      const { key } = JSON.parse(given) as { key: { id: string; point: string } }
      const intake = { id: key.id, point: new Uint8Array(Buffer.from(key.point, 'base64')) }
      const photos = Array.from({ length: 8 }, () => new Uint8Array(randomBytes(Math.ceil(size / 8))))
      const files = photos.map((bytes, n) => enclosed(`IMG_${n}.jpg`, bytes, 'image/jpeg'))
      const paths = photos.map((bytes, n) => {
        const path = join(folder, `IMG_${n}.jpg`)
        writeFileSync(path, bytes)
        return path
      })
      const back = join(folder, 'back.hfreport')
      const times = await interleaved(rounds, {
        seal: async () => writeFileSync(back, await sealed(intake, files)),
        cipher: () => photos.forEach(hashAndEncrypt),
        file: async () => {
          const { refused } = await call('form.import', { files: [back] })
          if (refused[0]) throw new Error(refused[0].message)
        },
        keep: () => call('exhibit.add', { case: number, files: paths }),
      })
      return {
        seal: median(times.seal),
        cipher: median(times.cipher),
        file: median(times.file),
        keep: median(times.keep),
      }
    } finally {
      await app.close()
    }
  })

function hashAndEncrypt(bytes: Uint8Array): void {
  createHash('sha256').update(bytes).digest()
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  cipher.update(bytes)
  cipher.final()
}
