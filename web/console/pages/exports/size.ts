const UNITS = ['B', 'KB', 'MB', 'GB'] as const

/** A size of a file as people read it: three digits at most. */
export function sizeWords(bytes: number): string {
  let [size, unit] = [bytes, 0]
  while (size >= 1000 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1]
  return `${unit && size < 10 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`
}
