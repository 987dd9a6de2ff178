import type { time as shape } from '../zh-CN/time'

export const time: typeof shape = {
  day: '{day} {month} {year}',
  month: '{month} {year}',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}
