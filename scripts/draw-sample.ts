// Draws the photographs of the sample case (resources/sample). They are ours: no camera, no real person, no real place.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { dock } from './sample/dock.ts'
import { letter } from './sample/letter.ts'
import { lobby } from './sample/lobby.ts'
import { phone } from './sample/phone.ts'
import { dice } from './sample/shapes.ts'

const folder = fileURLToPath(new URL('../resources/sample/exhibits', import.meta.url))

/** Grain of a sensor, always the same. */
function grain(width: number, height: number, strength: number): Sharp {
  const random = dice(width * 31 + height)
  const pixels = Uint8Array.from({ length: width * height }, () => 128 + (random() + random() - 1) * strength)
  return sharp(pixels, { raw: { width, height, channels: 1 } })
}

/** A drawn scene as a camera would have kept it: a little soft, a little noisy, JPEG. */
async function photograph(svg: string, blur: number, noise: number): Promise<Sharp> {
  const flat = await sharp(Buffer.from(svg))
    .flatten({ background: '#000' })
    .blur(blur)
    .png()
    .toBuffer({ resolveWithObject: true })
  const film = await grain(flat.info.width, flat.info.height, noise).png().toBuffer()
  return sharp(flat.data).composite([{ input: film, blend: 'soft-light' }])
}

const jpeg = { quality: 74, chromaSubsampling: '4:2:0' }
const taken = (at: string, model: string): { IFD0: Record<string, string>; IFD2: Record<string, string> } => ({
  IFD0: { Make: 'Holdfast sample', Model: model, Software: 'scripts/draw-sample.ts' },
  IFD2: { DateTimeOriginal: at, OffsetTimeOriginal: '-05:00' },
})

const pictures: Record<string, () => Promise<Buffer>> = {
  'loading-dock.jpg': async () =>
    (await photograph(dock(), 0.9, 46)).jpeg(jpeg).withExif(taken('2026:11:04 16:52:31', 'Drawn telephone')).toBuffer(),
  'lobby-camera.jpg': async () =>
    (await photograph(lobby(), 1.2, 60)).modulate({ saturation: 0.35 }).jpeg(jpeg).toBuffer(),
  'letter.jpg': async () =>
    (await photograph(letter(), 0.6, 40)).jpeg(jpeg).withExif(taken('2026:11:13 08:20:05', 'Drawn camera')).toBuffer(),
  'messages.png': () => sharp(Buffer.from(phone())).flatten({ background: '#fff' }).png({ palette: true }).toBuffer(),
}

for (const [name, draw] of Object.entries(pictures)) {
  const bytes = await draw()
  writeFileSync(join(folder, name), bytes)
  console.log(`${name}: ${Math.round(bytes.length / 1024)} kB`)
}
