// Usage: node build.mjs <mp-weixin dist> <out>
//
// Turns a built mini-program into a web page that executes it on WeChat's own component framework.
// Prints one JSON object; exit status 1 if a template, a component or the package breaks a rule.
import fs from 'node:fs'
import path from 'node:path'
import { addBuiltins } from './build/builtins.mjs'
import { bundle } from './build/bundle.mjs'
import { collectComponents } from './build/components.mjs'
import { checkSizes } from './build/limits.mjs'
import { openPackage } from './build/package.mjs'
import { collectScripts } from './build/scripts.mjs'
import { collectStyles } from './build/styles.mjs'
import { Templates } from './build/templates.mjs'
import { wechatFunctions } from './build/wechat_functions.mjs'

const [dist, out] = process.argv.slice(2).map((folder) => path.resolve(folder))
if (!dist || !fs.existsSync(path.join(dist, 'app.json'))) {
  console.error(`no mini-program in ${dist}: run make mp-weixin first`)
  process.exit(1)
}

const pack = openPackage(dist)
const templates = new Templates(pack)
const components = collectComponents(pack, templates)
checkSizes(pack)
const builtins = addBuiltins(templates)
const styles = collectStyles(pack, components)
const scripts = await collectScripts(pack)

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(out, { recursive: true })
const { app, pages, subPackages } = pack
const functions = wechatFunctions()
const data = { app, pages, subPackages, components, styles, builtins, functions }
await bundle(out, { data, groups: templates.source(), scripts })
pack.copyPictures(out)

console.log(JSON.stringify({ pages: pages.length, errors: pack.errors }))
process.exit(pack.errors.length ? 1 : 0)
