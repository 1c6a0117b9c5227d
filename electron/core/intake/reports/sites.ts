import { plainWords } from '../../../../shared/kernel/normal-form.ts'

// A place that is named exactly enough for two reports to be of the same one: a site, an address. A country, a region or
// a town is shared by what has nothing to do with each other.

const languages = ['en', 'es', 'fr', 'ar']
const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at))

/** Countries and parts of the world (ISO 3166-1, UN M.49) in the languages of the forms, and the cities that zones are named after. */
let areas: Set<string> | undefined
function areaNames(): Set<string> {
  if (areas) return areas
  areas = new Set(
    // What people go on to call them, and regions that are written as countries are.
    'uk, u k, usa, u s, uae, drc, dr congo, opt, turkey, burma, swaziland, holland, england, scotland, wales, northern ireland, chechnya, kashmir, kurdistan, darfur, somaliland, puntland, abkhazia, west bank, gaza, crimea, transnistria'.split(
      ', ',
    ),
  )
  const codes = [
    ...letters.flatMap((a) => letters.map((b) => a + b)),
    ...Array.from({ length: 420 }, (_, at) => String(at + 1).padStart(3, '0')),
  ]
  for (const language of languages)
    for (const style of ['long', 'short'] as const) {
      const names = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' })
      for (const code of codes) {
        const name = names.of(code)
        if (name !== undefined) areas.add(plainWords(name.replace(/\(.*\)/, '')))
        if (name !== undefined) areas.add(plainWords(name))
      }
    }
  for (const zone of Intl.supportedValuesOf('timeZone')) areas.add(plainWords(zone.slice(zone.lastIndexOf('/') + 1)))
  areas.delete('')
  return areas
}

const administrative =
  /(?:^| )(?:province|region|district|county|state|governorate|oblast|prefecture|department|territory|municipality|country|republic|kingdom|federation|territories|emirates|jamahiriya|republique|royaume|republica|reino|جمهورية|مملكة|provincia|region|departamento|estado|municipio|pais|departement|comte|commune|pays|محافظة|ولاية|اقليم)(?: |$)/
const siteWords =
  /(?:^| )(?:street|st|road|rd|avenue|ave|lane|drive|square|boulevard|blvd|way|gate|door|entrance|dock|lobby|reception|desk|floor|room|office|building|tower|block|hall|stairs?|lift|car park|parking|garage|warehouse|yard|compound|clinic|hospital|school|campus|airport|terminal|station|hotel|bridge|crossing|checkpoint|camp|market|mosque|church|embassy|calle|avenida|plaza|puerta|oficina|edificio|hospital|escuela|rue|place|porte|bureau|batiment|ecole|شارع|بوابة|باب|مكتب|مبنى)(?: |$)/
const unknown = /^(?:unknown|n a|na|none|not said|not known|unspecified|various|several|desconocido|inconnu|غير معروف)$/

/** Whether a place's name is one of a site or an address, and not of a country, a region or a town. */
export function isSite(name: string | null | undefined): name is string {
  const parts = (name ?? '')
    .split(/[,;/\n]/)
    .map(plainWords)
    .filter((part) => part !== '')
  if (parts.every((part) => unknown.test(part) || areaNames().has(part))) return false
  if (parts.some((part) => /\d/.test(part) || siteWords.test(part))) return true
  return !parts.some((part) => areaNames().has(part) || administrative.test(part))
}

/** How exactly a place is known: a site or bare coordinates, a town with its coordinates, or an area. */
export function exactness(
  place: { name?: string | null | undefined; latitude?: number | undefined; longitude?: number | undefined } | null,
): 'site' | 'town' | 'area' {
  const parts = (place?.name ?? '').split(/[,;/\n]/).filter((part) => part.trim() !== '').length
  const located = place?.latitude !== undefined && place.longitude !== undefined
  if (parts === 0) return located && isMeasured(place.latitude ?? 0, place.longitude ?? 0) ? 'site' : 'area'
  if (isSite(place?.name)) return 'site'
  // District, region and country, or a town's name with them: the coordinates are the town's.
  return located && parts >= 3 ? 'town' : 'area'
}

/** Three decimals are a hundred metres; whole degrees and tenths are the middle of a country. */
const isMeasured = (...degrees: number[]): boolean =>
  degrees.some((one) => !Number.isInteger(Math.round(one * 1e9) / 1e7))
