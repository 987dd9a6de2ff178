// WeChat's component framework, set up as WeChat sets it up.
import { data, groups } from 'generated'
import * as adapter from 'glass-easel-miniprogram-adapter'
import { deliverAsWechatDoes } from './events.js'

const { glassEasel } = adapter

export function makeFramework(phone) {
  reportErrors(phone)
  hideFromVue()
  deliverAsWechatDoes(glassEasel, phone)
  const env = new adapter.MiniProgramEnv()
  const builtinSpace = env.createCodeSpace('__wx', false)
  const space = env.createCodeSpace('', true)
  honourScriptOptions(space)
  addComponents(space)
  const backend = env.associateBackend(browserBackend())
  for (const [name, text] of Object.entries(data.styles)) {
    backend.registerStyleSheetContent(name, text)
  }
  return { backend, builtinSpace, glassEasel, space, addTemplate }
}

function reportErrors(phone) {
  glassEasel.globalOptions.throwGlobalError = false
  glassEasel.addGlobalErrorListener((error) => {
    phone.errors.push(String((error && error.stack) || error))
    return false
  })
  glassEasel.addGlobalWarningListener(() => false)
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    phone.errors.push(`unhandled rejection: ${event.reason?.errMsg || event.reason}`)
  })
}

/** Vue would walk through the framework's own objects and never return. */
function hideFromVue() {
  const { Component, Element, NativeNode, ShadowRoot, VirtualNode } = glassEasel
  for (const one of [Component, Element, NativeNode, ShadowRoot, VirtualNode]) {
    Object.defineProperty(one.prototype, '__v_skip', { value: true })
  }
}

/**
 * What WeChat takes from a component's script and the adapter only from its JSON file: whether the
 * classes of app.wxss reach inside. And WeChat looks a handler up on the instance, where uni-app
 * adds it while running.
 */
function honourScriptOptions(space) {
  const prepare = space.prepareComponentOptions.bind(space)
  space.prepareComponentOptions = (name, options) => {
    const config = space.getComponentStaticConfig(name)
    if (config && options?.addGlobalClass) config.addGlobalClass = true
    const prepared = prepare(name, options)
    prepared[0].useMethodCallerListeners = true
    return prepared
  }
}

function addComponents(space) {
  space.addStyleSheet('app', 'app')
  for (const [name, component] of Object.entries(data.components)) {
    space.addComponentStaticConfig(name, component.config)
    addTemplate(space, name)
    space.addStyleSheet(name, name, component.scope)
  }
}

function addTemplate(space, name) {
  const content = groups[name]
  space.addCompiledTemplate(name, { groupList: groups, content, fallbackListenerOnNativeNode: true })
}

function browserBackend() {
  const backend = new glassEasel.CurrentWindowBackendContext()
  backend.document = {
    createElement: (tag) => document.createElement(elementName(tag)),
    createTextNode: (text) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  }
  backend.onEvent(dispatch)
  return backend
}

function elementName(tag) {
  if (tag.startsWith('native-')) return tag.slice('native-'.length)
  return tag.includes('-') || tag === 'span' ? tag : `wx-${tag}`
}

function dispatch(target, type, detail, options) {
  const event = new glassEasel.Event(type, detail, options)
  glassEasel.Event.dispatchEvent(target, event)
  const { NoDefault, Normal } = glassEasel.EventBubbleStatus
  return event.defaultPrevented() ? NoDefault : Normal
}
