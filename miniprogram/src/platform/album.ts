/** Pictures the citizen has chosen: kept on the phone until they are sent with what they belong to. */
// #ifdef H5
import { newKey } from '../lib/key'
import * as shelf from './shelf'
// #endif

/** Let the citizen choose up to `count` pictures; each is kept, its place comes back. */
export async function choosePictures(count: number): Promise<string[]> {
  const chosen = await new Promise<UniApp.ChooseImageSuccessCallbackResult>((success, fail) => {
    uni.chooseImage({ count, sizeType: ['compressed'], success, fail })
  })
  // #ifdef MP-WEIXIN
  return Promise.all((chosen.tempFilePaths as string[]).map(save))
  // #endif
  // #ifdef H5
  return Promise.all((chosen.tempFiles as unknown as File[]).slice(0, count).map(put))
  // #endif
}

/** What an <image> can show; empty if the picture is gone. */
export async function pictureSource(place: string): Promise<string> {
  // #ifdef MP-WEIXIN
  return place
  // #endif
  // #ifdef H5
  const kept = await shelf.take(place)
  return kept ? URL.createObjectURL(kept as Blob) : ''
  // #endif
}

export async function pictureBytes(place: string): Promise<ArrayBuffer> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath: place,
      success: (answer) => resolve(answer.data as ArrayBuffer),
      fail: reject,
    })
  })
  // #endif
  // #ifdef H5
  const blob = await shelf.take(place)
  if (!blob) throw new Error('the browser has thrown the picture away')
  return new Response(blob).arrayBuffer()
  // #endif
}

/** One that is gone already does no harm. */
export function dropPicture(place: string): void {
  // #ifdef MP-WEIXIN
  wx.getFileSystemManager().removeSavedFile({ filePath: place, fail: () => undefined })
  // #endif
  // #ifdef H5
  shelf.drop(place).catch(() => undefined)
  // #endif
}

// #ifdef MP-WEIXIN
/** WeChat throws away what was only chosen. */
function save(tempFilePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().saveFile({
      tempFilePath,
      success: (answer) => resolve(answer.savedFilePath),
      fail: reject,
    })
  })
}
// #endif

// #ifdef H5
async function put(file: File): Promise<string> {
  const place = newKey()
  await shelf.put(place, await shelf.smaller(file))
  return place
}
// #endif
