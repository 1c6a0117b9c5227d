import type { FormPage } from '../../../../shared/contract/report-form.ts'
import { unstarted } from '../../../../shared/report-form/unstarted.ts'
import { sha256 } from '../../record/vault/index.ts'

/** What a form's page is made of, the same for every form: the built script and style. */
export interface PageParts {
  script: string
  style: string
}

const source = (text: string): string => `'sha256-${sha256(Buffer.from(text)).toString('base64')}'`
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * The one file of a form. Its policy lets nothing run but this script, nothing style it but this style, and nothing be
 * fetched from anywhere; pictures and sound come from what the reporter chose.
 */
export function pageOf(form: FormPage, { script, style }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src ${source(script)}`,
    `style-src ${source(style)}`,
    'img-src blob: data:',
    'media-src blob:',
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  // `<` would let a form's words end the element that they lie in.
  const given = JSON.stringify(form).replaceAll('<', '\\u003c')
  const said = form.languages.map((language) => {
    const direction = language === 'ar' ? 'rtl' : 'ltr'
    return `<p lang="${language}" dir="${direction}">${escaped(unstarted[language])}</p>`
  })
  return [
    '<!doctype html>',
    `<html lang="${form.languages[0] ?? 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(form.vault)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="unstarted">${said.join('')}</div>`,
    `<script type="application/json" id="form">${given}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
