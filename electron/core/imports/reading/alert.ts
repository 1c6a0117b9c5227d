// What reads an alert (CAP), for whoever opens one as evidence.
export { alertIn, problemsOf } from '../alert/alert.ts'
export { fieldsOfInfo, namesOf } from '../alert/infos.ts'
export { embeddedFiles } from '../alert/resources.ts'
