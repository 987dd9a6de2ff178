// What the city goes by, and who may do what.
import type { RouteRecordRaw } from 'vue-router'
import { words } from '@/words'

const { areas } = words.frame

export const ruleRoutes: RouteRecordRaw[] = [
  {
    path: '/rules',
    name: 'rules',
    component: () => import('../pages/rules/RuleSetsPage.vue'),
    meta: { title: areas.rules, needs: 'list_rule_sets', area: 'rules' },
  },
  {
    path: '/rules/counties',
    name: 'county-values',
    component: () => import('../pages/rules/CountyValuesPage.vue'),
    meta: { title: words.rules.tabCounties, needs: 'list_county_values', area: 'rules' },
  },
  {
    path: '/rules/filings',
    name: 'filings',
    component: () => import('../pages/rules/FilingsPage.vue'),
    meta: { title: words.rules.tabFilings, needs: 'list_filings', area: 'rules' },
  },
  {
    path: '/rules/interpretations',
    name: 'interpretations',
    component: () => import('../pages/rules/InterpretationsPage.vue'),
    meta: { title: words.rules.tabInterpretations, needs: 'list_interpretations', area: 'rules' },
  },
  {
    path: '/rules/indicators/:code?',
    name: 'indicators',
    component: () => import('../pages/indicators/IndicatorsPage.vue'),
    meta: { title: areas.indicators, needs: 'list_indicator_sets', area: 'indicators' },
  },
  {
    path: '/accounts',
    name: 'accounts',
    component: () => import('../pages/accounts/AccountPlacesPage.vue'),
    meta: { title: areas.accounts, needs: 'list_account_places', area: 'accounts' },
  },
  {
    path: '/accounts/:kind(bureau|hall|institution)/:id',
    name: 'accounts-of',
    component: () => import('../pages/accounts/AccountsOfPage.vue'),
    props: true,
    meta: { title: areas.accounts, needs: 'list_account_places', area: 'accounts' },
  },
  {
    path: '/system',
    name: 'system',
    component: () => import('../pages/system/SystemPage.vue'),
    meta: { title: areas.system, needs: 'show_system', area: 'system' },
  },
  {
    path: '/logs',
    name: 'logs',
    component: () => import('../pages/logs/LogsPage.vue'),
    meta: { title: words.logs.title, needs: 'list_logs', area: 'audit' },
  },
  {
    path: '/logs/:number(\\d+)',
    name: 'log',
    component: () => import('../pages/logs/LogPage.vue'),
    meta: { title: words.logs.title, needs: 'search_log', area: 'audit' },
  },
  {
    path: '/audit/:id?',
    name: 'audit',
    component: () => import('../pages/audit/AuditPage.vue'),
    meta: { title: areas.audit, needs: 'show_audit', area: 'audit' },
  },
]
