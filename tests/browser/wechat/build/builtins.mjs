// The templates of WeChat's built-in components; what they do is in runtime/builtins/.
// `native-x` becomes the browser's own <x>. `view`, `text` and `block` need no template.
const FIELD = 'placeholder="{{placeholder}}" disabled="{{disabled}}" aria-label="{{ariaLabel}}"'
const EVENTS = 'catch:input="typed" catch:focus="passOn" catch:blur="passOn"'

const TEMPLATES = {
  button: '<slot />',
  form: '<slot />',
  image: '<native-img src="{{src}}" alt="{{ariaLabel}}" aria-hidden="{{ariaLabel ? undefined : true}}" />',
  input: `<native-input value="{{value}}" type="{{password ? 'password' : 'text'}}" maxlength="{{maxlength}}" ${FIELD} ${EVENTS} />`,
  label: '<slot />',
  navigator: '<slot />',
  picker: '<slot />',
  'scroll-view': '<slot />',
  switch: '<slot />',
  textarea: `<native-textarea value="{{value}}" maxlength="{{maxlength > 0 ? maxlength : 100000}}" ${FIELD} ${EVENTS} />`,
}

export const BUILTIN_PREFIX = '__wx/'

export function addBuiltins(templates) {
  for (const [name, text] of Object.entries(TEMPLATES)) templates.addText(BUILTIN_PREFIX + name, text)
  return Object.keys(TEMPLATES)
}
