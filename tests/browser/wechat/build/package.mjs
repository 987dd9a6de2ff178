// A built mini-program on disk: its pages, its files, and what was found wrong with it.
import fs from 'node:fs'
import path from 'node:path'

const PICTURE = /\.(png|jpe?g|gif|svg)$/

export function openPackage(root) {
  const at = (name) => path.join(root, name)
  const has = (name) => fs.existsSync(at(name)) && fs.statSync(at(name)).isFile()
  const read = (name) => fs.readFileSync(at(name), 'utf8')
  const json = (name) => (has(name) ? JSON.parse(read(name)) : {})
  const app = json('app.json')
  const subPackages = app.subPackages || app.subpackages || []
  const files = walk(root).map((file) => path.relative(root, file).split(path.sep).join('/'))
  return {
    app,
    errors: [],
    files,
    has,
    json,
    pages: [...app.pages, ...subPackages.flatMap(pagesOf)],
    read,
    size: (name) => fs.statSync(at(name)).size,
    subPackages,
    copyPictures: (out) => files.filter((name) => PICTURE.test(name)).forEach(copy(root, out)),
  }
}

function pagesOf(subPackage) {
  const root = subPackage.root.replace(/\/$/, '')
  return subPackage.pages.map((page) => `${root}/${page}`)
}

function walk(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? walk(place) : [place]
  })
}

function copy(from, to) {
  return (name) => {
    const target = path.join(to, name)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.copyFileSync(path.join(from, name), target)
  }
}
