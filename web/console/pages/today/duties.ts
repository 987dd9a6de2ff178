// What else waits for somebody today, beside orders and appeals: one line each, with a way there.
import type { RouteLocationRaw } from 'vue-router'
import { get } from '@/shared/api/client'
import type { Operation, StaffMe } from '@/shared/api/schemas'
import { monthWords } from '@/shared/time'
import { words } from '@/words'
import { mayDo } from '../../navigation'
import { filtered } from '../accountability/filter'

export interface Line {
  text: string
  link: string
  to: RouteLocationRaw
}

interface Duty {
  needs: Operation
  ask: (signal: AbortSignal, me: StaffMe) => Promise<(Line | null)[]>
}

const say = words.today.duties
const sum = <T>(rows: readonly T[], of: (row: T) => number) =>
  rows.reduce((all, row) => all + of(row), 0)

/** A line about so many, or none. */
function counted(count: number, about: keyof typeof say.counted, to: RouteLocationRaw): Line | null {
  const { text, link } = say.counted[about]
  return count ? { text: text(count), link, to } : null
}

/** Screens of a hall that were paired and are not heard of. */
async function silentIn(hall_id: string, signal: AbortSignal): Promise<Line | null> {
  const path = { hall_id }
  const [{ windows }, { kiosks }] = await Promise.all([
    get('/api/halls/{hall_id}/rating-devices', { path, signal }),
    get('/api/halls/{hall_id}/kiosks', { path, signal }),
  ])
  const screens = [...windows.map((one) => one.device), ...kiosks]
  const silent = screens.filter((one) => one?.status === 'silent').length
  return counted(silent, 'screens', { name: 'hall-devices', params: { id: hall_id } })
}

const DUTIES: readonly Duty[] = [
  {
    needs: 'list_follow_ups',
    ask: async (signal) => {
      const { waiting } = await get('/api/work-orders/follow-ups', {
        query: { waiting: true },
        signal,
      })
      return [counted(waiting, 'calls', { name: 'calls' })]
    },
  },
  {
    needs: 'list_concerns',
    ask: async (signal) => {
      const { desks } = await get('/api/concerns', { signal })
      const mine = desks.filter((one) => one.mine)
      const to = { name: 'concerns', query: { state: 'open' } }
      return [
        counted(sum(mine, (one) => one.waiting), 'concerns', to),
        counted(desks.filter((one) => !one.members).length, 'desks', { name: 'concerns' }),
      ]
    },
  },
  {
    needs: 'list_bulletins',
    ask: async (signal) => {
      const { rows, periods } = await get('/api/bulletins', { signal })
      const ready = periods.find((one) => one.state === 'ready' && !one.compiled)
      return [
        ...rows
          .filter((one) => one.actions.includes('publish'))
          .map((one) => ({
            text: say.publish.text(monthWords(one.period), one.compiled_by),
            link: say.publish.link,
            to: { name: 'bulletin', params: { id: one.id } },
          })),
        ready
          ? {
              text: say.compile.text(monthWords(ready.period)),
              link: say.compile.link,
              to: { name: 'bulletin-compile', query: { period: ready.period } },
            }
          : null,
      ]
    },
  },
  {
    needs: 'record_assessment_use',
    ask: async (signal) => {
      const { rows, owed } = await get('/api/assessments/uses', { signal })
      const corrected = rows.filter((one) => one.standing && one.corrected)
      const to = { name: 'assessment-uses' }
      return [
        counted(owed.length, 'assessments', to),
        counted(corrected.length, 'reassessments', to),
      ]
    },
  },
  {
    needs: 'list_accountability',
    ask: async (signal) => {
      const { rows } = await get('/api/accountability', { signal })
      const waiting = filtered(rows, { state: 'waiting', kind: '', page: 1 })
      const to = { name: 'accountability', query: { state: 'waiting' } }
      return [counted(waiting.length, 'accountability', to)]
    },
  },
  {
    needs: 'list_halls',
    ask: async (signal, me) => {
      const { halls } = await get('/api/halls', { signal })
      const to = { name: 'halls', query: { missing: '1' } }
      const codes = counted(sum(halls, (hall) => hall.without_code), 'codes', to)
      // A bureau has too many halls to ask after each screen; who runs one walks there.
      const near = me.role === 'hall_manager' ? halls : []
      return [codes, ...(await Promise.all(near.map((hall) => silentIn(hall.id, signal))))]
    },
  },
  {
    needs: 'list_filings',
    ask: async (signal) => {
      const { rows } = await get('/api/filings', { signal })
      const papers = rows.flatMap((row) => row.papers)
      const acts = papers.flatMap((paper) => paper.versions).flatMap((one) => one.actions)
      const owed = { name: 'filings', query: { owed: '1' } }
      return [
        counted(acts.filter((one) => one === 'accept').length, 'filed', { name: 'filings' }),
        counted(papers.filter((paper) => paper.owed).length, 'filings', owed),
      ]
    },
  },
  {
    needs: 'list_quarantine',
    ask: async (signal) => {
      const { volumes, received } = await get('/api/province', { signal })
      const held = sum(volumes, (one) => one.quarantined) + received.quarantined
      return [counted(held, 'quarantine', { name: 'province-quarantine' })]
    },
  },
  {
    needs: 'show_reconciliation',
    ask: async (signal) => {
      const { days } = await get('/api/province/reconciliation', { signal })
      const day = days.find((one) => one.open)
      const to = { name: 'province-reconciliation', query: day ? { day: day.day } : {} }
      return [counted(sum(days, (one) => one.open), 'differences', to)]
    },
  },
  {
    needs: 'load_rule_set',
    ask: async (signal) => {
      const { term } = await get('/api/rule-sets', { signal })
      const terms: Record<string, string> = words.rules.sets.terms
      const text = terms[term ?? '']
      return [text ? { text, link: say.term, to: { name: 'rules' } } : null]
    },
  },
]

/** The lines of everything this account takes part in; what cannot be asked now is `missed`. */
export async function dutiesOf(
  me: StaffMe,
  signal: AbortSignal,
): Promise<{ lines: Line[]; missed: boolean }> {
  const own = DUTIES.filter(({ needs }) => mayDo(me.may, needs))
  const told = await Promise.allSettled(own.map(({ ask }) => ask(signal, me)))
  const lines = told.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  return {
    lines: lines.filter((line) => line !== null),
    missed: told.some((one) => one.status === 'rejected'),
  }
}

/** Whether there is anything of the kind an account could have to do. */
export const hasDuties = (me: StaffMe): boolean => DUTIES.some(({ needs }) => mayDo(me.may, needs))
