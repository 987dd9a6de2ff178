// WeChat's privacy gate: what touches personal data waits for the person's consent.
// https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html

const listeners = []

export function onNeedPrivacyAuthorization(listener) {
  listeners.push(listener)
}

/** Whether the person agrees, now or before; asks through the page's own dialog if it has one. */
export async function consent(phone, api) {
  if (phone.privacyAgreed) return true
  phone.note('privacy', api)
  const answer = listeners.length ? await askThePage(api) : { event: phone.answers.privacy }
  phone.privacyAgreed = answer.event === 'agree'
  return phone.privacyAgreed
}

function askThePage(api) {
  return new Promise((resolve) => {
    const once = (answer) => answer.event !== 'exposureAuthorization' && resolve(answer)
    listeners.forEach((listener) => listener(once, { referrer: api }))
  })
}
