// Boots the mini-program: framework, components, application, first page.
import { data } from 'generated'
import { makeApplication } from './application.js'
import { reflectRoles } from './aria.js'
import { defineBuiltins } from './builtins/index.js'
import { makeFramework } from './framework.js'
import { makeLoader } from './loader.js'
import { makePages } from './pages.js'
import { makePhone } from './phone.js'
import { makeWx } from './wx/index.js'

const phone = makePhone(new URLSearchParams(location.search), location.hash.slice(1))
window.wechat = phone

try {
  const framework = makeFramework(phone)
  const application = makeApplication(phone)
  const pages = makePages({ phone, framework })
  const wx = (phone.wx = makeWx({ phone, pages, application }))
  defineBuiltins({ framework, phone })
  const load = makeLoader({ framework, wx, application, pages })
  reflectRoles()

  load('app.js')
  application.launch()
  Object.keys(data.components).forEach((name) => load(`${name}.js`))
  pages.open(phone.entry || data.pages[0])
  phone.returnFromMiniProgram = (extraData) => application.comeBack(pages, extraData)
  phone.open = (url) => pages.open(url)
  phone.ready = true
} catch (error) {
  phone.errors.push(`boot: ${error.stack}`)
}
