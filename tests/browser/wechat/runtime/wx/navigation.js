// Moving between pages.
import { data } from 'generated'
import { answering, Refusal } from './answer.js'

const TABS = (data.app.tabBar?.list || []).map((tab) => tab.pagePath)

export function navigation({ phone, pages }) {
  const move = (name, work) =>
    answering(name, (options) => {
      phone.note(name, options.url || '')
      try {
        work(options)
      } catch (error) {
        phone.broken.push(`${name}: ${error.message}`)
        throw new Refusal(error.message)
      }
    })
  return {
    navigateTo: move('navigateTo', ({ url }) => {
      refuseTabs(url)
      pages.open(url)
    }),
    redirectTo: move('redirectTo', ({ url }) => {
      refuseTabs(url)
      pages.close(1)
      pages.open(url)
    }),
    reLaunch: move('reLaunch', ({ url }) => {
      pages.close(pages.depth())
      pages.open(url)
    }),
    navigateBack: move('navigateBack', ({ delta = 1 }) => {
      if (pages.depth() < 2) throw new Error('cannot navigate back at first page.')
      pages.back(delta)
    }),
    pageScrollTo: answering('pageScrollTo', ({ scrollTop = 0 }) => window.scrollTo(0, scrollTop)),
  }
}

function refuseTabs(url) {
  if (TABS.includes(url.replace(/^\//, '').split('?')[0])) throw new Error('a page of the tab bar')
}
