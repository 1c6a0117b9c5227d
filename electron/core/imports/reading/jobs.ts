import type { TableSurvey } from '../../../../shared/contract/exchange.ts'
import type { ImportMap, ReportInput, Written } from '../../../../shared/contract/intake.ts'
import { job } from '../../readers/index.ts'
import type { Remark } from '../table/causes.ts'
import type { FileReading, ReadItem, ReadOrder, ReadPart } from './reading.ts'

/** A report that a file would become, without the bytes that stay in the reader. */
export interface FoundItem extends Omit<ReadItem, 'message' | 'parts'> {
  message?: { name: string; size: number; sha256: string } | undefined
  parts: (Omit<ReadPart, 'bytes'> & { size: number })[]
}

export interface FoundFile extends Omit<FileReading, 'items'> {
  /** How many reports it would become. */
  count: number
}

/** What is asked of a file that may become reports. */
export interface FileAsked {
  head(asked: null): FoundFile
  /** Items from one on, as many as fit an answer; each narrative cut after `narrative` characters. */
  items(asked: { from: number; narrative: number }): FoundItem[]
  /** One item whole; null when there is none. */
  item(asked: { index: number }): FoundItem | null
  /** Bytes of a part, or of the item's own message (`part` null). */
  bytes(asked: { index: number; part: number | null; at: number; length: number }): Uint8Array
}

export const fileJob = job<ReadOrder, FileAsked>('file', 'Keep it as an exhibit of a report instead.')

/** Rows of a table that the mapping makes reports of, and those that it cannot. */
export interface MappedRows {
  rows: { line: number; report: ReportInput; remarks: Remark[] }[]
  bad: { line: number; remark: Remark }[]
  /** Set with the last of them: the hash of all that was read, how many rows there were, and how the file was read. */
  end: { sha256: string; rows: number; problems: string[] } | null
}

/** What is asked of a table that is imported. */
export interface TableAsked {
  /** The next rows, as many as fit an answer. */
  next(asked: null): Promise<MappedRows>
}

export const tableJob = job<{ path: string; map: ImportMap; now: string }, TableAsked>(
  'table',
  'Save it as CSV in UTF-8, and import it again; nothing was imported.',
)

/** A table that was looked through, without what the vault knows of it. */
export type SurveyedTable = Omit<TableSurvey, 'known' | 'would'>

/** What is asked of a table that is looked through. */
export interface SurveyAsked {
  all(asked: null): SurveyedTable
}

export const surveyJob = job<{ path: string; written: Written | undefined; now: string }, SurveyAsked>(
  'survey',
  'Save it as CSV in UTF-8, and try again.',
)
