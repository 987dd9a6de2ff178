// wx.requestSubscribeMessage: only synchronously within a tap, at most three templates.
// https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html
import { answering, Refusal } from './answer.js'

const MOST = 3

export function subscription({ phone }) {
  return {
    requestSubscribeMessage: answering('requestSubscribeMessage', ({ tmplIds }) => {
      if (!phone.tapping) {
        phone.broken.push('requestSubscribeMessage outside a tap')
        throw new Refusal('can only be invoked by user TAP gesture.', { errCode: 10004 })
      }
      if (!Array.isArray(tmplIds) || !tmplIds.length) throw new Refusal('TmplIds is empty', { errCode: 10001 })
      if (tmplIds.length > MOST) throw new Refusal('Templates count out of max bounds', { errCode: 20003 })
      phone.note('requestSubscribeMessage', tmplIds)
      return Object.fromEntries(tmplIds.map((id) => [id, phone.answers.subscribe]))
    }),
  }
}
