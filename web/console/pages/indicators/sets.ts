// What the page of indicator sets asks of the server, and what it says of the answers.
import { post } from '@/shared/api/client'
import { ApiProblem } from '@/shared/api/problem'
import type { IndicatorItem, IndicatorSetPreview, IndicatorSets } from '@/shared/api/schemas'
import { wordFor, words } from '@/words'
import { save } from '../../save'
import sample from '@/words/zh-CN/indicator-sample.toml?raw'

const say = words.indicators
export const MOST_BYTES = 40_000
export const TARGETS = ['institution', 'hall'] as const

export interface DocumentProblem {
  where: string
  kind: string
  found: string
}

/** What a document says, or all that is wrong with it. Anything else is thrown on. */
export async function previewOf(
  document: string,
): Promise<{ preview: IndicatorSetPreview | null; problems: DocumentProblem[] }> {
  try {
    return { preview: await post('/api/indicator-sets/preview', { document }, {}), problems: [] }
  } catch (error) {
    const problems = error instanceof ApiProblem && error.details.problems
    if (!problems) throw error
    return { preview: null, problems: problems as DocumentProblem[] }
  }
}

export const load = (document: string): Promise<IndicatorSets> =>
  post('/api/indicator-sets', { document }, {})

export const decide = (what: 'activate' | 'discard', code: string): Promise<IndicatorSets> =>
  what === 'activate'
    ? post('/api/indicator-sets/{code}/activate', {}, { code })
    : post('/api/indicator-sets/{code}/discard', {}, { code })

export function saveSample(): void {
  save(new Blob([sample], { type: 'text/plain;charset=utf-8' }), say.sampleName)
}

export function problemWords({ kind, found }: DocumentProblem): string {
  return say.kindWithFound(wordFor(say.kinds, kind), wordFor(say.targets, found))
}

export function itemWords(item: IndicatorItem | null): string {
  if (!item) return words.common.none
  const weight = item.weight === null ? '' : String(item.weight)
  return say.itemWords(item.label, wordFor(say.feeds, item.fed_by), weight)
}

export const sumOf = (items: readonly IndicatorItem[]) =>
  Number(items.reduce((sum, one) => sum + (one.weight ?? 0), 0).toFixed(2))
