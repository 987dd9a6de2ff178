// WeChat's built-in components, as far as pages use them.
import { data } from 'generated'
import { BUILTIN_PREFIX } from '../names.js'
import { button } from './button.js'
import { withAria } from './common.js'
import { field } from './field.js'
import { image } from './image.js'
import { picker } from './picker.js'
import { toggle } from './switch.js'

const MADE = { button, image, input: field, picker, switch: toggle, textarea: field }
const container = () => ({})

export function defineBuiltins({ framework, phone }) {
  const { builtinSpace, space, addTemplate } = framework
  for (const name of data.builtins) {
    const path = BUILTIN_PREFIX + name
    builtinSpace.addComponentStaticConfig(path, { component: true, usingComponents: {} })
    addTemplate(builtinSpace, path)
    const definition = withAria((MADE[name] || container)(phone))
    builtinSpace.componentEnv(path, ({ Component }) => Component(definition))
    const component = builtinSpace.getComponentSpace().getComponentByUrl(path, '')
    space.getComponentSpace().setGlobalUsingComponent(name, component)
  }
}
