/** Where the phone is. Asked for in a tap alone, kept nowhere and sent nowhere. */
export interface Place {
  latitude: number
  longitude: number
}

/** Within some hundred metres or, in WeChat, some kilometres; rejects when that is not allowed. */
export function whereIAm(): Promise<Place> {
  return new Promise((resolve, reject) => {
    // #ifdef MP-WEIXIN
    wx.getFuzzyLocation({ type: 'gcj02', success: resolve, fail: reject })
    // #endif
    // #ifdef H5
    const found = ({ coords }: GeolocationPosition) => resolve(coords)
    navigator.geolocation.getCurrentPosition(found, reject, { timeout: 15_000, maximumAge: 60_000 })
    // #endif
  })
}
