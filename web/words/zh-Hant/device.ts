import type { DeviceWords } from '../zh-CN/device'

export const device: DeviceWords = {
  title: '窗口評價器',
  language: '語言',
  pair: {
    title: '配對評價器',
    lead: '請大廳管理員在管理台「二維碼與設備」裡為這個窗口生成配對碼，再在這裡輸入。',
    code: '配對碼（8 位數字）',
    submit: '配對',
    busy: '正在配對',
    short: '請輸入 8 位數字的配對碼。',
    wrong: '配對碼不對、已用過或已過期，請向大廳管理員要一個新的。',
    tooOften: '輸入次數太多，請過幾分鐘再試。',
    offline: '連不上服務器，請檢查網絡後重試。',
    stopped: '這台評價器已停用。要繼續使用，請重新配對。',
    kept: (count) => `還有 ${count} 條評價沒有送出，在這個窗口重新配對後會接著送。`,
    erase: '退格',
    digits: '數字鍵盤',
  },
  idle: {
    window: (number) => `${number} 號窗口`,
    ready: '辦完事後，請您在這裡評價',
    never: '評價完全自願，工作人員看不到您選了什麼',
  },
  ask: {
    title: '您對剛才的服務滿意嗎？',
    free: '不評價也沒有關係，過一會兒自動收起',
    grades: '滿意程度',
  },
  reasons: {
    title: '是哪裡沒做好？',
    lead: '您的評價已收到。可以選原因，也可以直接完成。',
    list: '原因，可多選',
    done: '完成',
  },
  thanks: {
    title: '謝謝您的評價',
    kept: '網絡暫時不通，評價已保存在這裡，網絡恢復後自動送出',
  },
  network: {
    away: '正在等待網絡',
    kept: (count) => `正在等待網絡，有 ${count} 條評價待送出`,
  },
}
