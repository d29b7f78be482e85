// <textarea data-words="50000"> counts the words; the limit in characters shows only when it is near.
// <input data-words="200"> has one line: nothing but the limit is said.
const PAUSE = 400

const characters = (number) => `${number} ${number === 1 ? 'character' : 'characters'}`

function sentence (text, limit, oneLine) {
  const count = (text.match(/\S+/g) || []).length
  const left = limit - text.length
  if (limit && left < 0) return `${characters(-left)} too many`
  if (limit && left < limit / 10) return `${characters(left)} left`
  return oneLine ? '' : `${count} ${count === 1 ? 'word' : 'words'}`
}

export function words (control) {
  const limit = Number(control.dataset.words)
  const oneLine = control.matches('input')
  const line = document.createElement('p')
  line.className = 'app-words'
  control.after(line)
  let timer

  function show () {
    line.textContent = sentence(control.value, limit, oneLine)
    line.hidden = !line.textContent
    line.classList.toggle('app-words--over', limit > 0 && control.value.length > limit)
  }

  control.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, PAUSE)
  })
  control.addEventListener('change', show)
  show()
}
