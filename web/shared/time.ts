import { words } from '@/words'

// Moments come in UTC and are read in Chaozhou: everybody means the same day.
const ZONE = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

interface Reading {
  day: string
  time: string
  second: string
}

function read(moment: Date): Reading {
  const got = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]))
  return {
    day: dayWords(`${got.year}-${got.month}-${got.day}`),
    time: `${got.hour}:${got.minute}`,
    second: String(got.second),
  }
}

/** The day of an ISO date in words. */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return words.time.day(year, month, day)
}

/** A month written YYYY-MM in words. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return words.time.month(year, number)
}

/** A moment to the minute. */
export function momentWords(iso: string): string {
  const { day, time } = read(new Date(iso))
  return `${day} ${time}`
}

/** The day of a moment, in Chaozhou. */
export const dayOfWords = (iso: string): string => read(new Date(iso)).day

/** A moment to the second, for records. */
export function secondWords(iso: string): string {
  const { day, time, second } = read(new Date(iso))
  return `${day} ${time}:${second}`
}

/** A deadline: midnight is 24:00 of the day that ends. */
export function deadlineWords(iso: string): string {
  const at = new Date(iso)
  const { day, time } = read(at)
  if (time !== '00:00') return `${day} ${time}`
  return `${read(new Date(at.getTime() - 1)).day} 24:00`
}
