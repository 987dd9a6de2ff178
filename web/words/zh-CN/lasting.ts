/** Minutes as people say them: 90 分钟, 10 小时. */
export const lasting = (minutes: number) =>
  minutes % 60 ? `${minutes} 分钟` : `${minutes / 60} 小时`
