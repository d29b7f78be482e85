// <textarea data-words="50000">: counts the words; the limit in characters shows only when it is near.
const PAUSE = 400

function sentence (text, limit) {
  const count = (text.match(/\S+/g) || []).length
  const left = limit - text.length
  if (limit && left < 0) return `${-left} characters too many`
  if (limit && left < limit / 10) return `${left} characters left`
  return `${count} ${count === 1 ? 'word' : 'words'}`
}

export function words (textarea) {
  const limit = Number(textarea.dataset.words)
  const line = document.createElement('p')
  line.className = 'app-words'
  textarea.after(line)
  let timer

  function show () {
    line.textContent = sentence(textarea.value, limit)
    line.classList.toggle('app-words--over', limit > 0 && textarea.value.length > limit)
  }

  textarea.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, PAUSE)
  })
  textarea.addEventListener('change', show)
  show()
}
