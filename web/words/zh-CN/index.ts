import { account } from './account'
import { accounts, system } from './accounts'
import { accountability } from './accountability'
import { assessments } from './assessments'
import { appeals } from './appeals'
import { audit } from './audit'
import { bulletins } from './bulletins'
import { calls } from './calls'
import { codes } from './codes'
import { comments } from './comments'
import { common, problems, time } from './common'
import { complaints } from './complaints'
import { concerns } from './concerns'
import { coverage } from './coverage'
import { device } from './device'
import { devices } from './devices'
import { efficiency } from './efficiency'
import { exports } from './exports'
import { figures } from './figures'
import { frame, signIn } from './frame'
import { identity } from './identity'
import { imports } from './imports'
import { indicators } from './indicators'
import { inbox } from './inbox'
import { logs } from './logs'
import { orders } from './orders'
import { paper } from './paper'
import { partners } from './partners'
import { places } from './places'
import { province } from './province'
import { readiness } from './readiness'
import { results } from './results'
import { rules } from './rules'
import { services } from './services'
import { statistics } from './statistics'
import { texts } from './texts'
import { today } from './today'
import { kiosk, pair } from './kiosk'
import { kiosks } from './kiosks'
import { law } from './law'
import { names } from './names'
import { webhooks } from './webhooks'

export const zhCN = {
  account,
  accountability,
  accounts,
  assessments,
  appeals,
  audit,
  bulletins,
  calls,
  codes,
  comments,
  common,
  concerns,
  coverage,
  device,
  devices,
  efficiency,
  exports,
  figures,
  frame,
  identity,
  imports,
  inbox,
  indicators,
  kiosk: { ...kiosk, pair },
  kiosks,
  law,
  logs,
  names,
  orders,
  paper,
  partners,
  places,
  problems,
  province,
  complaints,
  readiness,
  results,
  rules,
  services,
  signIn,
  statistics,
  system,
  texts,
  time,
  today,
  webhooks,
}
