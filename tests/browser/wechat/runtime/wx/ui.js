// Toasts, dialogs and other small things WeChat draws.
import { answering, Refusal } from './answer.js'

const QUIET = ['showLoading', 'hideLoading', 'hideToast', 'vibrateShort', 'stopPullDownRefresh']

export function ui({ phone, pages }) {
  const quiet = Object.fromEntries(QUIET.map((name) => [name, answering(name, () => ({}))]))
  return {
    ...quiet,
    showToast: answering('showToast', ({ title }) => phone.note('showToast', title)),
    showModal: answering('showModal', ({ title, content }) => {
      phone.note('showModal', { title, content })
      const confirm = phone.answers.modal === 'confirm'
      return { confirm, cancel: !confirm }
    }),
    showActionSheet: answering('showActionSheet', ({ itemList }) => {
      phone.note('showActionSheet', itemList)
      if (phone.answers.sheet < 0) throw new Refusal('cancel')
      return { tapIndex: phone.answers.sheet }
    }),
    scanCode: answering('scanCode', () => {
      phone.note('scanCode', {})
      if (!phone.answers.scan) throw new Refusal('cancel')
      return { result: phone.answers.scan, scanType: 'QR_CODE' }
    }),
    setClipboardData: answering('setClipboardData', () => phone.note('setClipboardData', {})),
    makePhoneCall: answering('makePhoneCall', ({ phoneNumber }) => {
      phone.note('makePhoneCall', phoneNumber)
    }),
    setNavigationBarTitle: answering('setNavigationBarTitle', ({ title }) => pages.retitle(title)),
    pageScrollTo: answering('pageScrollTo', ({ scrollTop = 0 }) => window.scrollTo(0, scrollTop)),
  }
}
