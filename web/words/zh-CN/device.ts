// What the tablet at a window says: short, to whoever stands before it.
export const device = {
  title: '窗口评价器',
  language: '语言',
  pair: {
    title: '配对评价器',
    lead: '请大厅管理员在管理台“二维码与设备”里为这个窗口生成配对码，再在这里输入。',
    code: '配对码（8 位数字）',
    submit: '配对',
    busy: '正在配对',
    short: '请输入 8 位数字的配对码。',
    wrong: '配对码不对、已用过或已过期，请向大厅管理员要一个新的。',
    tooOften: '输入次数太多，请过几分钟再试。',
    offline: '连不上服务器，请检查网络后重试。',
    stopped: '这台评价器已停用。要继续使用，请重新配对。',
    kept: (count: number) => `还有 ${count} 条评价没有送出，在这个窗口重新配对后会接着送。`,
    erase: '退格',
    digits: '数字键盘',
  },
  idle: {
    window: (number: string) => `${number} 号窗口`,
    ready: '办完事后，请您在这里评价',
    never: '评价完全自愿，工作人员看不到您选了什么',
  },
  ask: {
    title: '您对刚才的服务满意吗？',
    free: '不评价也没有关系，过一会儿自动收起',
    grades: '满意程度',
  },
  reasons: {
    title: '是哪里没做好？',
    lead: '您的评价已收到。可以选原因，也可以直接完成。',
    list: '原因，可多选',
    done: '完成',
  },
  thanks: {
    title: '谢谢您的评价',
    kept: '网络暂时不通，评价已保存在这里，网络恢复后自动送出',
  },
  network: {
    away: '正在等待网络',
    kept: (count: number) => `正在等待网络，有 ${count} 条评价待送出`,
  },
}

export type DeviceWords = typeof device
