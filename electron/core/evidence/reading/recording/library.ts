import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
  type InputTrack,
} from 'mediabunny'
import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'

// What it would say may quote the file.
Logging.level = LogLevel.Silent

/** Containers that the library takes apart. Playlists are not among them: they name addresses. */
const formats = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS]

/** Bytes of a file that the library keeps. */
const cached = 16 * 1024 * 1024

/** Opens a container; only what is asked for is read. */
export const inputOf = (source: Source): Input =>
  new Input({
    formats,
    source: new CustomSource({
      getSize: () => source.size,
      read: (start, end) => source.read(start, end - start),
      maxCacheSize: cached,
      prefetchProfile: 'fileSystem',
    }),
  })

/** Tracks of one file that are read. */
export const tracksMost = 32

/** The tracks of a container. Fails with Unreadable where it is none that the library takes apart. */
export async function tracksOf(input: Input): Promise<InputTrack[]> {
  try {
    return (await input.getTracks()).slice(0, tracksMost)
  } catch {
    throw new Unreadable('What follows its first bytes does not have the form of the recording that they begin.')
  }
}
