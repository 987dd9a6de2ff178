/** When the phone finds a network again. */
export function onNetworkBack(work: () => void): void {
  // #ifdef MP-WEIXIN
  wx.onNetworkStatusChange(({ isConnected }) => isConnected && work())
  // #endif
  // #ifndef MP-WEIXIN
  window.addEventListener('online', work)
  // #endif
}
