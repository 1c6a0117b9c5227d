export { requireAnother } from './another.ts'
export { membersView } from './view.ts'
export { memberName, readMember, readVault, signingKeyIn, type Workspace } from './members.ts'
export { isAllowed } from './permissions.ts'
