import './app/schemas.ts'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './app/mantine.css'
import './app/tokens.css'
import './app/fonts.css'
import './app/base.css'
import './ui/ui.css'
import './app/shell.css'
import './app/contrast.css'
import './app/print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queries } from './app/client.ts'
import { startDrops } from './app/dropped.ts'
import { startMenu } from './app/menu.ts'
import { startKeys } from './app/keys.ts'
import { router } from './app/router.tsx'
import { startSecretCopies } from './app/secret-copies.tsx'
import { theme } from './app/theme.ts'

startKeys()
startMenu()
startDrops()
startSecretCopies()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}
