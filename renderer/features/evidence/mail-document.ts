/** What the frame may do besides what its sandbox leaves: pictures that stand in it, and styles of its elements. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** HTML of a mail as a document of its own. */
export const around = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
  '<style>:root{color-scheme:light}body{margin:16px;background:#fff;color:#1b1f23;font:14px/1.5 sans-serif;overflow-wrap:anywhere}' +
  'a[title]{color:#1e4f8a;text-decoration:underline}img{max-width:100%}</style>' +
  html
