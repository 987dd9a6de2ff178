// Cases of citizens and offices.
import type { RouteRecordRaw } from 'vue-router'
import { words } from '@/words'

const { areas } = words.frame

export const caseRoutes: RouteRecordRaw[] = [
  {
    path: '/orders/:id?',
    name: 'orders',
    component: () => import('../pages/orders/OrdersPage.vue'),
    meta: { title: areas.orders, needs: 'list_work_orders', area: 'orders' },
  },
  {
    path: '/appeals/figures',
    name: 'appeal-figures',
    component: () => import('../pages/appeals/RatesPage.vue'),
    meta: { title: words.appeals.rates.title, needs: 'show_appeal_figures', area: 'appeals' },
  },
  {
    path: '/appeals/:id?',
    name: 'appeals',
    component: () => import('../pages/appeals/AppealsPage.vue'),
    meta: { title: areas.appeals, needs: 'list_appeals', area: 'appeals' },
  },
  {
    path: '/calls/:id?',
    name: 'calls',
    component: () => import('../pages/calls/CallsPage.vue'),
    meta: { title: areas.calls, needs: 'list_follow_ups', area: 'calls' },
  },
  {
    path: '/concerns/:id?',
    name: 'concerns',
    component: () => import('../pages/concerns/ConcernsPage.vue'),
    meta: { title: areas.concerns, needs: 'list_concerns', area: 'concerns' },
  },
]
