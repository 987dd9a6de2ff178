// Pictures: behind the privacy gate; the person chooses as many as may be chosen, at most two.
import { consent } from '../privacy.js'
import { keepFile } from '../temporary_files.js'
import { answering, Refusal } from './answer.js'

const CHOSEN = 2

export function media({ phone }) {
  const choose = (name, describe) =>
    answering(name, async ({ count = 9 }) => {
      phone.note(name, { count })
      if (!(await consent(phone, name))) {
        throw new Refusal('privacy permission is not authorized', { errno: 104 })
      }
      return describe(await Promise.all(Array.from({ length: Math.min(count, CHOSEN) }, picture)))
    })
  return {
    chooseMedia: choose('chooseMedia', (chosen) => ({ type: 'image', tempFiles: chosen.map(asFile) })),
    chooseImage: choose('chooseImage', (chosen) => ({
      tempFilePaths: chosen.map(({ path }) => path),
      tempFiles: chosen,
    })),
    compressImage: answering('compressImage', ({ src }) => ({ tempFilePath: src })),
    // Fetches files by itself, outside the request domain list: only what the package has is ours.
    preloadAssets: answering('preloadAssets', ({ data }) => {
      const foreign = data.map(({ src }) => src).filter((src) => /^https?:/.test(src))
      foreign.forEach((src) => phone.broken.push(`preloadAssets from ${new URL(src).host}`))
    }),
    previewImage: answering('previewImage', ({ urls }) => phone.note('previewImage', urls.length)),
  }
}

function asFile({ path, size }) {
  return { tempFilePath: path, size, fileType: 'image', width: 640, height: 480 }
}

async function picture() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const pen = canvas.getContext('2d')
  pen.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 40% 60%)`
  pen.fillRect(0, 0, 640, 480)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'))
  return { path: keepFile(blob), size: blob.size }
}
