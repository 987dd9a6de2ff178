/** Pictures of the office; fetched with the session, which an <image> cannot show by itself. */
import { apiBase } from '../../platform/host'
import { kept } from '../../lib/store'

/** What an <image> can show; rejects when the picture cannot be had. */
export function staffPicture(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: apiBase + path,
      responseType: 'arraybuffer',
      header: { authorization: `Bearer ${kept('staff-token').read()}` },
      success: ({ statusCode, data }) => {
        if (statusCode !== 200) reject(new Error(String(statusCode)))
        else resolve(`data:image/jpeg;base64,${uni.arrayBufferToBase64(data as ArrayBuffer)}`)
      },
      fail: reject,
    })
  })
}
