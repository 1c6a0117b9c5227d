import { exifOf, tag } from '../../electron/core/imports/photo/exif.fixture.ts'
import type { Made } from './made.ts'

type Exif = Parameters<typeof exifOf>[0]

/** Exif and TIFF tag numbers beside those that the importer reads (Exif 2.32, section 4.6). */
const more = {
  make: 0x010f,
  model: 0x0110,
  software: 0x0131,
  subSecOriginal: 0x9291,
  direction: 17,
  directionRef: 16,
  datum: 18,
  altitude: 6,
  speedRef: 12,
  speed: 13,
}

/** A picture of nothing with the fields of a camera: JPEG with an APP1 segment (Exif 2.32, section 4.7.2). */
function jpeg(name: string, fields: Exif, big = false): Made {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf(fields, big)])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return { name, bytes: Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, exif, Buffer.from('ffd9', 'hex')]) }
}
/** Degrees as phones write them: seconds to a hundredth. */
const degrees = (whole: number, minutes: number, seconds: number): [number, number][] => [
  [whole, 1],
  [minutes, 1],
  [Math.round(seconds * 100), 100],
]

/** Photos. */
export const photos: Made[] = [
  jpeg(
    'iphone.jpg',
    {
      main: {
        [more.make]: 'Apple',
        [more.model]: 'iPhone 15 Pro',
        [more.software]: '18.1',
        [tag.modifyDate]: '2026:10:14 09:12:44',
      },
      exif: {
        [tag.dateTimeOriginal]: '2026:10:14 09:12:44',
        [tag.createDate]: '2026:10:14 09:12:44',
        [tag.offsetTime]: '-04:00',
        [tag.offsetTimeOriginal]: '-04:00',
        [tag.offsetTimeDigitized]: '-04:00',
        [more.subSecOriginal]: '512',
      },
      gps: {
        [tag.latitudeRef]: 'N',
        [tag.latitude]: degrees(40, 42, 46.08),
        [tag.longitudeRef]: 'W',
        [tag.longitude]: degrees(74, 0, 21.6),
        [tag.timeStamp]: [
          [13, 1],
          [12, 1],
          [4400, 100],
        ],
        [tag.dateStamp]: '2026:10:14',
        [more.directionRef]: 'T',
        [more.direction]: [[21512, 100]],
        [more.speedRef]: 'K',
        [more.speed]: [[0, 1]],
      },
    },
    true,
  ),
  jpeg('samsung.jpg', {
    main: { [more.make]: 'samsung', [more.model]: 'SM-S921B', [tag.modifyDate]: '2026:10:14 15:12:44' },
    exif: {
      [tag.dateTimeOriginal]: '2026:10:14 15:12:44',
      [tag.createDate]: '2026:10:14 15:12:44',
      [tag.offsetTime]: '+02:00',
      [tag.offsetTimeOriginal]: '+02:00',
      [more.subSecOriginal]: '0123',
    },
    gps: {
      [tag.latitudeRef]: 'N',
      [tag.latitude]: degrees(48, 12, 30),
      [tag.longitudeRef]: 'E',
      [tag.longitude]: degrees(16, 22, 12),
      [tag.dateStamp]: '2026:10:14',
      [tag.timeStamp]: [
        [13, 1],
        [12, 1],
        [43, 1],
      ],
    },
  }),
  // An older one says no offset; its satellites do.
  jpeg('samsung-2015.jpg', {
    main: { [more.make]: 'samsung', [more.model]: 'SM-G920F', [tag.modifyDate]: '2015:10:14 15:12:44' },
    exif: { [tag.dateTimeOriginal]: '2015:10:14 15:12:44', [tag.createDate]: '2015:10:14 15:12:44' },
    gps: {
      [tag.latitudeRef]: 'N',
      [tag.latitude]: degrees(48, 12, 30),
      [tag.longitudeRef]: 'E',
      [tag.longitude]: degrees(16, 22, 12),
      [tag.dateStamp]: '2015:10:14',
      [tag.timeStamp]: [
        [13, 1],
        [12, 1],
        [40, 1],
      ],
    },
  }),
  jpeg('pixel.jpg', {
    main: {
      [more.make]: 'Google',
      [more.model]: 'Pixel 8',
      [more.software]: 'HDR+ 1.0.5',
      [tag.modifyDate]: '2026:10:14 06:42:09',
    },
    exif: {
      [tag.dateTimeOriginal]: '2026:10:14 06:42:09',
      [tag.createDate]: '2026:10:14 06:42:09',
      [tag.offsetTime]: '-07:00',
      [tag.offsetTimeOriginal]: '-07:00',
      [tag.offsetTimeDigitized]: '-07:00',
    },
    gps: {
      [tag.latitudeRef]: 'S',
      [tag.latitude]: degrees(33, 51, 31.5),
      [tag.longitudeRef]: 'E',
      [tag.longitude]: degrees(151, 12, 51.5),
      [tag.dateStamp]: '2026:10:14',
      [tag.timeStamp]: [
        [13, 1],
        [42, 1],
        [8, 1],
      ],
    },
  }),
  jpeg(
    'canon.jpg',
    {
      main: { [more.make]: 'Canon', [more.model]: 'Canon EOS R5', [tag.modifyDate]: '2026:10:15 18:00:00' },
      exif: {
        [tag.dateTimeOriginal]: '2026:10:14 15:12:44',
        [tag.createDate]: '2026:10:14 15:12:44',
        [tag.offsetTime]: '+01:00',
        [tag.offsetTimeOriginal]: '+02:00',
        [tag.offsetTimeDigitized]: '+02:00',
      },
    },
    false,
  ),
  jpeg('canon-powershot.jpg', {
    main: { [more.make]: 'Canon', [more.model]: 'Canon PowerShot A70', [tag.modifyDate]: '2005:01:01 00:00:00' },
    exif: { [tag.dateTimeOriginal]: '2005:01:01 00:00:00', [tag.createDate]: '2005:01:01 00:00:00' },
  }),
  jpeg('lightroom.jpg', {
    main: {
      [more.make]: 'NIKON CORPORATION',
      [more.model]: 'NIKON D750',
      [more.software]: 'Adobe Photoshop Lightroom Classic 14.0',
      [tag.modifyDate]: '2026:11:02 10:00:00',
    },
    exif: {
      [tag.dateTimeOriginal]: '2026:10:14 15:12:44',
      [tag.createDate]: '2026:10:14 15:12:44',
      [tag.offsetTime]: '+01:00',
    },
  }),
  jpeg('dashcam.jpg', {
    main: { [more.make]: 'BLACKVUE', [more.model]: 'DR900', [tag.modifyDate]: '0000:00:00 00:00:00' },
    exif: { [tag.dateTimeOriginal]: '    :  :     :  :  ', [tag.createDate]: '0000:00:00 00:00:00' },
    gps: {
      [tag.status]: 'V',
      [tag.latitudeRef]: 'N',
      [tag.latitude]: degrees(48, 12, 30),
      [tag.longitudeRef]: 'E',
      [tag.longitude]: degrees(16, 22, 12),
      [tag.dateStamp]: '2026:10:14',
      [tag.timeStamp]: [
        [13, 1],
        [12, 1],
        [40, 1],
      ],
    },
  }),
  // A messenger takes everything off.
  jpeg('whatsapp.jpg', {}),
  jpeg('changed-before-it-was-taken.jpg', {
    main: { [more.make]: 'Canon', [tag.modifyDate]: '2026:10:12 15:12:44' },
    exif: { [tag.dateTimeOriginal]: '2026:10:14 15:12:44' },
  }),
]
