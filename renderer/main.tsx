import './session/schemas.ts'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './ui/mantine.css'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import './ui/ui.css'
import './ui/shared.css'
import './ui/contrast.css'
import './ui/print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queries } from './session/client.ts'
import { startDrops } from './features/opened/index.ts'
import { InLanguage } from './session/language.tsx'
import { startMenu } from './shell/menu.ts'
import { startKeys } from './session/keys.ts'
import { router } from './shell/router.ts'
import { startSecretCopies } from './session/secret-copies.tsx'
import { theme } from './ui/theme.ts'

startKeys()
startMenu()
startDrops()
startSecretCopies()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <InLanguage>
          <RouterProvider router={router} />
        </InLanguage>
      </QueryClientProvider>
    </MantineProvider>,
  )
}
