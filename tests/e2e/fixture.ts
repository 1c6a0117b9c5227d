export type HostName = 'browser' | 'electron'
