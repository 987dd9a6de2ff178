export const time = {
  day: (year = 0, month = 0, day = 0) => `${year}年${month}月${day}日`,
  month: (year = 0, month = 0) => `${year}年${month}月`,
}

export const common = {
  cancel: '取消',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  loading: '正在加载',
  reload: '重新加载',
  retry: '重试',
  search: '查找',
  clear: '清除',
  previous: '上一页',
  next: '下一页',
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  total: (count: number) => `共 ${count} 条`,
  typed: (now: number, most: number) => `${now}/${most}`,
  required: '必填',
  optional: '选填',
  none: '无',
  tooShort: (least: number) => `请至少写 ${least} 个字`,
  pagination: '翻页',
  forms: { xlsx: 'Excel', csv: 'CSV' },
  download: (form: string) => `下载 ${form}`,
  kept: '您写了但没有提交的内容',
  keptHint: '现在不能这样办理了，需要的话请复制保存。',
  discard: '不要了',
  opensNewWindow: '（在新窗口打开）',
}

// Sentences for people who work with the console, where those of the contract speak to citizens.
export const problems = {
  offline: '连不上服务器，请检查网络后重试。您填写的内容还在。',
  timeout: '服务器很久没有回应，请稍后重试。您填写的内容还在。',
  unknown: '出错了，请稍后重试。您填写的内容还在。',
  sign_in_needed: '登录已失效，请重新登录。您填写的内容还在。',
  wrong_password: '账号或密码不对。密码区分大小写，请核对后重试；忘记密码请联系本单位管理员重置。',
  too_many_attempts: '尝试次数过多，请过几分钟再试。',
  forbidden: '您的账号没有这项权限。如工作需要，请联系管理员调整角色。',
  not_found: '没有找到，或不在您的管理范围内。',
  busy: '系统正忙，请稍后重试。您填写的内容还在。',
}
