const GROUP = /.{4}(?=.)/g

/** A long number in groups of four, as it is read out. */
export function grouped(number: string): string {
  return number.replace(GROUP, '$& ')
}
