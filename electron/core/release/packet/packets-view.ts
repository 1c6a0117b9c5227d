import { ddl } from '../../record/vault/index.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { packetEntries } from './entries.ts'
import { handOvers, packets } from './tables.ts'

export const packetView = defineView({
  name: 'packet',
  revision: 3,
  entries: packetEntries,
  tables: { packet: ddl(packets, { withoutRowid: true }), packet_handed_over: ddl(handOvers) },
  project: {
    'packet.built': (db, { seq, at, actor, subject: id, case: caseId = '' }, built) =>
      db.insert(packets, { ...built, id, caseId, builtAt: at, builtBy: actor, seq }),
    'packet.handed-over': (db, { seq, at, actor }, { packet, to, handedAt, how }) =>
      db.insert(handOvers, { seq, packetId: packet, recipient: to, handedAt, how, recordedAt: at, recordedBy: actor }),
    'history.exported': () => undefined,
  },
  summarise: {
    'packet.built': ({ sequence, recipient, purpose }) => `Packet ${sequence} built for ${recipient}: ${purpose}`,
    'packet.handed-over': ({ sequence, to, how, handedAt }) =>
      `Packet ${sequence} handed over to ${to} on ${showInstant(handedAt)}: ${how}`,
    'history.exported': ({ format, entries }) =>
      `History written to a file (${format.toUpperCase()}, ${count(entries, 'entry', 'entries')})`,
  },
})
