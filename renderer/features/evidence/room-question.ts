import type { Input } from '../../../shared/contract/contract.ts'
import { useAskThen } from '../../session/as-of.tsx'
import { useKept } from '../../session/kept.ts'

/** How the exhibits of a case, or of all, are found and put in order on the screen. */
export type RoomQuestion = Required<Pick<Input<'exhibit.order'>, 'words' | 'group' | 'sort' | 'descending'>>

const first: RoomQuestion = { words: '', group: 'none', sort: 'number', descending: false }

/** The question of a case's room, by the case's number: what is opened from there goes on in its order. */
export const useRoomQuestion = (of: string): [RoomQuestion, (next: RoomQuestion) => void] =>
  useKept<RoomQuestion>(`room ${of}`, first)

/** The numbers of a case's exhibits in the order of its room. */
export function useRoomOrder(of: string | undefined): readonly string[] {
  const [question] = useRoomQuestion(of ?? '')
  return useAskThen('exhibit.order', { ...question, case: of ?? '' }, of !== undefined).data?.numbers ?? []
}
