import type { time as shape } from '../zh-CN/time'

export const time: typeof shape = {
  day: '{year}年{month}月{day}日',
  month: '{year}年{month}月',
  months: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
}
