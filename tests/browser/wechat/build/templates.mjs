// WXML and WXS, compiled by WeChat's template compiler.
import path from 'node:path'
import compiler from 'glass-easel-template-compiler'

export class Templates {
  constructor(pack) {
    this.pack = pack
    this.group = new compiler.TmplGroup()
    this.done = new Set()
  }

  /** A template of the package and all it includes. */
  add(name) {
    if (this.done.has(name)) return
    this.done.add(name)
    this.addText(name, this.pack.read(`${name}.wxml`))
    for (const other of this.group.getDirectDependencies(name)) this.#addIncluded(name, other)
    for (const script of this.group.getScriptDependencies(name)) this.#addScript(script)
  }

  /** A template given as text. What the compiler only warns of is wrong as well. */
  addText(name, text) {
    for (const problem of this.group.addTmpl(name, text) || []) {
      this.pack.errors.push(`${name}.wxml:${problem.startLine + 1}: ${problem.message}`)
    }
  }

  /** The compiled templates as JavaScript source. */
  source() {
    return this.group.getTmplGenObjectGroups()
  }

  #addIncluded(name, other) {
    if (this.pack.has(`${other}.wxml`)) this.add(other)
    else this.pack.errors.push(`${name}.wxml includes ${other}, which does not exist`)
  }

  #addScript(file) {
    const name = file.replace(/\.wxs$/, '')
    if (this.done.has(`${name}.wxs`)) return
    this.done.add(`${name}.wxs`)
    const text = this.pack.read(`${name}.wxs`)
    this.group.addScript(name, text)
    for (const [, other] of text.matchAll(/require\(\s*["']([^"']+)["']/g)) {
      this.#addScript(path.posix.join(path.posix.dirname(name), other))
    }
  }
}
