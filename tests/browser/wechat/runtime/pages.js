// The stack of pages.
import { data } from 'generated'
import { rawQuery } from './application.js'

const DEEPEST = 10

export function makePages({ phone, framework }) {
  const stack = []

  function open(url) {
    const [path, query] = url.replace(/^\//, '').split('?')
    if (!data.pages.includes(path)) throw new Error(`page "${path}" is not found`)
    if (stack.length >= DEEPEST) throw new Error('webview count limit exceed')
    leaveTop()
    phone.tapped = false
    const page = show(framework, path)
    stack.push(page)
    page.instance.options = rawQuery(query)
    page.instance.onLoad?.(page.instance.options)
    page.instance.onShow?.()
    page.instance.onReady?.()
    document.title = title(path)
  }

  function leaveTop() {
    const page = stack.at(-1)
    if (!page) return
    page.instance.onHide?.()
    page.holder.hidden = true
  }

  function close(count) {
    for (const page of stack.splice(Math.max(stack.length - count, 0))) {
      page.instance.onUnload?.()
      page.root.release()
      page.holder.remove()
    }
  }

  return {
    open,
    close,
    depth: () => stack.length,
    instances: () => stack.map((page) => page.instance),
    top: () => stack.at(-1)?.instance,
    retitle(text) {
      document.title = text
    },
    back(count) {
      close(Math.min(count, stack.length - 1))
      const page = stack.at(-1)
      page.holder.hidden = false
      page.instance.onShow?.()
      document.title = title(page.instance.route)
    },
  }
}

function title(path) {
  const { config } = data.components[path]
  return config.navigationBarTitleText || data.app.window?.navigationBarTitleText || ''
}

function show({ backend, space }, path) {
  const holder = document.createElement('div')
  holder.className = 'wx-page-root'
  holder.append(...bar(path))
  const place = holder.appendChild(document.createElement('span'))
  document.body.append(holder)
  const root = backend.createRoot('wx-page', space, path)
  const instance = root.get()
  instance.route = instance.__route__ = path
  root.attach(holder, place)
  return { holder, instance, root }
}

/** WeChat's navigation bar, unless the page draws its own; the capsule is always there. */
function bar(path) {
  const { config } = data.components[path]
  const capsule = document.createElement('div')
  capsule.className = 'wx-capsule'
  capsule.setAttribute('aria-hidden', 'true')
  const style = config.navigationStyle || data.app.window?.navigationStyle
  if (style === 'custom') return [capsule]
  const strip = document.createElement('div')
  strip.className = 'wx-nav'
  strip.textContent = title(path)
  return [capsule, strip]
}
