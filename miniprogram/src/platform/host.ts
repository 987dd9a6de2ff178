/** What differs between WeChat and a browser; #ifdef stands in this folder alone. */

export let inWechat = false
// #ifdef MP-WEIXIN
inWechat = true
// #endif

/** Where the server is: beside the page in H5, a configured domain in WeChat. */
export let apiBase = ''
// #ifdef MP-WEIXIN
apiBase = import.meta.env.VITE_API_BASE ?? 'https://haochaping.test'
// #endif

/** Leave for another address of the browser; impossible, and never asked for, in WeChat. */
export function leaveFor(url: string): void {
  // #ifdef H5
  window.location.assign(url)
  // #endif
}

/** Open this page of the browser anew. */
export function reload(): void {
  // #ifdef H5
  window.location.reload()
  // #endif
}

/** What index.html says until there is something to see is said no more. */
export function endOpening(): void {
  // #ifdef H5
  document.getElementById('opening')?.remove()
  // #endif
}

/** Fetch the pages that follow the first, named by build/first-page.ts, while nothing else is. */
export function fetchNextPages(): void {
  // #ifdef H5
  document.querySelectorAll<HTMLLinkElement>('link[rel=next-page]').forEach((link) => {
    link.rel = 'prefetch'
  })
  // #endif
}

/** WeChat's login code. */
export function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.login({ success: (answer) => resolve(answer.code), fail: reject })
  })
}

/** The same where there is a WeChat; nothing in a browser. */
export function wechatCode(): Promise<string> {
  // #ifdef MP-WEIXIN
  return loginCode()
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.resolve('')
  // #endif
}

/** Ask for subscription messages; must be called inside the tap itself. */
export function askForNotices(templates: string[]): Promise<Record<string, string>> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: templates,
      success: (answer) => resolve(answersOf(templates, answer as Record<string, unknown>)),
      fail: () => resolve({}),
    })
  })
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.resolve({})
  // #endif
}

// #ifdef MP-WEIXIN
function answersOf(templates: string[], answer: Record<string, unknown>): Record<string, string> {
  const given: Record<string, string> = {}
  for (const id of templates) if (typeof answer[id] === 'string') given[id] = answer[id] as string
  return given
}
// #endif

/** Open the mini-program that verifies real names. */
export function openMiniProgram(appId: string, path: string): Promise<void> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve, reject) => {
    wx.navigateToMiniProgram({ appId, path, success: () => resolve(), fail: reject })
  })
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.reject(new Error(`no mini-program ${appId}${path}`))
  // #endif
}

/** WeChat's face verification; rejects when the person stops it. */
export function verifyFace(verifyId: string): Promise<void> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve, reject) => {
    const face = (wx as unknown as Record<string, (options: object) => void>).requestFacialVerify
    face?.({ verifyId, success: () => resolve(), fail: reject })
  })
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.reject(new Error(`no face verification ${verifyId}`))
  // #endif
}

/** The font size the person has set in WeChat, 16 being the standard. */
export function systemFontSize(): number {
  // #ifdef MP-WEIXIN
  return wx.getAppBaseInfo().fontSizeSetting ?? 16
  // #endif
  // #ifdef H5
  const probe = document.createElement('span')
  probe.style.fontSize = 'medium' // as it is set in the browser
  probe.style.font = '-apple-system-body' // as it is set in the phone, where that can be asked for
  document.body.appendChild(probe)
  const size = parseFloat(getComputedStyle(probe).fontSize)
  probe.remove()
  return size
  // #endif
}

/** The language the phone is set to, as `zh_CN` or `en-GB`. */
export function systemLanguage(): string {
  // #ifdef MP-WEIXIN
  return wx.getAppBaseInfo().language
  // #endif
  // #ifndef MP-WEIXIN
  return navigator.language
  // #endif
}

/** Screen readers read a page in its language. */
export function tellLanguage(tag: string): void {
  // #ifdef H5
  document.documentElement.lang = tag
  // #endif
}

/** The name of the page in front, in the browser's tab and history; WeChat shows none. */
export function tellTitle(title: string): void {
  // #ifdef H5
  uni.setNavigationBarTitle({ title })
  // #endif
}
