/** A place by its name, else by its coordinates. */
export const placeInWords = ({
  name,
  latitude,
  longitude,
}: {
  name?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
}): string =>
  name ?? (latitude === undefined || longitude === undefined ? 'a place not named' : `${latitude}, ${longitude}`)
