'use strict';
window.onerror = function (message) { document.documentElement.setAttribute('data-script-error', String(message)); };
for (const plot of document.querySelectorAll('.plot[data-at]')) {
  const places = plot.dataset.at.split(' ').map(Number);
  const texts = plot.dataset.text.split('\n');
  const cross = document.createElement('div');
  const tip = document.createElement('output');
  let shown = 0;
  cross.className = 'cross';
  tip.className = 'tip';
  cross.hidden = tip.hidden = true;
  plot.append(cross, tip);
  const show = function (index) {
    shown = Math.max(0, Math.min(places.length - 1, index));
    const at = places[shown] / 10;
    cross.style.left = at + '%';
    tip.textContent = texts[shown];
    tip.style.left = at < 50 ? 'calc(' + at + '% + 8px)' : 'auto';
    tip.style.right = at < 50 ? 'auto' : 'calc(' + (100 - at) + '% + 8px)';
    cross.hidden = tip.hidden = false;
  };
  const hide = function () { cross.hidden = tip.hidden = true; };
  plot.addEventListener('pointermove', function (event) {
    const box = plot.getBoundingClientRect();
    const at = 1000 * (event.clientX - box.left) / box.width;
    let nearest = 0;
    for (let i = 1; i < places.length; i++) {
      if (Math.abs(places[i] - at) < Math.abs(places[nearest] - at)) { nearest = i; }
    }
    show(nearest);
  });
  plot.addEventListener('pointerleave', hide);
  plot.addEventListener('blur', hide);
  plot.addEventListener('keydown', function (event) {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      show(cross.hidden ? shown : shown + (event.key === 'ArrowRight' ? 1 : -1));
      event.preventDefault();
    } else if (event.key === 'Escape') {
      hide();
    }
  });
}
document.documentElement.setAttribute('data-script', 'ready');
