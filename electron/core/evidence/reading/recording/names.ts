/** Codecs as people name them, by the container library's names; PCM says its form. */
const codecs: Readonly<Record<string, string>> = {
  avc: 'H.264 (AVC)',
  hevc: 'H.265 (HEVC)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'Apple ProRes',
  aac: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'Dolby Digital (AC-3)',
  eac3: 'Dolby Digital Plus (E-AC-3)',
  dts: 'DTS',
  ulaw: 'G.711 μ-law',
  alaw: 'G.711 A-law',
  webvtt: 'WebVTT subtitles',
}

/** Codecs that the library does not read, by the four letters or the name that a container has for them. */
const others: Readonly<Record<string, string>> = {
  alac: 'Apple Lossless (ALAC)',
  samr: 'AMR-NB',
  sawb: 'AMR-WB',
  s263: 'H.263',
  mp4v: 'MPEG-4 Visual',
  jpeg: 'Motion JPEG',
  mjpa: 'Motion JPEG',
  mjpg: 'Motion JPEG',
  sqcp: 'QCELP',
  sevc: 'EVRC',
  tmcd: 'time code',
  mebx: 'timed metadata',
  text: 'text',
  tx3g: 'subtitles',
  raw: 'PCM',
  twos: 'PCM',
  sowt: 'PCM',
  A_MS: 'ACM',
}

/** Forms of sound in WAVE, AVI and ASF, by their format tag (RFC 2361, and Microsoft's mmreg.h). */
export const waveForms: Readonly<Record<number, string>> = {
  0x0001: 'PCM',
  0x0002: 'Microsoft ADPCM',
  0x0003: 'PCM, floating point',
  0x0006: 'G.711 A-law',
  0x0007: 'G.711 μ-law',
  0x000a: 'Windows Media Voice',
  0x0011: 'IMA ADPCM',
  0x0016: 'G.723 ADPCM',
  0x0020: 'Yamaha ADPCM',
  0x0022: 'TrueSpeech',
  0x0031: 'GSM 6.10',
  0x0038: 'AMR-NB',
  0x0040: 'G.721 ADPCM',
  0x0042: 'G.723.1',
  0x0045: 'G.726',
  0x0050: 'MPEG Layer I or II',
  0x0055: 'MP3',
  0x0057: 'AMR-NB',
  0x0058: 'AMR-WB',
  0x0064: 'G.726',
  0x0065: 'G.722',
  0x0083: 'G.729',
  0x00ff: 'AAC',
  0x0160: 'Windows Media Audio 1',
  0x0161: 'Windows Media Audio 2',
  0x0162: 'Windows Media Audio Professional',
  0x0163: 'Windows Media Audio Lossless',
  0x1600: 'AAC (ADTS)',
  0x2000: 'Dolby Digital (AC-3)',
  0x2001: 'DTS',
  0xa106: 'AAC',
  0xf1ac: 'FLAC',
  0xfffe: 'PCM',
}

const pcm = /^pcm-([suf])(\d+)(be)?$/

/** `PCM, 16 bits`; a codec that nothing knows by the name its container gives it, in quotation marks. */
export function codecName(codec: string | null, internal: string | number | Uint8Array | null): string {
  const form = codec === null ? null : pcm.exec(codec)
  if (form) {
    const [, kind, bits, order] = form
    const says = [
      kind === 'f' ? 'floating point' : kind === 'u' ? 'unsigned' : '',
      order ? 'most significant first' : '',
    ]
    return ['PCM', `${bits} bits`, ...says.filter(Boolean)].join(', ')
  }
  if (codec !== null) return codecs[codec] ?? codec
  if (typeof internal === 'number') return waveForms[internal] ?? `a codec with the number ${internal}`
  const name =
    internal === null
      ? ''
      : Buffer.from(internal)
          .toString('latin1')
          .replace(/[^\x20-\x7e]/g, '')
          .trim()
  return name === '' ? 'a codec that is not named' : (others[name] ?? others[name.toLowerCase()] ?? `“${name}”`)
}

/** Containers as people name them, by the media type that their first bytes have. */
export const containers: Readonly<Record<string, string>> = {
  'audio/wav': 'WAVE',
  'audio/mpeg': 'MP3',
  'audio/aac': 'AAC (ADTS)',
  'audio/flac': 'FLAC',
  'audio/ogg': 'Ogg',
  'audio/opus': 'Ogg',
  'video/ogg': 'Ogg',
  'application/ogg': 'Ogg',
  'audio/mp4': 'MP4',
  'audio/x-m4a': 'MP4',
  'video/mp4': 'MP4',
  'video/x-m4v': 'MP4',
  'video/quicktime': 'QuickTime',
  'video/3gpp': '3GPP',
  'video/3gpp2': '3GPP2',
  'video/webm': 'WebM',
  'audio/webm': 'WebM',
  'video/matroska': 'Matroska',
  'audio/matroska': 'Matroska',
  'video/mp2t': 'MPEG transport stream',
  'video/vnd.avi': 'AVI',
  'audio/amr': 'AMR',
  'audio/aiff': 'AIFF',
  'video/x-ms-asf': 'Windows Media (ASF)',
  'audio/x-ms-asf': 'Windows Media (ASF)',
  'application/vnd.ms-asf': 'Windows Media (ASF)',
  'video/x-flv': 'Flash Video',
  'video/mp1s': 'MPEG program stream',
  'video/mp2p': 'MPEG program stream',
  'video/mpeg': 'MPEG',
  'audio/ape': 'Monkey’s Audio',
  'audio/wavpack': 'WavPack',
  'audio/x-musepack': 'Musepack',
  'audio/x-dsf': 'DSF',
  'audio/midi': 'MIDI',
  'audio/qcelp': 'QCELP',
  'audio/x-voc': 'Creative Voice',
  'audio/vnd.dolby.dd-raw': 'Dolby Digital (AC-3)',
  'audio/x-it': 'Impulse Tracker',
  'audio/x-s3m': 'Scream Tracker',
  'audio/x-xm': 'FastTracker',
  'application/vnd.rn-realmedia': 'RealMedia',
  'application/mxf': 'MXF',
}
