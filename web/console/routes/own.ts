// What everybody has, and what stands for nothing.
import type { RouteRecordRaw } from 'vue-router'
import { words } from '@/words'

const { areas, closed, missing } = words.frame

export const ownRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'today',
    component: () => import('../pages/today/TodayPage.vue'),
    meta: { title: areas.today, area: 'today' },
  },
  {
    path: '/inbox',
    name: 'inbox',
    component: () => import('../pages/inbox/InboxPage.vue'),
    meta: { title: areas.inbox, needs: 'show_staff_inbox', area: 'inbox' },
  },
  {
    path: '/exports',
    name: 'exports',
    component: () => import('../pages/exports/ExportsPage.vue'),
    meta: { title: areas.exports, needs: 'list_exports', area: 'exports' },
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('../pages/sign-in/SignInPage.vue'),
    meta: { title: words.signIn.title, open: true },
  },
  {
    path: '/sign-in/return',
    name: 'sign-in-return',
    component: () => import('../pages/sign-in/ReturnPage.vue'),
    meta: { title: words.signIn.title, open: true },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('../pages/account/AccountPage.vue'),
    meta: { title: words.account.title, needs: 'show_own_account' },
  },
  {
    path: '/closed',
    name: 'closed',
    component: () => import('../pages/NoticePage.vue'),
    props: { title: closed.title, text: closed.text },
    meta: { title: closed.title },
  },
  {
    path: '/:rest(.*)*',
    name: 'missing',
    component: () => import('../pages/NoticePage.vue'),
    props: { title: missing.title, text: missing.text },
    meta: { title: missing.title },
  },
]
