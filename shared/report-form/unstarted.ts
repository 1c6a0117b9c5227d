/** What a form's page says until its script runs: some mail programs and file viewers show a page but run none. */
export const unstarted = {
  en: 'The form has not started. Save this file, then open it with a web browser (Chrome, Edge, Firefox or Safari). Nothing is sent by opening it.',
  es: 'El formulario no se ha iniciado. Guarde este archivo y ábralo con un navegador (Chrome, Edge, Firefox o Safari). Abrirlo no envía nada.',
  fr: 'Le formulaire n’a pas démarré. Enregistrez ce fichier, puis ouvrez-le avec un navigateur (Chrome, Edge, Firefox ou Safari). L’ouvrir n’envoie rien.',
  ar: 'لم يبدأ النموذج. احفظ هذا الملف ثم افتحه بمتصفح (Chrome أو Edge أو Firefox أو Safari). فتحه لا يرسل شيئًا.',
}
