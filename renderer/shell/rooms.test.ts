import { expect, test } from 'vitest'
import { permissionsOf } from '../../electron/core/record/members/permissions.ts'
import { roles, type Role } from '../../shared/contract/permissions.ts'
import { mayIn } from '../session/permitted.ts'
import { firstRoom, neededAt, roomsFor } from './rooms.ts'

const rail: Record<Role, string[]> = {
  reporter: ['New report', 'Members', 'Settings'],
  investigator: ['Queue', 'Cases', 'Tasks', 'People & places', 'Ledger', 'Members', 'Settings'],
  supervisor: ['Queue', 'Cases', 'Tasks', 'People & places', 'Ledger', 'Members', 'Settings'],
  counsel: ['Queue', 'Cases', 'Tasks', 'People & places', 'Ledger', 'Members', 'Settings'],
  auditor: ['Ledger', 'Members', 'Settings'],
  administrator: ['Ledger', 'Members', 'Settings'],
}

test.each([...roles])('%s: the rail offers the rooms that may be entered, and the first of them is home', (role) => {
  const permissions = permissionsOf([role])
  const offered = roomsFor(permissions)
  expect(offered.map(({ name }) => name)).toEqual(rail[role])
  expect(firstRoom(permissions)).toBe(offered[0]?.to)
  for (const { to } of offered) expect(permissions).toContain(neededAt(to))
})

test('a place needs what its room needs, and the form for a report only the right to write one', () => {
  expect(neededAt('/queue')).toBe('report.read')
  expect(neededAt('/queue/new')).toBe('report.write')
  expect(neededAt('/cases/2026-001')).toBe('case.read')
  expect(neededAt('/vault')).toBeNull()
})

test('a vault that takes no entries lets everything be read and nothing be written, and says why', () => {
  const permissions = permissionsOf(['investigator'])
  const vault = { permissions, fault: 'It is older than it was.' }
  expect(mayIn(vault, 'case.read')).toEqual({ granted: true, now: true, why: null })
  expect(mayIn(vault, 'case.write')).toEqual({
    granted: true,
    now: false,
    why: 'Reading only: It is older than it was.',
  })
  expect(mayIn(vault, 'member.manage')).toEqual({ granted: false, now: false, why: null })
  expect(mayIn({ permissions, fault: null }, 'case.write').now).toBe(true)
  expect(mayIn(undefined, 'case.read').granted).toBe(false)
})
