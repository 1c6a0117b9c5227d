import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, type Call } from '../../../../shared/contract/contract.ts'
import { roles, type Role } from '../../../../shared/contract/permissions.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

// Who may call what, written down by hand: r reporter, i investigator, s supervisor, c counsel, a auditor, d administrator.
const table: Record<string, string> = {
  'vault.info': 'riscad',
  'vault.acceptFingerprint': 'riscad',
  'vault.changePassphrase': 'riscad',
  'vault.giveIdentity': 'd',
  'vault.newRecoverySheet': 'riscad',
  'vault.rekey': 'd',
  'member.list': 'riscad',
  'member.accept': 'riscad',
  'member.add': 'd',
  'member.changeRoles': 'd',
  'member.revoke': 'd',
  'template.list': 'riscad',
  'template.get': 'riscad',
  'template.save': 'sd',
  'template.retire': 'sd',
  'form.keys': 'isc',
  'form.export': 'is',
  'form.rotate': 'sd',
  'form.destroyKey': 'sd',
  'form.open': 'isc',
  'form.import': 'ris',
  'draft.put': 'riscad',
  'draft.get': 'riscad',
  'draft.drop': 'riscad',
  'draft.hold': 'riscad',
  'draft.leave': 'riscad',
  'draft.saved': 'riscad',
  'report.add': 'ris',
  'report.take': 'ris',
  'file.receive': 'ris',
  'report.import': 'ris',
  'import.preview': 'ris',
  'import.legs': 'is',
  'import.table': 'ris',
  'import.take': 'ris',
  'import.waiting': 'ris',
  'import.chooseFolder': 'ris',
  'report.list': 'isc',
  'report.get': 'isc',
  'report.similar': 'isc',
  'report.setSeverity': 'is',
  'report.decline': 'is',
  'report.grading': 'isc',
  'report.triage': 'is',
  'report.assign': 'is',
  'report.snooze': 'is',
  'notification.list': 'isc',
  'queue.followUps': 'isc',
  'notification.acknowledge': 'is',
  'report.promote': 'is',
  'report.merge': 'is',
  'case.list': 'isc',
  'case.get': 'isc',
  'case.timeline': 'isc',
  'case.history': 'isc',
  'history.export': 'isc',
  'case.change': 'is',
  'subject.list': 'isc',
  'subject.get': 'isc',
  'subject.history': 'isc',
  'subject.seen': 'isc',
  'subject.add': 'is',
  'subject.change': 'is',
  'subject.alias': 'is',
  'subject.identify': 'is',
  'subject.photo': 'is',
  'subject.withdraw': 'is',
  'subject.merge': 'is',
  'subject.unmerge': 'is',
  'involvement.list': 'isc',
  'involvement.record': 'is',
  'involvement.change': 'is',
  'involvement.withdraw': 'is',
  'exhibit.list': 'isc',
  'exhibit.room': 'isc',
  'ingest.add': 'is',
  'ingest.run': 'is',
  'ingest.list': 'is',
  'ingest.files': 'is',
  'ingest.decide': 'is',
  'exhibit.order': 'isc',
  'exhibit.lineage': 'isc',
  'exhibit.thumbnail': 'isc',
  'exhibit.get': 'isc',
  'exhibit.play': 'isc',
  'exhibit.stop': 'isc',
  'exhibit.span': 'isc',
  'exhibit.still': 'is',
  'exhibit.verify': 'isc',
  'exhibit.add': 'is',
  'exhibit.twins': 'isc',
  'exhibit.recordCustody': 'is',
  'exhibit.proof': 'isc',
  'custody.show': 'isc',
  'custody.gaps': 'isc',
  'custody.print': 'isc',
  'custody.receipt': 'isc',
  'custody.receiptSigned': 'is',
  'item.add': 'is',
  'item.label': 'isc',
  'shelf.audit': 'is',
  'shelf.list': 'isc',
  'item.list': 'isc',
  'item.find': 'isc',
  'item.split': 'is',
  'item.combine': 'is',
  'exhibit.export': 'is',
  'exhibit.dragOut': 'is',
  'exhibit.copies': 'is',
  'mark.list': 'isc',
  'mark.make': 'is',
  'mark.label': 'is',
  'mark.change': 'is',
  'mark.withdraw': 'is',
  'privilege.mark': 'isc',
  'privilege.withdraw': 'c',
  'privilege.list': 'isc',
  'marking.set': 'isc',
  'marking.list': 'isc',
  'exhibit.open': 'isc',
  'exhibit.picture': 'isc',
  'exhibit.part': 'isc',
  'exhibit.ocr': 'isc',
  'exhibit.text': 'isc',
  'exhibit.facts': 'isc',
  'exhibit.members': 'isc',
  'exhibit.render': 'isc',
  'exhibit.derive': 'is',
  'exhibit.close': 'isc',
  'note.list': 'isc',
  'note.revisions': 'isc',
  'note.save': 'is',
  'task.list': 'isc',
  'task.add': 'is',
  'task.change': 'is',
  'task.complete': 'is',
  'task.reopen': 'is',
  'task.waive': 'is',
  'playbook.preview': 'isc',
  'playbook.apply': 'is',
  'closure.get': 'isc',
  'monitoring.due': 'isc',
  'closure.allege': 'is',
  'closure.find': 'is',
  'closure.withdrawAllegation': 'is',
  'closure.conclude': 'is',
  'monitoring.add': 'is',
  'monitoring.answer': 'is',
  'closure.request': 'is',
  'closure.approve': 's',
  'closure.return': 's',
  'closure.withdraw': 'is',
  'closure.reopen': 'is',
  'communication.list': 'isc',
  'communication.log': 'is',
  'communication.strike': 'is',
  'assessment.list': 'isc',
  'assessment.make': 'is',
  'assessment.withdraw': 'is',
  'travel.list': 'isc',
  'travel.plan': 'is',
  'travel.change': 'is',
  'travel.report': 'is',
  'travel.cancel': 'is',
  'travel.deviate': 'is',
  'travel.settle': 'is',
  'travel.advise': 'is',
  'decision.list': 'isc',
  'decision.waiting': 's',
  'decision.submit': 'is',
  'decision.approve': 's',
  'decision.return': 's',
  'decision.withdraw': 'is',
  'due.list': 'isc',
  'due.notices': 'riscad',
  'due.setNotices': 'riscad',
  'work.held': 'isc',
  'work.handOver': 'is',
  'packet.list': 'isc',
  'packet.build': 'isc',
  'packet.root': 'iscad',
  'packet.handOver': 'isc',
  'retention.get': 'isc',
  'vault.backups': 'riscad',
  'vault.backup': 'isd',
  'vault.compact': 'isd',
  // Its own rule lets administrators alone; a refusal could not be recorded.
  'vault.upgrade': 'riscad',
  'hold.place': 'sc',
  'hold.lift': 'sc',
  'destruction.list': 'iscad',
  'destruction.order': 'sc',
  'destruction.decline': 'sc',
  'destruction.approve': 'sc',
  'ledger.receipt': 'iscad',
  'ledger.list': 'iscad',
  'ledger.entry': 'iscad',
  'ledger.head': 'iscad',
  'ledger.audit': 'iscad',
  'audit.schedule': 'iscad',
  'audit.setSchedule': 'isd',
  'ledger.export': 'iscad',
  'ledger.headFile': 'iscad',
  'ledger.saveHead': 'iscad',
  'ledger.prove': 'iscad',
  'ledger.check': 'iscad',
  'ledger.anchors': 'iscad',
  'ledger.witness': 'iscad',
  'ledger.anchor': 'iscad',
  'ledger.request': 'iscad',
  'ledger.token': 'iscad',
  'ledger.acceptOlder': 'isd',
  'ledger.saveAudit': 'iscad',
}
const letters: Record<Role, string> = {
  reporter: 'r',
  investigator: 'i',
  supervisor: 's',
  counsel: 'c',
  auditor: 'a',
  administrator: 'd',
}
const ask = (call: Call): Promise<unknown> =>
  // No call takes this, so that one which is allowed does nothing but say so.
  t.app.call(call, { 'no such field': 1 }, { signal: new AbortController().signal, progress: () => undefined })

