import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { Track } from './track.ts'

/** What a container says of itself, and the tracks that the library gives out, where it takes that container apart. */
export interface Container {
  tracks: Track[]
  /** As it says; null where it says nothing that is counted here. */
  seconds: number | null
  facts: EvidenceFact[]
  problems: string[]
  input?: Input | undefined
  sound?: InputAudioTrack | undefined
  picture?: InputVideoTrack | undefined
}
