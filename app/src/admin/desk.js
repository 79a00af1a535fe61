// Ctrl and K (or the command key) leads to the search over everything, from wherever one is. With a key held: a letter alone
// would be pressed by voices and by hands that slip.
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
  const box = document.getElementById('desk-q');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
// On a phone the row of rooms runs off the screen: the one that is open is brought into sight.
for (const here of document.querySelectorAll('.desktop nav [aria-current]')) {
  const row = here.closest('nav');
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}
