import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { findSubjects } from './find-subjects.ts'
import { PeopleTab } from './people-tab.tsx'
import { SubjectPage } from './subject-page.tsx'
import { SubjectsScreen } from './subjects-screen.tsx'
import { words } from './catalogue.ts'

const all = createRoute({ getParentRoute: () => rootRoute, path: '/subjects', component: SubjectsScreen })
const one = createRoute({ getParentRoute: () => all, path: '$subjectRef', component: SubjectPage })

/** People, places, vehicles and accounts, in a case and over all. */
export const subjects = defineFeature({
  tabs: [
    {
      name: 'people',
      get title() {
        return words.peoplePlaces
      },
      Panel: PeopleTab,
      count: ({ subjects }) => subjects,
      sealedWhenClosed: true,
    },
  ],
  routes: [all.addChildren([one])],
  find: findSubjects,
})

export { ReportSubjects } from './report-subjects.tsx'
export { SeenBefore, SeenInReport, useSeenInReport } from './seen-before.tsx'
