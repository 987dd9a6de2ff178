import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Operation } from '@/shared/api/schemas'
import { words } from '@/words'
import { mayDo } from './navigation'
import { me, resume } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown in the window's title. */
    title: string
    /** The endpoint the page lives on; without it the page is open to nobody else. */
    needs?: Operation
    /** No session needed. */
    open?: boolean
  }
}

const { areas, closed, missing } = words.frame
const places = { title: areas.places, needs: 'list_own_institutions' } as const
const bulletins = { title: areas.bulletins, needs: 'list_bulletins' } as const
const halls = { title: areas.halls, needs: 'list_halls' } as const

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./pages/sign-in/SignInPage.vue'),
    meta: { title: words.signIn.title, open: true },
  },
  {
    path: '/',
    name: 'today',
    component: () => import('./pages/today/TodayPage.vue'),
    meta: { title: areas.today },
  },
  {
    path: '/orders/:id?',
    name: 'orders',
    component: () => import('./pages/orders/OrdersPage.vue'),
    meta: { title: areas.orders, needs: 'list_work_orders' },
  },
  {
    path: '/appeals/figures',
    name: 'appeal-figures',
    component: () => import('./pages/appeals/RatesPage.vue'),
    meta: { title: words.appeals.rates.title, needs: 'show_appeal_figures' },
  },
  {
    path: '/appeals/:id?',
    name: 'appeals',
    component: () => import('./pages/appeals/AppealsPage.vue'),
    meta: { title: areas.appeals, needs: 'list_appeals' },
  },
  {
    path: '/calls/:id?',
    name: 'calls',
    component: () => import('./pages/calls/CallsPage.vue'),
    meta: { title: areas.calls, needs: 'list_follow_ups' },
  },
  {
    path: '/concerns/:id?',
    name: 'concerns',
    component: () => import('./pages/concerns/ConcernsPage.vue'),
    meta: { title: areas.concerns, needs: 'list_concerns' },
  },
  {
    path: '/statistics',
    name: 'statistics',
    component: () => import('./pages/statistics/StatisticsPage.vue'),
    meta: { title: areas.statistics, needs: 'show_statistics' },
  },
  {
    path: '/bulletins',
    name: 'bulletins',
    component: () => import('./pages/bulletins/BulletinsPage.vue'),
    meta: bulletins,
  },
  {
    path: '/bulletins/comments',
    name: 'comments',
    component: () => import('./pages/comments/CommentsPage.vue'),
    meta: { title: words.comments.title, needs: 'list_comments' },
  },
  {
    path: '/bulletins/compile',
    name: 'bulletin-compile',
    component: () => import('./pages/bulletins/CompilePage.vue'),
    meta: bulletins,
  },
  {
    path: '/bulletins/:id',
    name: 'bulletin',
    component: () => import('./pages/bulletins/BulletinPage.vue'),
    props: true,
    meta: bulletins,
  },
  {
    path: '/assessments',
    name: 'assessments',
    component: () => import('./pages/assessments/AssessmentsPage.vue'),
    meta: { title: areas.assessments, needs: 'show_assessment' },
  },
  {
    path: '/assessments/efficiency',
    name: 'efficiency',
    component: () => import('./pages/assessments/EfficiencyPage.vue'),
    meta: { title: words.efficiency.title, needs: 'show_efficiency' },
  },
  {
    path: '/assessments/supervisions',
    name: 'supervisions',
    component: () => import('./pages/assessments/SupervisionsPage.vue'),
    meta: { title: words.efficiency.supervisions.title, needs: 'list_supervisions' },
  },
  {
    path: '/accountability/:id?',
    name: 'accountability',
    component: () => import('./pages/accountability/AccountabilityPage.vue'),
    meta: { title: areas.accountability, needs: 'list_accountability' },
  },
  {
    path: '/halls',
    name: 'halls',
    component: () => import('./pages/halls/HallsPage.vue'),
    meta: halls,
  },
  {
    path: '/halls/coverage',
    name: 'coverage',
    component: () => import('./pages/coverage/CoveragePage.vue'),
    meta: { title: words.coverage.title, needs: 'show_coverage' },
  },
  {
    path: '/halls/:id',
    name: 'hall',
    component: () => import('./pages/halls/HallPage.vue'),
    props: true,
    meta: halls,
  },
  {
    path: '/halls/:id/devices',
    name: 'hall-devices',
    component: () => import('./pages/devices/DevicesPage.vue'),
    props: true,
    meta: { title: words.devices.tab, needs: 'list_rating_devices' },
  },
  {
    path: '/halls/:id/paper',
    name: 'hall-paper',
    component: () => import('./pages/paper/PaperPage.vue'),
    props: true,
    meta: { title: words.paper.tab, needs: 'list_paper_slips' },
  },
  {
    path: '/places',
    name: 'places',
    component: () => import('./pages/places/InstitutionsPage.vue'),
    meta: places,
  },
  {
    path: '/places/institutions/:id',
    name: 'institution',
    component: () => import('./pages/places/InstitutionPage.vue'),
    props: true,
    meta: places,
  },
  {
    path: '/places/halls',
    name: 'hall-places',
    component: () => import('./pages/places/HallPlacesPage.vue'),
    meta: places,
  },
  {
    path: '/places/bureaus',
    name: 'bureaus',
    component: () => import('./pages/places/BureausPage.vue'),
    meta: places,
  },
  {
    path: '/places/halls/:id',
    name: 'hall-place',
    component: () => import('./pages/places/HallPlacePage.vue'),
    props: true,
    meta: places,
  },
  {
    path: '/imports',
    name: 'imports',
    component: () => import('./pages/imports/ImportsPage.vue'),
    meta: { title: areas.imports, needs: 'list_imports' },
  },
  {
    path: '/services/:id?',
    name: 'services',
    component: () => import('./pages/services/ServicesPage.vue'),
    meta: { title: areas.services, needs: 'list_service_imports' },
  },
  {
    path: '/exports',
    name: 'exports',
    component: () => import('./pages/exports/ExportsPage.vue'),
    meta: { title: areas.exports, needs: 'list_exports' },
  },
  {
    path: '/rules',
    name: 'rules',
    component: () => import('./pages/rules/RuleSetsPage.vue'),
    meta: { title: areas.rules, needs: 'list_rule_sets' },
  },
  {
    path: '/rules/counties',
    name: 'county-values',
    component: () => import('./pages/rules/CountyValuesPage.vue'),
    meta: { title: words.rules.tabCounties, needs: 'list_county_values' },
  },
  {
    path: '/rules/filings',
    name: 'filings',
    component: () => import('./pages/rules/FilingsPage.vue'),
    meta: { title: words.rules.tabFilings, needs: 'list_filings' },
  },
  {
    path: '/rules/interpretations',
    name: 'interpretations',
    component: () => import('./pages/rules/InterpretationsPage.vue'),
    meta: { title: words.rules.tabInterpretations, needs: 'list_interpretations' },
  },
  {
    path: '/readiness',
    name: 'readiness',
    component: () => import('./pages/readiness/ReadinessPage.vue'),
    meta: { title: areas.readiness, needs: 'show_readiness' },
  },
  {
    path: '/province',
    name: 'province',
    component: () => import('./pages/province/ProvincePage.vue'),
    meta: { title: areas.province, needs: 'list_connections' },
  },
  {
    path: '/province/quarantine',
    name: 'province-quarantine',
    component: () => import('./pages/province/QuarantinePage.vue'),
    meta: { title: words.province.tabQuarantine, needs: 'list_quarantine' },
  },
  {
    path: '/province/reconciliation',
    name: 'province-reconciliation',
    component: () => import('./pages/province/ReconciliationPage.vue'),
    meta: { title: words.province.tabReconciliation, needs: 'show_reconciliation' },
  },
  {
    path: '/province/files',
    name: 'province-files',
    component: () => import('./pages/province/FilesPage.vue'),
    meta: { title: words.province.tabFiles, needs: 'list_exchange_files' },
  },
  {
    path: '/province/complaints',
    name: 'province-complaints',
    component: () => import('./pages/province/ComplaintsPage.vue'),
    meta: { title: words.complaints.tab, needs: 'show_complaints' },
  },
  {
    path: '/province/connections',
    name: 'province-connections',
    component: () => import('./pages/province/ConnectionsPage.vue'),
    meta: { title: words.province.tabConnections, needs: 'list_connections' },
  },
  {
    path: '/partners',
    name: 'partners',
    component: () => import('./pages/partners/PartnersPage.vue'),
    meta: { title: areas.partners, needs: 'list_partners' },
  },
  {
    path: '/partners/:id',
    name: 'partner',
    component: () => import('./pages/partners/PartnerPage.vue'),
    props: true,
    meta: { title: areas.partners, needs: 'show_partner' },
  },
  {
    path: '/rules/indicators/:code?',
    name: 'indicators',
    component: () => import('./pages/indicators/IndicatorsPage.vue'),
    meta: { title: areas.indicators, needs: 'list_indicator_sets' },
  },
  {
    path: '/inbox',
    name: 'inbox',
    component: () => import('./pages/inbox/InboxPage.vue'),
    meta: { title: areas.inbox, needs: 'show_staff_inbox' },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('./pages/account/AccountPage.vue'),
    meta: { title: words.account.title, needs: 'show_own_account' },
  },
  {
    path: '/accounts',
    name: 'accounts',
    component: () => import('./pages/accounts/AccountPlacesPage.vue'),
    meta: { title: areas.accounts, needs: 'list_account_places' },
  },
  {
    path: '/accounts/:kind(bureau|hall|institution)/:id',
    name: 'accounts-of',
    component: () => import('./pages/accounts/AccountsOfPage.vue'),
    props: true,
    meta: { title: areas.accounts, needs: 'list_account_places' },
  },
  {
    path: '/system',
    name: 'system',
    component: () => import('./pages/system/SystemPage.vue'),
    meta: { title: areas.system, needs: 'show_system' },
  },
  {
    path: '/audit/:id?',
    name: 'audit',
    component: () => import('./pages/audit/AuditPage.vue'),
    meta: { title: areas.audit, needs: 'show_audit' },
  },
  {
    path: '/closed',
    name: 'closed',
    component: () => import('./pages/NoticePage.vue'),
    props: { title: closed.title, text: closed.text },
    meta: { title: closed.title },
  },
  {
    path: '/:rest(.*)*',
    name: 'missing',
    component: () => import('./pages/NoticePage.vue'),
    props: { title: missing.title, text: missing.text },
    meta: { title: missing.title },
  },
]

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes,
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
