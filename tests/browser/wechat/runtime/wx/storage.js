// Storage: survives leaving the mini-program, holds copies, 1 MB a key and 10 MB in all.
// https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html
import { answering, Refusal } from './answer.js'

const PREFIX = 'wechat:'
const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * 1024 * 1024

export function storage() {
  return {
    setStorageSync: set,
    getStorageSync: get,
    removeStorageSync: remove,
    clearStorageSync: () => keys().forEach(remove),
    getStorageInfoSync: info,
    setStorage: answering('setStorage', ({ key, data }) => set(key, data)),
    getStorage: answering('getStorage', ({ key }) => {
      if (!keys().includes(key)) throw new Refusal('data not found')
      return { data: get(key) }
    }),
    removeStorage: answering('removeStorage', ({ key }) => remove(key)),
    clearStorage: answering('clearStorage', () => keys().forEach(remove)),
    getStorageInfo: answering('getStorageInfo', info),
  }
}

function set(key, value) {
  const text = JSON.stringify({ value })
  if (text.length > KEY_LIMIT) throw new Error('setStorage:fail entry size limit reached')
  if (used() + text.length > TOTAL_LIMIT) throw new Error('setStorage:fail storage limit reached')
  localStorage.setItem(PREFIX + key, text)
}

function get(key) {
  const text = localStorage.getItem(PREFIX + key)
  return text === null ? '' : JSON.parse(text).value
}

function remove(key) {
  localStorage.removeItem(PREFIX + key)
}

function keys() {
  const all = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
  return all.map((key) => key.slice(PREFIX.length))
}

function used() {
  return keys().reduce((sum, key) => sum + localStorage.getItem(PREFIX + key).length, 0)
}

function info() {
  return { keys: keys(), currentSize: Math.ceil(used() / 1024), limitSize: TOTAL_LIMIT / 1024 }
}
