// Usage: node compile.cjs <mp-weixin dist>
//
// Compiles the built mini-program with WeChat's own compiler, offline, and prints one JSON object
// on the last line: package sizes in bytes and the quality report. Exit status 1 if the compiler
// refuses the project, 2 if the main package is larger than ours may be or a quality check of
// WeChat's fails.
const fs = require('node:fs')
const path = require('node:path')
const { load } = require('./compiler/offline.cjs')

const MAIN_PACKAGE_LIMIT = 500 * 1000
const SETTING = { es6: true, minify: true, minifyWXML: true, minifyWXSS: true }
const TRIAL_APP_ID = 'wx1234567890abcdef'

function readJson(folder, name) {
  return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))
}

/** Bytes of the main package and of each subpackage, as compiled. */
function sizes(files, app) {
  const roots = (app.subPackages || app.subpackages || []).map((one) => one.root.replace(/\/?$/, '/'))
  const found = { main: 0 }
  for (const [name, content] of Object.entries(files)) {
    const place = roots.find((root) => name.startsWith(root)) || 'main'
    found[place] = (found[place] || 0) + Buffer.byteLength(content)
  }
  return found
}

function complaints(quality, bytes) {
  const found = quality
    .filter((check) => check.success === false)
    .map((check) => `${check.name}: ${check.text || check.title || ''}`)
  if (bytes.main > MAIN_PACKAGE_LIMIT) {
    found.push(`main package ${bytes.main} bytes, at most ${MAIN_PACKAGE_LIMIT}`)
  }
  return found
}

async function main() {
  const folder = path.resolve(process.argv[2])
  const app = readJson(folder, 'app.json')
  const { ci, project } = load(folder, TRIAL_APP_ID)
  const files = await ci.getCompiledResult({ project, version: '0.0.0', desc: '', setting: SETTING })
  const bytes = sizes(files, app)
  const quality = await ci.checkCodeQuality(project)
  const wrong = complaints(quality, bytes)
  console.log(JSON.stringify({ files: Object.keys(files).length, bytes, quality, wrong }))
  return wrong.length ? 2 : 0
}

main().then(
  (status) => process.exit(status),
  (error) => {
    console.error(`${error.code || ''} ${error.message || error}`)
    process.exit(1)
  },
)
