// wx.getFileSystemManager: reading what was chosen, keeping it, throwing it away.
import { fileAt, keepFile, removeFile } from '../temporary_files.js'
import { answering, Refusal } from './answer.js'

export function files() {
  const manager = {
    readFile: answering('readFile', read),
    saveFile: answering('saveFile', save),
    removeSavedFile: answering('removeSavedFile', ({ filePath }) => {
      if (!removeFile(filePath)) throw new Refusal('the file does not exist')
    }),
  }
  return { getFileSystemManager: () => manager }
}

function save({ tempFilePath }) {
  const file = fileAt(tempFilePath)
  if (!file) throw new Refusal('tempFilePath file not exist')
  return { savedFilePath: keepFile(file) }
}

async function read({ filePath, encoding }) {
  const file = fileAt(filePath)
  if (!file) throw new Refusal(`no such file or directory, open "${filePath}"`)
  if (!encoding) return { data: await file.arrayBuffer() }
  if (encoding === 'base64') return { data: base64(new Uint8Array(await file.arrayBuffer())) }
  return { data: await file.text() }
}

function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
