// Where what is, in the public results.
export const RESULTS = '/results/'
export const BULLETINS = '/results/bulletins'
const ONE = /^\/results\/bulletins\/([0-9a-f-]{36})$/

export const inBulletins = (path: string): boolean => path.startsWith(BULLETINS)

/** The bulletin a path names; empty where it names none. */
export const bulletinId = (path: string): string => ONE.exec(path)?.[1] ?? ''

export const placeOf = (id: string, against = ''): string =>
  `${BULLETINS}/${id}${against && `?against=${against}`}`
