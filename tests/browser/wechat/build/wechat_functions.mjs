// The names of all functions of wx, from WeChat's own type declarations. A name that is not among
// them is undefined on a phone too, and pages may test for that.
import fs from 'node:fs'
import { createRequire } from 'node:module'

const DECLARATIONS = 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts'
const WX = /\n {4}interface Wx \{\n(.*)/s // the last one in the file
const FUNCTION = /^ {8}(\w+)(?:<|\()/gm

export function wechatFunctions() {
  const file = createRequire(import.meta.url).resolve(DECLARATIONS)
  const [, body] = fs.readFileSync(file, 'utf8').match(WX)
  return [...new Set([...body.matchAll(FUNCTION)].map(([, name]) => name))]
}
