import { words } from '@/words'
import { problems } from '@contract/words.json'

/** Why a request failed: the machine code of the server, or `offline` when none was reached. */
export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    said = '',
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentenceFor(code, said))
  }
}

/** What people read: our own sentence, the contract's, the server's, in this order. */
export function sentenceFor(code: string, said = ''): string {
  const ours: Record<string, string> = words.problems
  const agreed: Record<string, string> = problems
  return ours[code] ?? words.names.problems[code] ?? agreed[code] ?? (said || words.problems.unknown)
}

/** Whatever was thrown, as a sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : words.problems.unknown
}
