// Where services are given, and who tells of them.
import type { RouteRecordRaw } from 'vue-router'
import { words } from '@/words'

const { areas } = words.frame
const places = { title: areas.places, needs: 'list_own_institutions', area: 'places' } as const
const halls = { title: areas.halls, needs: 'list_halls', area: 'halls' } as const

export const placeRoutes: RouteRecordRaw[] = [
  {
    path: '/phones',
    name: 'phones',
    component: () => import('../pages/phones/TeamPhonesPage.vue'),
    meta: { title: areas.phones, needs: 'list_team_phones', area: 'phones' },
  },
  {
    path: '/halls',
    name: 'halls',
    component: () => import('../pages/halls/HallsPage.vue'),
    meta: halls,
  },
  {
    path: '/halls/coverage',
    name: 'coverage',
    component: () => import('../pages/coverage/CoveragePage.vue'),
    meta: { title: words.coverage.title, needs: 'show_coverage', area: 'halls' },
  },
  {
    path: '/halls/:id',
    name: 'hall',
    component: () => import('../pages/halls/HallPage.vue'),
    props: true,
    meta: halls,
  },
  {
    path: '/halls/:id/devices',
    name: 'hall-devices',
    component: () => import('../pages/devices/DevicesPage.vue'),
    props: true,
    meta: { title: words.devices.tab, needs: 'list_rating_devices', area: 'halls' },
  },
  {
    path: '/halls/:id/paper',
    name: 'hall-paper',
    component: () => import('../pages/paper/PaperPage.vue'),
    props: true,
    meta: { title: words.paper.tab, needs: 'list_paper_slips', area: 'halls' },
  },
  {
    path: '/places',
    name: 'places',
    component: () => import('../pages/places/InstitutionsPage.vue'),
    meta: places,
  },
  {
    path: '/places/institutions/:id',
    name: 'institution',
    component: () => import('../pages/places/InstitutionPage.vue'),
    props: true,
    meta: places,
  },
  {
    path: '/places/halls',
    name: 'hall-places',
    component: () => import('../pages/places/HallPlacesPage.vue'),
    meta: places,
  },
  {
    path: '/places/bureaus',
    name: 'bureaus',
    component: () => import('../pages/places/BureausPage.vue'),
    meta: places,
  },
  {
    path: '/places/halls/:id',
    name: 'hall-place',
    component: () => import('../pages/places/HallPlacePage.vue'),
    props: true,
    meta: places,
  },
  {
    path: '/imports',
    name: 'imports',
    component: () => import('../pages/imports/ImportsPage.vue'),
    meta: { title: areas.imports, needs: 'list_imports', area: 'imports' },
  },
  {
    path: '/services/:id?',
    name: 'services',
    component: () => import('../pages/services/ServicesPage.vue'),
    meta: { title: areas.services, needs: 'list_service_imports', area: 'services' },
  },
  {
    path: '/readiness',
    name: 'readiness',
    component: () => import('../pages/readiness/ReadinessPage.vue'),
    meta: { title: areas.readiness, needs: 'show_readiness', area: 'readiness' },
  },
  {
    path: '/province',
    name: 'province',
    component: () => import('../pages/province/ProvincePage.vue'),
    meta: { title: areas.province, needs: 'list_connections', area: 'province' },
  },
  {
    path: '/province/channels',
    name: 'province-channels',
    component: () => import('../pages/province/ChannelsPage.vue'),
    meta: { title: words.province.tabChannels, needs: 'show_channels', area: 'province' },
  },
  {
    path: '/province/quarantine',
    name: 'province-quarantine',
    component: () => import('../pages/province/QuarantinePage.vue'),
    meta: { title: words.province.tabQuarantine, needs: 'list_quarantine', area: 'province' },
  },
  {
    path: '/province/reconciliation',
    name: 'province-reconciliation',
    component: () => import('../pages/province/ReconciliationPage.vue'),
    meta: { title: words.province.tabReconciliation, needs: 'show_reconciliation', area: 'province' },
  },
  {
    path: '/province/files',
    name: 'province-files',
    component: () => import('../pages/province/FilesPage.vue'),
    meta: { title: words.province.tabFiles, needs: 'list_exchange_files', area: 'province' },
  },
  {
    path: '/province/complaints',
    name: 'province-complaints',
    component: () => import('../pages/province/ComplaintsPage.vue'),
    meta: { title: words.complaints.tab, needs: 'show_complaints', area: 'province' },
  },
  {
    path: '/province/connections',
    name: 'province-connections',
    component: () => import('../pages/province/ConnectionsPage.vue'),
    meta: { title: words.province.tabConnections, needs: 'list_connections', area: 'province' },
  },
  {
    path: '/partners',
    name: 'partners',
    component: () => import('../pages/partners/PartnersPage.vue'),
    meta: { title: areas.partners, needs: 'list_partners', area: 'partners' },
  },
  {
    path: '/partners/:id',
    name: 'partner',
    component: () => import('../pages/partners/PartnerPage.vue'),
    props: true,
    meta: { title: areas.partners, needs: 'show_partner', area: 'partners' },
  },
  {
    path: '/texts',
    name: 'texts',
    component: () => import('../pages/texts/TextsPage.vue'),
    meta: { title: areas.texts, needs: 'show_texts', area: 'texts' },
  },
]
