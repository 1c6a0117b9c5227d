import { assertions } from '../features/assertions/index.ts'
import { assessments } from '../features/assessments/index.ts'
import { cases } from '../features/cases/index.ts'
import { closure } from '../features/closure/index.ts'
import { communications } from '../features/communications/index.ts'
import { computer } from '../features/computer/index.ts'
import { custody } from '../features/custody/index.ts'
import { decisions } from '../features/decisions/index.ts'
import { evidence } from '../features/evidence/index.ts'
import { exchange } from '../features/exchange/index.ts'
import { exhibits } from '../features/exhibits/index.ts'
import { intake } from '../features/intake/index.ts'
import { ledger } from '../features/ledger/index.ts'
import { members } from '../features/members/index.ts'
import { notebook } from '../features/notebook/index.ts'
import { packet } from '../features/packet/index.ts'
import { reportForm } from '../features/report-form/index.ts'
import { retention } from '../features/retention/index.ts'
import { settings } from '../features/settings/index.ts'
import { subjects } from '../features/subjects/index.ts'
import { tasks } from '../features/tasks/index.ts'
import { travel } from '../features/travel/index.ts'
import { vault } from '../features/vault/index.ts'

/** All features of the window. The palette shows what they find in this order. */
const features = [
  cases,
  subjects,
  intake,
  assertions,
  assessments,
  closure,
  communications,
  computer,
  custody,
  decisions,
  evidence,
  exchange,
  exhibits,
  ledger,
  members,
  notebook,
  packet,
  reportForm,
  retention,
  settings,
  tasks,
  travel,
  vault,
] as const

export const tabs = features.flatMap((feature) => feature.tabs)
export const routes = features.flatMap<(typeof features)[number]['routes'][number]>((feature) => feature.routes)
export const finds = features.flatMap(({ find }) => (find === 'none' ? [] : find))
