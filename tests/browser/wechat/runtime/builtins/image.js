// <image>.

export function image() {
  return { properties: { src: String, mode: String, lazyLoad: Boolean } }
}
