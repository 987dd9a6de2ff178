import { createRouter, createWebHistory } from 'vue-router'
import type { Operation } from '@/shared/api/schemas'
import { words } from '@/words'
import { mayDo, type Area } from './navigation'
import { caseRoutes } from './routes/cases'
import { figureRoutes } from './routes/figures'
import { ownRoutes } from './routes/own'
import { placeRoutes } from './routes/places'
import { ruleRoutes } from './routes/rules'
import { me, resume } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown in the window's title. */
    title: string
    /** The endpoint the page lives on; without it the page is open to nobody else. */
    needs?: Operation
    /** The area of the navigation the page stands in. */
    area?: Area['name']
    /** No session needed. */
    open?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [...ownRoutes, ...caseRoutes, ...figureRoutes, ...placeRoutes, ...ruleRoutes],
  scrollBehavior: (to, from, saved) => saved ?? (to.name === from.name ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (to.meta.open) return true
  // Without a server there is no telling who it is; signing in then says what is wrong.
  const known = await resume().catch(() => false)
  if (!known) return { name: 'sign-in', query: to.path === '/' ? {} : { to: to.fullPath } }
  const may = me.value?.may ?? []
  return !to.meta.needs || mayDo(may, to.meta.needs) ? true : { name: 'closed' }
})

router.afterEach((to, from) => {
  document.title = words.frame.title(to.meta.title)
  if (to.name === from.name || !from.name) return
  // A new page is announced by its heading, as a full load would.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('h1[tabindex]')?.focus())
})
