/** How dates are written, in Simplified Chinese. */
export const time = {
  day: '{year}年{month}月{day}日',
  month: '{year}年{month}月',
  months: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
}
