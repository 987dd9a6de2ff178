// wx.login: a code the sandbox understands, another each time.
import { nonce } from '../names.js'
import { answering, Refusal } from './answer.js'

export function login({ phone }) {
  return {
    login: answering('login', () => {
      phone.note('login', {})
      if (!phone.person) throw new Refusal('the phone belongs to nobody')
      return { code: `demo-${phone.person}-${nonce()}` }
    }),
    checkSession: answering('checkSession', () => ({})),
  }
}
