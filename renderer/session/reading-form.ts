import { createContext, useContext } from 'react'

/** Whether the form around is only read: another window has it open. */
export const ReadingForm = createContext(false)

export const useReadingForm = (): boolean => useContext(ReadingForm)
