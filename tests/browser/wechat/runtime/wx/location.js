// Where the phone is: only what app.json declares, with what it is for, then the privacy gate, then
// the person's own yes.
// https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#requiredPrivateInfos
import { data } from 'generated'
import { consent } from '../privacy.js'
import { answering, Refusal } from './answer.js'

const SCOPES = { getFuzzyLocation: 'scope.userFuzzyLocation', getLocation: 'scope.userLocation' }
const LONGEST_PURPOSE = 30

export function location({ phone }) {
  const asking = (name) =>
    answering(name, async ({ type = 'wgs84' }) => {
      phone.note(name, { type })
      demandDeclared(phone, name)
      if (!(await consent(phone, name))) {
        throw new Refusal('privacy permission is not authorized', { errno: 104 })
      }
      if (phone.answers.location === 'deny') throw new Refusal('auth deny')
      return { ...phone.answers.location }
    })
  return { getFuzzyLocation: asking('getFuzzyLocation'), getLocation: asking('getLocation') }
}

function demandDeclared(phone, name) {
  const purpose = data.app.permission?.[SCOPES[name]]?.desc || ''
  const named = data.app.requiredPrivateInfos?.includes(name)
  if (named && purpose && purpose.length <= LONGEST_PURPOSE) return
  const why = named
    ? `${SCOPES[name]} needs a purpose of at most ${LONGEST_PURPOSE} characters in app.json`
    : 'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json'
  phone.broken.push(`${name}: ${why}`)
  throw new Refusal(why)
}
