// What the mini-program can learn about the phone.

const CAPSULE = { top: 8, bottom: 40, left: innerWidth - 94, right: innerWidth - 7, width: 87, height: 32 }
const nothing = () => {}

export function system({ phone, pages, application }) {
  const size = { windowWidth: innerWidth, windowHeight: innerHeight, screenWidth: innerWidth, screenHeight: innerHeight }
  const safeArea = { top: 0, left: 0, right: innerWidth, bottom: innerHeight, width: innerWidth, height: innerHeight }
  const screen = { ...size, pixelRatio: devicePixelRatio, statusBarHeight: 0, safeArea, screenTop: 0 }
  const device = { platform: 'android', system: 'Android 14', brand: 'made-up', model: 'made-up' }
  const base = {
    SDKVersion: '3.8.0',
    version: '8.0.50',
    language: 'zh_CN',
    theme: 'light',
    enableDebug: false,
    fontSizeSetting: phone.fontSize,
    fontSizeScaleFactor: phone.fontSize / 16,
    host: { env: 'WeChat' },
  }
  const all = { ...screen, ...device, ...base }
  const account = { appId: 'wx0000000000000000', envVersion: 'release', version: '0.0.0' }
  return {
    getSystemInfo: ({ success, complete } = {}) => [success, complete].forEach((tell) => tell?.(all)),
    getSystemInfoSync: () => all,
    getWindowInfo: () => screen,
    getDeviceInfo: () => device,
    getAppBaseInfo: () => base,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: account }),
    getMenuButtonBoundingClientRect: () => CAPSULE,
    getLaunchOptionsSync: () => application.options(),
    getEnterOptionsSync: () => application.options(),
    canIUse: (name) => name !== 'openChannel',
    getUpdateManager: () => ({ onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing }),
    getNetworkType: ({ success, complete } = {}) =>
      [success, complete].forEach((tell) => tell?.({ networkType: navigator.onLine ? 'wifi' : 'none' })),
    onNetworkStatusChange: (work) => {
      const tell = () => work({ isConnected: navigator.onLine, networkType: navigator.onLine ? 'wifi' : 'none' })
      addEventListener('online', tell)
      addEventListener('offline', tell)
    },
    createSelectorQuery: () => pages.top().createSelectorQuery(),
    nextTick: (work) => queueMicrotask(work),
    env: { USER_DATA_PATH: 'http://usr' },
  }
}
