// <div data-shown-by="ID" data-shown-for="other">: shown while that is chosen in the list. Without
// script it is always there.
export function reveal (element) {
  const list = document.getElementById(element.dataset.shownBy)
  const show = () => { element.hidden = list.value !== element.dataset.shownFor }
  list.addEventListener('change', show)
  show()
}
