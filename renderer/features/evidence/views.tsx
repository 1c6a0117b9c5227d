import type { ComponentType, ReactElement } from 'react'
import type { EvidenceView } from '../../../shared/contract/evidence/views.ts'
import { ArchiveView } from './archive-view.tsx'
import { BytesView } from './bytes-view.tsx'
import { ChatView } from './kinds/chat-view.tsx'
import { DocumentView } from './document-view.tsx'
import { LinesView } from './lines-view.tsx'
import { LockedView } from './locked-view.tsx'
import { MailboxView } from './mailbox-view.tsx'
import { MessageView } from './message-view.tsx'
import { PagesView } from './pages-view.tsx'
import { PictureView } from './picture-view.tsx'
import { RecordingView } from './recording/recording-view.tsx'
import { RecordsView } from './kinds/records-view.tsx'
import { TrackView } from './kinds/track-view.tsx'
import { SheetsView } from './sheets-view.tsx'
import type { ViewProps } from './which.ts'

type Kind = EvidenceView['kind']
type Views = { [K in Kind]: ComponentType<ViewProps<K>> }

/** One way of showing for each kind of view; a kind without one does not compile. */
const views: Views = {
  pages: PagesView,
  picture: PictureView,
  lines: LinesView,
  message: MessageView,
  mailbox: MailboxView,
  recording: RecordingView,
  chat: ChatView,
  track: TrackView,
  records: RecordsView,
  sheets: SheetsView,
  document: DocumentView,
  archive: ArchiveView,
  locked: LockedView,
  bytes: BytesView,
}

/** What an exhibit shows, by the kind of view that its reader gave it. */
export function View(props: Omit<ViewProps<Kind>, 'view'>): ReactElement {
  const { view } = props.opened
  const Shown = views[view.kind] as ComponentType<ViewProps<Kind>>
  return <Shown {...props} view={view} />
}
