export const inbox = {
  title: '收件箱',
  empty: '还没有消息。有需要您办理或知道的事，会写到这里。',
  unread: '未读',
  unreadOnly: '只看未读',
  read: '标为已读',
  open: '打开工单',
  openAppeal: '查看申诉',
  openConcern: '查看线索',
  openExport: '查看导出',
  openObjection: '查看异议',
  openScores: '打开手机“我的评分”',
  noneUnread: '没有未读消息。',
}
