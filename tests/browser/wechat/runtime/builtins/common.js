// What all built-in components have in common.
const ARIA = ['Role', 'Label', 'Checked', 'Disabled', 'Busy', 'Expanded', 'Hidden', 'Live']

/** The element of the browser that stands for a component. */
export function hostOf(component) {
  return component._$.$$
}

/** Put the accessibility attributes of a component on its element. */
export function withAria(definition) {
  const properties = { ...definition.properties }
  const observers = { ...definition.observers }
  for (const name of ARIA) {
    properties[`aria${name}`] = { type: null, value: '' }
    observers[`aria${name}`] = function reflect(value) {
      setAttribute(hostOf(this), `aria-${name.toLowerCase()}`, value)
    }
  }
  return { ...definition, properties, observers }
}

export function setAttribute(element, name, value) {
  if (value === '' || value === null || value === undefined || value === false) {
    element?.removeAttribute(name)
  } else {
    element?.setAttribute(name, String(value))
  }
}
