// WXSS as CSS: rpx as a share of the width, tags by the names the page gives them, classes of
// isolated components prefixed with their scope.
import path from 'node:path'
import postcss from 'postcss'
import selectors from 'postcss-selector-parser'

const SHARED = new Set(['shared', 'page-shared'])

export function collectStyles(pack, components) {
  const styles = { app: sheet(pack, 'app.wxss') }
  Object.entries(components).forEach(([name, component], place) => {
    const shared = component.isPage || SHARED.has(component.config.styleIsolation)
    component.scope = shared ? undefined : `c${place}`
    styles[name] = sheet(pack, `${name}.wxss`, component.scope)
  })
  return styles
}

function sheet(pack, file, scope, seen = new Set()) {
  if (!pack.has(file) || seen.has(file)) return ''
  seen.add(file)
  const tree = postcss.parse(pack.read(file), { from: file })
  let imported = ''
  tree.walkAtRules('import', (rule) => {
    imported += sheet(pack, importedFile(file, rule.params), scope, seen)
    rule.remove()
  })
  tree.walkRules((rule) => {
    if (rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return
    rule.selector = selectors((all) => all.walk((node) => rename(node, scope))).processSync(rule)
  })
  tree.walkDecls((declaration) => {
    declaration.value = inScreenWidths(declaration.value)
  })
  return imported + tree.toString()
}

function importedFile(from, params) {
  const [, name] = params.match(/["']([^"']+)["']/)
  return name.startsWith('/') ? name.slice(1) : path.posix.join(path.posix.dirname(from), name)
}

/** 750 rpx are the width of the screen. */
function inScreenWidths(value) {
  return value.replace(/(-?[\d.]+)rpx/g, (_, number) => `calc(${number} * 100vw / 750)`)
}

function rename(node, scope) {
  if (node.type === 'class' && scope) node.value = `${scope}--${node.value}`
  if (node.type === 'tag') node.value = tagName(node.value)
  if (node.type === 'pseudo' && node.value === ':host') {
    const value = { attribute: 'wx-host', value: scope || '', quoteMark: '"', raws: {} }
    node.replaceWith(selectors.attribute(value))
  }
}

function tagName(name) {
  if (name === 'page') return '.wx-page-root'
  if (name === 'body' || name.includes('.') || name.includes('%')) return name
  return name.includes('-') ? name : `wx-${name}`
}
