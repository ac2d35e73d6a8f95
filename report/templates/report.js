// Filter by words and verdict, kept in the address; open the step that a link points at; open everything for print.
(() => {
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const form = $('.filter'), query = $('#q'), cards = $$('.card'), boxes = $$('.filter input[type=checkbox]');
  const count = $('.count'), none = $('.none');
  const apply = () => {
    const on = new Set(boxes.filter(b => b.checked).map(b => b.value));
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const fits = on.has(card.dataset.status) && words.every(w => card.dataset.text.includes(w));
      const entry = $(`.list li[data-id="${CSS.escape(card.id)}"]`);
      card.hidden = !fits;
      if (entry) entry.hidden = !fits;
      shown += fits;
    }
    for (const part of $$('.script')) {
      part.hidden = !$('.card:not([hidden])', part);
      $(`.group[data-section="${CSS.escape(part.id)}"]`).hidden = part.hidden;
    }
    count.textContent = shown === cards.length ? `${shown} shown` : `${shown} of ${cards.length} shown`;
    none.hidden = shown > 0 || cards.length === 0;
    const state = new URLSearchParams();
    if (query.value) state.set('q', query.value);
    if (on.size < boxes.length) state.set('s', [...on].join(','));
    try { history.replaceState(null, '', (state.size ? '?' + state : location.pathname) + location.hash); } catch { /* a file: page may not */ }
  };
  const all = () => { query.value = ''; boxes.forEach(b => { b.checked = true; }); apply(); };
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const card = target.closest('.card'), details = target.matches('li') && $('details', target);
    if (card && card.hidden) all();
    if (details) details.open = true;
    target.scrollIntoView();
  };
  const state = new URLSearchParams(location.search);
  query.value = state.get('q') || '';
  if (state.has('s')) { const on = new Set(state.get('s').split(',')); boxes.forEach(b => { b.checked = on.has(b.value); }); }
  form.hidden = cards.length < 2;
  form.addEventListener('input', apply);
  form.addEventListener('submit', e => e.preventDefault());
  $('.reset').addEventListener('click', () => { all(); query.focus(); });
  addEventListener('hashchange', open);
  let closed = [];
  addEventListener('beforeprint', () => { closed = $$('details:not([open])'); closed.forEach(d => { d.open = true; }); });
  addEventListener('afterprint', () => closed.forEach(d => { d.open = false; }));
  apply();
  open();
})();