const authorised = (Object.keys(contract) as Call[]).filter((call) => contract[call].permission !== null)
let t: TestApp
let dir: string

beforeAll(async () => {
  t = testApp()
  await newVault(t)
  dir = join(t.folder, 'V.holdfast')
  for (const role of roles)
    await t.call('member.add', { name: role, roles: [role], passphrase: `${passphrase} ${role}` })
})
afterAll(() => t.end())

test('the table names every call that works on an open vault', () => {
  expect(Object.keys(table).sort()).toEqual([...authorised].sort())
})

test.each([...roles])(
  '%s: every call is allowed or refused as the table says, and each refusal is on record',
  async (role) => {
    await t.call('vault.unlock', { dir, passphrase: `${passphrase} ${role}` })
    const allowed: string[] = []
    for (const call of authorised) {
      const code = await ask(call).then(
        () => 'done',
        (thrown: unknown) => (thrown instanceof HoldfastError ? thrown.code : 'fault'),
      )
      expect(['INVALID_INPUT', 'NOT_ALLOWED']).toContain(code)
      if (code === 'INVALID_INPUT') allowed.push(call)
    }
    const wanted = Object.keys(table).filter((call) => table[call]?.includes(letters[role]))
    expect(allowed.sort()).toEqual(wanted.sort())

    await t.call('vault.unlock', { dir, passphrase })
    const { rows } = await t.call('ledger.list', { limit: 1000 })
    const refusals = rows.filter(({ type, actor }) => type === 'access.refused' && actor === role)
    expect(refusals.map(({ summary }) => summary).sort()).toEqual(
      authorised
        .filter((call) => !wanted.includes(call))
        .map((call) => `Refused: ${call}`)
        .sort(),
    )
  },
)
