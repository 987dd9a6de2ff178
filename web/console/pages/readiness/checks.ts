// Where each check is mended; null where the console cannot.
import type { RouteLocationRaw } from 'vue-router'
import type { ReadinessLine } from '@/shared/api/schemas'
import { wordFor, words } from '@/words'

const say = words.readiness
type Code = keyof typeof say.checks
type Example = ReadinessLine['examples'][number]

const template = (name: string): RouteLocationRaw => ({
  name: 'imports',
  query: { template: name },
})

export const MENDED_AT: Record<Code, RouteLocationRaw | null> = {
  no_institution: template('tree'),
  no_window: template('windows'),
  institution_unsupervised: { name: 'bureaus' },
  institution_wrong_bureau: { name: 'places' },
  institution_without_handler: template('officers'),
  institution_without_items: template('items'),
  window_without_code: { name: 'halls', query: { missing: '1' } },
  window_without_roster: template('rosters'),
  officer_without_login: { name: 'places' },
  administrator_unknown: template('officers'),
  officer_without_items: template('items'),
  item_without_code: template('items'),
  hall_without_windows: template('windows'),
  desk_without_reader: { name: 'concerns' },
  paper_not_filed: { name: 'filings' },
  rule_set_ending: { name: 'rules' },
  template_missing: null,
  identity_missing: null,
  wechat_missing: null,
  sms_missing: null,
  calendar_missing: null,
}

/** The page of one thing that is missing something: a hall's codes, an institution, a hall. */
export function pageOf(line: ReadinessLine, example: Example): RouteLocationRaw | null {
  if (!example.place_id) return null
  const params = { id: example.place_id }
  if (line.code === 'window_without_code') return { name: 'hall', params }
  if (line.code === 'desk_without_reader') return { name: 'concerns' }
  if (line.code === 'paper_not_filed') return { name: 'filings' }
  if (example.place === 'bureau') return { name: 'bureaus' }
  return { name: example.place === 'hall' ? 'hall-place' : 'institution', params }
}

/** What is missing in words: notice templates go by their topic, desks by their code. */
export function labelOf(line: ReadinessLine, example: Example): string {
  if (line.code === 'desk_without_reader') return wordFor(words.concerns.desks.of, example.label)
  // A bureau and the code of what it has not filed.
  if (line.code === 'paper_not_filed')
    return example.label.replace(/\w+/, (kind) => wordFor(words.rules.filings.kinds, kind))
  return line.code === 'template_missing' ? wordFor(say.topics, example.label) : example.label
}

/** Lines the installation lacks name parties by code, and the check says it all already. */
export function hasExamples(line: ReadinessLine): boolean {
  return line.examples.some((one) => one.place_id) || line.code === 'template_missing'
}
