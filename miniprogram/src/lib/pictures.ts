/** Pictures only a session may see; an <image> does not send it, so they are fetched before. */
import { getBytes, type Side } from '../api/client'

/** What an <image> can show; rejects when the picture cannot be had. */
export async function pictureOf(path: string, side: Side): Promise<string> {
  return `data:image/jpeg;base64,${uni.arrayBufferToBase64(await getBytes(path, side))}`
}
