import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute, textOf } from '../manifest.ts'
import { TasksScreen } from './tasks-screen.tsx'
import { TasksTab } from './tasks-tab.tsx'
import { words } from './catalogue.ts'

const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks',
  component: TasksScreen,
  validateSearch: (search): { item?: string | undefined } => ({ item: textOf(search.item) }),
})

/** Tasks of a case, and all tasks of a member. */
export const tasks = defineFeature({
  tabs: [
    {
      name: 'tasks',
      get title() {
        return words.tasks
      },
      Panel: TasksTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [tasksRoute],
  find: 'none',
})

export { typeWords } from './task.ts'
