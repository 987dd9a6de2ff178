// wx.getFileSystemManager: reading what was chosen.
import { fileAt } from '../temporary_files.js'
import { answering, Refusal } from './answer.js'

export function files() {
  return { getFileSystemManager: () => ({ readFile: answering('readFile', read) }) }
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
