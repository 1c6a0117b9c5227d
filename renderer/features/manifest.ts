import { createRootRouteWithContext, type AnyRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import type { Permission } from '../../shared/contract/permissions.ts'
import type { Failure } from '../../shared/kernel/errors.ts'
import type { CaseTab } from './case-tabs.ts'

/** A case as its page shows it. */
export type CaseDetail = Output<'case.get'>

export interface CaseTabProps {
  detail: CaseDetail
  /** Number or id of the one thing that is looked at in the tab. */
  item: string | undefined
  onItem: (item: string | undefined) => void
  /** Goes to another tab of the case, and to one thing there. */
  onGo: (tab: CaseTab, item?: string) => void
}

/** A tab in the page of a case. */
export interface CaseTabManifest {
  name: CaseTab
  title: string
  Panel: ComponentType<CaseTabProps>
  /** A number for the tab itself. */
  count?: (counts: CaseDetail['counts']) => number
  /** A closed case shows it with nothing to change; else the panel itself holds to what a closed case allows. */
  sealedWhenClosed: boolean
  /** It is not shown of an earlier moment. */
  nowOnly?: true
}

/** One record that the palette found, and the way to it. */
export interface Found {
  id: string
  text: string
  hint: string
  run: () => void
}

/** Finds records by what was typed into the palette. A hook: `may` says whether to ask at all. */
export type Find = (
  filter: string,
  may: (permission: Permission) => boolean,
) => { found: Found[]; error: Failure | null }

/** One feature of the window: all that the shell has to know of it. */
interface Feature<R extends readonly AnyRoute[]> {
  tabs: readonly CaseTabManifest[]
  /** Its screens, each with its place in the address. */
  routes: R
  find: Find | 'none'
}

/** Says what a feature puts into the window; a part that is left out does not compile. */
export const defineFeature = <const R extends readonly AnyRoute[]>(feature: Feature<R>): Feature<R> => feature

/** Over all screens. The page of a case gets the tabs from here, which the shell has of all features. */
export const rootRoute = createRootRouteWithContext<{ tabs: readonly CaseTabManifest[] }>()()

/** A part of an address as text; a number is one too, since the router reads it as such. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
