export const results = {
  title: '政务服务“好差评”结果',
  titleOf: (city: string) => `${city}政务服务“好差评”结果`,
  lead: '按作出评价的月份统计，参评率按评价期满的办件计算。系统默认评价和没有办件记录的现场评价单列，不计入满意率和平均分。',
  month: '月份',
  current: '本月还没有结束，数字到昨天为止。',
  overall: '全市',
  counties: '各县（区）',
  institutions: '市级机构',
  region: '县（区）',
  institution: '机构',
  tooFewWhy: (least: number) =>
    `主动评价少于 ${least} 条的不公布数字，以免从数字认出评价人；只有一行不足时，另隐去最小的一行，以免由合计推算。`,
  chart: '评价构成',
  chartText: (month: string, names: string[]) =>
    `${month}各县（区）和市级机构的评价构成，堆积条形图，数字与下面的“评价构成明细”表相同。` +
    `依次为：${names.join('、')}。`,
  empty: '这个月还没有办件。',
  halls: '各大厅的结果，离您近的排前面',
  console: '工作人员登录',
  language: '语言',
  official: '',
}
