/** The window's code as a picture, drawn on the phone from its link. */
import qrcode from 'qrcode-generator'

const CELL = 6
const MARGIN = 4

/** A data address of an SVG picture of `text`. */
export function qrPicture(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
    }
  }
  const size = count + 2 * MARGIN
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${size * CELL}' height='${size * CELL}' ` +
    `viewBox='0 0 ${size} ${size}'><rect width='100%' height='100%' fill='#fff'/>` +
    `<path d='${path}'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
