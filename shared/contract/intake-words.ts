import { catalogue } from '../kernel/catalogue.ts'
import type { categories, channels } from './intake.ts'

// What the ways in and the categories of reports are called: on every screen, at the command line and in a packet.

export const channelWords: Record<(typeof channels)[number], string> = catalogue({
  'in-person': 'in person',
  phone: 'telephone',
  'e-mail': 'e-mail',
  form: 'form',
  'alert-feed': 'alert feed',
  observation: 'observation',
  import: 'import',
})

export const categoryWords: Record<(typeof categories)[number], string> = catalogue({
  'employee-concern': 'Employee concern',
  threat: 'Threat',
  stalking: 'Stalking',
  'suspicious-person': 'Suspicious person or approach',
  trespass: 'Trespass',
  'access-anomaly': 'Access anomaly',
  'online-threat': 'Online threat',
  travel: 'Travel advisory or disruption',
  'route-deviation': 'Route deviation',
  sos: 'SOS',
  theft: 'Theft',
  'information-leak': 'Information leak',
  assault: 'Assault',
  abduction: 'Abduction',
  explosion: 'Explosion or device',
  other: 'Other',
})
