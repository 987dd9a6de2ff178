export const inbox = {
  title: '收件箱',
  empty: '还没有消息。工单转来、退回、群众答复时会写到这里。',
  unread: '未读',
  unreadOnly: '只看未读',
  read: '标为已读',
  open: '打开工单',
  openAppeal: '查看申诉',
  noneUnread: '没有未读消息。',
}
