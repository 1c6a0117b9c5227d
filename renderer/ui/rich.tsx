import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import { piece } from '../../shared/kernel/catalogue.ts'

/** A sentence with what is shown in it, in any order: `rich\`placed ${at} by ${name}\``. */
export const rich = (texts: TemplateStringsArray, ...values: readonly ReactNode[]): ReactElement =>
  createElement(Fragment, null, ...texts.flatMap((text, at) => [piece(text), values[at]]))
