import { app } from 'electron'

export const value = app.name
