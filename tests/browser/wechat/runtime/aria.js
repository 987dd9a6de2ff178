// WeChat writes `aria-role`, which browsers and their checkers do not know: they read `role`.

export function reflectRoles() {
  const observer = new MutationObserver((changes) => changes.forEach(reflectChange))
  const attributeFilter = ['aria-role']
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter })
}

function reflectChange(change) {
  reflect(change.target)
  for (const node of change.addedNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue
    reflect(node)
    node.querySelectorAll('[aria-role]').forEach(reflect)
  }
}

function reflect(element) {
  const role = element.getAttribute?.('aria-role')
  if (!role) return
  element.setAttribute('role', role)
  element.removeAttribute('aria-role')
}
