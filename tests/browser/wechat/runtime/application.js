// The App() of the mini-program and its life: launched, shown, hidden, shown again.
import { data } from 'generated'

const SCANNED_CODE = 1011
const BACK_FROM_MINI_PROGRAM = 1038

export function makeApplication(phone) {
  let instance = {}
  let options = {}

  function show(more) {
    options = { ...options, ...more }
    instance.onShow?.(options)
  }

  return {
    define: (definition) => {
      instance = definition
    },
    get: () => instance,
    options: () => options,
    launch() {
      const [path, query] = (phone.entry || data.pages[0]).split('?')
      options = { path, query: rawQuery(query), scene: SCANNED_CODE, referrerInfo: {} }
      instance.onLaunch?.(options)
      show({})
    },
    leave(pages) {
      pages.top()?.onHide?.()
      instance.onHide?.()
    },
    comeBack(pages, extraData) {
      const appId = phone.callsOf('navigateToMiniProgram').at(-1)?.appId || ''
      show({ scene: BACK_FROM_MINI_PROGRAM, referrerInfo: { appId, extraData } })
      pages.top()?.onShow?.()
    },
  }
}

/** A query as WeChat hands it over: nothing is decoded. */
export function rawQuery(query = '') {
  const pairs = query.split('&').map((pair) => pair.split(/=(.*)/s))
  return Object.fromEntries(pairs.filter(([name]) => name).map(([name, value]) => [name, value || '']))
}
