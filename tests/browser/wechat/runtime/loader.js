// Loads the package's scripts as WeChat does: CommonJS, with the names it puts around a script.
import { data, scripts } from 'generated'
import * as tslib from 'tslib'

export function makeLoader({ framework, wx, application, pages }) {
  const loaded = {}
  let current = null // what Page, Component and Behavior mean in the script that runs
  const plain = inEnvironment('__plain', (env) => env)
  const surroundings = { console, setTimeout, clearTimeout, setInterval, clearInterval }

  function inEnvironment(name, work) {
    return framework.space.componentEnv(name, work)
  }

  function load(file) {
    if (loaded[file]) return loaded[file].exports
    const name = file.replace(/\.js$/, '')
    if (!data.components[name]) return run(file, current || plain)
    return inEnvironment(name, (env) => run(file, env))
  }

  function run(file, env) {
    const module = (loaded[file] = { exports: {} })
    const before = current
    current = env
    try {
      scripts[file].call(undefined, requireFrom(file), module, module.exports, ...around())
    } finally {
      current = before
    }
    return module.exports
  }

  function around() {
    return [
      wx,
      application.define,
      (definition) => current.Page(known(definition)),
      (definition) => current.Component(known(definition)),
      (definition) => current.Behavior(known(definition)),
      application.get,
      pages.instances,
      surroundings,
      surroundings, // globalThis; the browser's own names stay undefined
    ]
  }

  function requireFrom(file) {
    return (wanted) => {
      if (wanted === 'tslib') return tslib
      const found = resolve(file, wanted)
      if (!found) throw new Error(`${file} requires ${wanted}, which is not in the package`)
      return load(found)
    }
  }

  return load
}

function resolve(from, wanted) {
  const path = new URL(wanted, `http://package/${from}`).pathname.slice(1)
  return [path, `${path}.js`, `${path}/index.js`].find((candidate) => candidate in scripts)
}

/** Behaviours of WeChat's own (`wx://…`) are for built-in forms, which are not played here. */
function known(definition) {
  if (!Array.isArray(definition.behaviors)) return definition
  const behaviors = definition.behaviors.filter((one) => typeof one !== 'string')
  return { ...definition, behaviors }
}
