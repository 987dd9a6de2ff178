// Size limits of a package.
// https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages.html
const PACKAGE_LIMIT = 2 * 1024 * 1024
const TOTAL_LIMIT = 30 * 1024 * 1024

export function checkSizes(pack) {
  const roots = pack.subPackages.map((one) => one.root.replace(/\/?$/, '/'))
  const sizes = { 'main package': 0 }
  for (const name of pack.files) {
    const place = roots.find((root) => name.startsWith(root)) || 'main package'
    sizes[place] = (sizes[place] || 0) + pack.size(name)
  }
  for (const [place, size] of Object.entries(sizes)) {
    if (size > PACKAGE_LIMIT) pack.errors.push(`${place}: ${size} bytes, at most ${PACKAGE_LIMIT}`)
  }
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  if (total > TOTAL_LIMIT) pack.errors.push(`all packages: ${total} bytes, at most ${TOTAL_LIMIT}`)
}
