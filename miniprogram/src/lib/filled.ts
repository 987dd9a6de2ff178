/** A sentence of the dictionary with what is only known now: {day}, {bureau} … */
export function filled(pattern: string, parts: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole)
}
