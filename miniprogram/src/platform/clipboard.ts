/**
 * Onto the clipboard. What uni-app has for browsers brings its toasts along, 5 kB of the first
 * page; so here a browser does it itself, in the old way where it may not in the new.
 */
export async function copyText(data: string): Promise<void> {
  // #ifdef MP-WEIXIN
  await new Promise((success, fail) => {
    uni.setClipboardData({ data, showToast: false, success, fail })
  })
  // #endif
  // #ifdef H5
  try {
    await navigator.clipboard.writeText(data)
  } catch {
    const field = document.createElement('textarea')
    field.value = data
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
  // #endif
}
