// One polite sentence to people who do not see the change; the element is in layouts/base.html.
export function announce (text) {
  const region = document.getElementById('app-status')
  if (region) region.textContent = text
}
