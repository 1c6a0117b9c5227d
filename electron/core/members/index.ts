export { membersView } from './view.ts'
export { memberName, readMember, readVault, signingKeyIn, signingKeysAt, type Workspace } from './members.ts'
export { isAllowed } from './permissions.ts'
