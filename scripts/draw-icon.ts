// Draws the program's icon from its two drawings in resources/icons: PNGs for Linux, one .ico for Windows, one .icns for macOS.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { icns, ico } from './release/icon-files.ts'

const folder = fileURLToPath(new URL('../resources/icons', import.meta.url))
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** Up to here the small drawing is used: it lies on the pixels and leaves out what would blur. */
const small = 32

async function draw(size: number): Promise<Buffer> {
  const [file, drawn] = size <= small ? ['holdfast-small.svg', 16] : ['holdfast.svg', 1024]
  return sharp(readFileSync(join(folder, file)), { density: Math.max(1, (72 * size) / drawn) })
    .resize(size, size)
    .png({ palette: true, colours: 64, effort: 10 })
    .toBuffer()
}

const pictures = new Map(await Promise.all(sizes.map(async (size) => [size, await draw(size)] as const)))
for (const [size, png] of pictures) writeFileSync(join(folder, `${size}x${size}.png`), png)
writeFileSync(join(folder, 'holdfast.ico'), ico(pictures, [16, 24, 32, 48, 64, 128, 256]))
writeFileSync(join(folder, 'holdfast.icns'), icns(pictures))
