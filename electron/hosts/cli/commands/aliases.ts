/** Names that commands had in earlier releases: they do and answer the same, and help shows the name of today. */
export const aliases: Readonly<Record<string, string>> = {
  'duty list': 'notification list',
  'duty acknowledge': 'notification acknowledge',
  'case watch': 'monitoring add',
  'case watched': 'monitoring answer',
  'case duties': 'monitoring list',
  'exhibit custody': 'custody record',
  'subject reinvolve': 'involvement change',
}

/** The name of today of a command. */
export const nameToday = (name: string): string => (Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name)
