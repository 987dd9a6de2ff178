// Files WeChat keeps for a mini-program for a while.

const files = new Map()

/** Keep a file; its path can be shown by <image> too. */
export function keepFile(blob) {
  const path = URL.createObjectURL(blob)
  files.set(path, blob)
  return path
}

/** Whether there was one. */
export function removeFile(path) {
  URL.revokeObjectURL(path)
  return files.delete(path)
}

export function fileAt(path) {
  return files.get(path)
}
