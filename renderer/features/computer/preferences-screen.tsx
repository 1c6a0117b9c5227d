import type { ReactElement } from 'react'
import { useGoBack } from '../../session/go-back.ts'
import { Preferences } from './preferences.tsx'

/** The preferences of this computer, in an open vault. */
export const PreferencesScreen = (): ReactElement => <Preferences onBack={useGoBack()} />
