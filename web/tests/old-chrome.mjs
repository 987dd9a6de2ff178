// What a built script asks of a browser that Chrome 52 does not have: newer syntax, newer names.
// What ../fill.js gives is not among them. node old-chrome.mjs FILE…: one line each, none when all is well.
import { readFileSync } from 'node:fs'
import { parse } from '@babel/parser'

const REGEX = /\(\?<|\\p\{/ // look-behind, named groups, Unicode classes
const NEWER = new Set(
  `fromEntries hasOwn groupBy flat flatMap findLast findLastIndex toSorted
  toReversed toSpliced padStart padEnd trimStart trimEnd matchAll replaceAll allSettled finally
  withResolvers structuredClone queueMicrotask AbortController ResizeObserver replaceChildren
  toggleAttribute formatToParts randomUUID clipboard PluralRules RelativeTimeFormat ListFormat
  WeakRef FinalizationRegistry asyncIterator getRootNode composedPath attachShadow`.split(/\s+/),
)
// Names that mean something else on other things count only there.
const NEWER_OF = { Object: ['entries', 'values'], Promise: ['any'] }

function syntaxOf(node) {
  if (node.async) return 'async function'
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.some((one) => one.type === 'SpreadElement') && 'object spread'
    case 'ObjectPattern':
      return node.properties.some((one) => one.type === 'RestElement') && 'object rest'
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return 'optional chaining'
    case 'LogicalExpression':
      return node.operator === '??' && '??'
    case 'AssignmentExpression':
      return ['??=', '||=', '&&='].includes(node.operator) && node.operator
    case 'CatchClause':
      return !node.param && 'catch without a name'
    case 'ForOfStatement':
      return node.await && 'for await'
    case 'RegExpLiteral':
      return (REGEX.test(node.pattern) || /[sdv]/.test(node.flags)) && `regex /${node.pattern}/${node.flags}`
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassPrivateMethod':
    case 'StaticBlock':
    case 'PrivateName':
    case 'BigIntLiteral':
    case 'Import':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'MetaProperty':
      return node.type
  }
  return false
}

function nameOf(node) {
  if (node.type !== 'MemberExpression' || node.computed) return false
  const { object, property } = node
  // The framework's arrays pass on whatever is asked of them.
  if (object.type === 'CallExpression' && object.arguments[0]?.type === 'ThisExpression') return false
  if (NEWER.has(property.name)) return property.name
  const of = object.type === 'Identifier' && (NEWER_OF[object.name] ?? [])
  return of && of.includes(property.name) && `${object.name}.${property.name}`
}

function walk(node, say) {
  if (Array.isArray(node)) return node.forEach((one) => walk(one, say))
  if (!node || typeof node.type !== 'string') return
  const found = syntaxOf(node) || nameOf(node)
  if (found) say(found, node)
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'loc' && typeof value === 'object') walk(value, say)
  }
}

for (const file of process.argv.slice(2)) {
  const source = readFileSync(file, 'utf8')
  walk(parse(source, { sourceType: 'script' }).program, (found, node) =>
    console.log(`${found}: ${source.slice(node.start, node.start + 80).replace(/\s+/g, ' ')}`),
  )
}
