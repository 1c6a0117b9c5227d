import type { Input } from '../../shared/contract/contract.ts'

type Place = NonNullable<Input<'report.add'>['place']>

// “Gate 4, 12” is no point: somebody who means degrees gives their fractions, or says which way.
const degrees = String.raw`(-?\d{1,3}\.\d+|\d{1,3}(?:\.\d+)?\s?°?(?=\s?[NSEW]\b)|-?\d{1,3}(?:\.\d+)?°)\s?([NSEW]\b)?`
const pair = new RegExp(String.raw`\(?(?<![\w.])${degrees}(?:\s*[,;]\s*|\s+)${degrees}(?![\w.])\)?`, 'i')

/** A place as it was typed: a name, coordinates (`52.37, 4.89`), or a name with coordinates. */
export function readPlace(typed: string): Place | null {
  const text = typed.trim()
  if (text === '') return null
  const found = pair.exec(text)
  const point = found && pointOf(found)
  if (!found || !point) return { name: text }
  const name = (text.slice(0, found.index) + text.slice(found.index + found[0].length)).replace(
    /^[\s,;:@]+|[\s,;:@]+$/g,
    '',
  )
  return { ...(name === '' ? {} : { name }), ...point }
}

function pointOf([, first = '', firstSide = '', second = '', secondSide = '']: RegExpExecArray): Pick<
  Place,
  'latitude' | 'longitude'
> | null {
  const [a, b] = [signed(first, firstSide), signed(second, secondSide)]
  const turned = /[EW]/i.test(firstSide) || /[NS]/i.test(secondSide)
  const [latitude, longitude] = turned ? [b, a] : [a, b]
  return Math.abs(latitude) > 90 || Math.abs(longitude) > 180 ? null : { latitude, longitude }
}

const signed = (text: string, side: string): number =>
  /[SW]/i.test(side) ? -Math.abs(Number.parseFloat(text)) : Number.parseFloat(text)
