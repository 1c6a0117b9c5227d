import { expect, test } from 'vitest'
import { attachmentName, mediaTypeOf, mostEach, mostTogether, planExhibits } from './plan.ts'

const exhibit = (number: string, fileName: string, size: number) => ({
  entry: 1,
  number,
  fileName,
  size,
  description: '',
  mediaType: 'text/plain',
  sha256: '00'.repeat(32),
  collectedBy: '',
  collectedAt: '',
  custody: [],
})

test('empty files are noted, large ones beside, the rest attached while there is room', () => {
  const each = mostEach - 1
  const places = planExhibits([
    exhibit('1', 'empty', 0),
    exhibit('2', 'large.bin', mostEach + 1),
    ...['3', '4', '5', '6'].map((number) => exhibit(number, 'a.bin', each)),
    exhibit('7', 'too much.bin', mostTogether - 4 * each + 1),
    exhibit('8', 'fits.bin', 4),
  ])
  expect(places.map(({ disposition }) => disposition)).toEqual([
    'noted',
    'beside',
    'attached',
    'attached',
    'attached',
    'attached',
    'beside',
    'attached',
  ])
  expect(places[0]?.file).toBeUndefined()
  expect(places[1]?.reason).toMatch(/25 MiB/)
})

test.each([
  ['1', 'IMG_5195.HEIC', 'exhibit-1-IMG_5195.HEIC'],
  ['2', '../../etc/passwd', 'exhibit-2-passwd'],
  ['3', 'C:\\fotos\\Übergabe größe.jpg', 'exhibit-3-Ubergabe_gro_e.jpg'],
  ['4/a', '\u202egpj.exe', 'exhibit-4_a-gpj.exe'],
  ['', '', 'exhibit-x-file'],
  ['5', '...', 'exhibit-5-file'],
])('exhibit %s, %j is attached as %s', (number, fileName, name) => {
  expect(attachmentName(number, fileName)).toBe(name)
})

test('equal names are told apart, also where case does not count', () => {
  const places = planExhibits([exhibit('1', 'a.txt', 1), exhibit('1', 'A.TXT', 1), exhibit('1', 'a.txt', 1)])
  expect(places.map(({ file }) => file)).toEqual(['exhibit-1-a.txt', 'exhibit-1-A-2.TXT', 'exhibit-1-a-3.txt'])
})

test('a media type that is none becomes the one for unknown bytes', () => {
  expect(mediaTypeOf('Image/JPEG')).toBe('image/jpeg')
  for (const odd of ['', 'text', 'te xt/x', 'a/b/c', 'text/plain; charset=utf-8', 'x'.repeat(70) + '/y'])
    expect(mediaTypeOf(odd)).toBe('application/octet-stream')
})
