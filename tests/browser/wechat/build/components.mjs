// Pages and the components they use, found the way WeChat finds them.
import path from 'node:path'

export function collectComponents(pack, templates) {
  const found = {}

  function add(name, isPage) {
    if (found[name]) return
    const config = pack.json(`${name}.json`)
    found[name] = { config, isPage }
    if (!isPage) config.component = true
    if (!pack.has(`${name}.wxml`)) pack.errors.push(`${name}.wxml is missing`)
    else templates.add(name)
    config.usingComponents = used(name, config)
  }

  function used(name, config) {
    const using = {}
    const own = config.usingComponents || {}
    for (const [tag, reference] of Object.entries({ ...pack.app.usingComponents, ...own })) {
      const target = resolve(pack, tag in own ? name : 'app', reference)
      if (!target) {
        pack.errors.push(`${name}.json: component ${tag} (${reference}) does not exist`)
        continue
      }
      using[tag] = `/${target}`
      add(target, false)
    }
    return using
  }

  pack.pages.forEach((page) => add(page, true))
  return found
}

function resolve(pack, from, reference) {
  const name = reference.startsWith('/')
    ? reference.slice(1)
    : path.posix.join(path.posix.dirname(from), reference)
  return [name, `${name}/index`].find((candidate) => pack.has(`${candidate}.wxml`))
}
