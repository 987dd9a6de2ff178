// wx.requestFacialVerify: WeChat's own screen, left by passing, failing or giving up.
import { answering, Refusal } from './answer.js'

const OUTCOMES = { fail: [90100, 'verify fail'], cancel: [90199, 'user cancel'] }

export function face({ phone }) {
  return {
    requestFacialVerify: answering('requestFacialVerify', ({ verifyId }) => {
      phone.note('requestFacialVerify', { verifyId })
      if (!verifyId) throw new Refusal('verifyId is required')
      const refused = OUTCOMES[phone.answers.face]
      if (refused) throw new Refusal(refused[1], { errCode: refused[0] })
      return { errCode: 0 }
    }),
    checkIsSupportFacialRecognition: answering('checkIsSupportFacialRecognition', () => ({})),
  }
}
