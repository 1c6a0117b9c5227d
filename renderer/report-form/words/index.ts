import type { FormPage } from '../../../shared/contract/report-form.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'

export type { Words } from './en.ts'
export type Language = FormPage['languages'][number]

export const words: Record<Language, Words> = { en, es, fr, ar }
/** Each language by its own name. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español', fr: 'Français', ar: 'العربية' }
export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr')
