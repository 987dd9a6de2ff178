// wx.navigateToMiniProgram: only after the person touched the page, and with a question first.
// https://developers.weixin.qq.com/miniprogram/dev/api/navigate/wx.navigateToMiniProgram.html
import { answering, Refusal } from './answer.js'

export function miniPrograms({ phone, pages, application }) {
  return {
    navigateToMiniProgram: answering('navigateToMiniProgram', ({ appId, path = '', extraData }) => {
      phone.note('navigateToMiniProgram', { appId, path, extraData })
      if (!phone.tapped) {
        phone.broken.push('navigateToMiniProgram before a tap')
        throw new Refusal('can only be invoked by user TAP gesture.')
      }
      if (!/^wx[0-9a-f]{16}$/.test(appId)) throw new Refusal('invalid appid')
      if (phone.answers.jump !== 'confirm') throw new Refusal('cancel')
      queueMicrotask(() => application.leave(pages))
      return {}
    }),
  }
}
