// Draws Wessel and his clay, Ilse's linen and Neela's pantry, with a bench for the last two.
import fs from 'node:fs';
import path from 'node:path';
import { W, D, li, dk, rng, n, grad, rad, clip, blur, el, p, k, round, lathePath, lathe, widen, shadow, mouth, stage, save, big, peg, wallsh,
  grain, label, jar, bust } from './kit.mjs';

const within = (d, s) => `<g clip-path="${clip(`<path d="${d}"/>`)}">${s}</g>`;
const line = (d, c, w, x = '') => `<path d="${d}" fill="none" stroke="${c}" stroke-width="${w}" stroke-linecap="round" ${x}/>`;
const turn = (a, x, y, s) => `<g transform="rotate(${a} ${x} ${y})">${s}</g>`;
const move = (x, y, s) => `<g transform="translate(${x} ${y})">${s}</g>`;
const shine = (x, y, rx, ry, o = .4, b = 6, a = 0) => el(x, y, rx, ry, W,
  `opacity="${o}" filter="${blur(b)}" transform="rotate(${a} ${n(x)} ${n(y)})"`);
const shade = (d, o = .25, b = 6, x = 8, y = 10) =>
  `<path d="${d}" fill="${D}" opacity="${o}" filter="${blur(b)}" transform="translate(${x} ${y})"/>`;
// a handle, a cord, a cane: round, lit from the upper left
const tube = (d, w, c) => line(d, dk(c, .42), w) + move(n(-w * .05), n(-w * .05), line(d, c, n(w * .84)))
  + move(n(-w * .15), n(-w * .17), line(d, li(c, .38), n(w * .26), `opacity=".75" filter="${blur(w > 16 ? 3 : 2)}"`));
// the front half of a turned ring, as wide as the body is there
const ring = (cx, y, r, c, w, o) => line(`M${n(cx - r)} ${n(y)}A${n(r)} ${n(r * k(y))} 0 0 0 ${n(cx + r)} ${n(y)}`, c, w, `opacity="${o}"`);
// everything above a glaze line that runs unevenly round a body
function dipped(cx, R, y, waves, top) {
  let d = `M${cx - R - 9} ${top}H${cx + R + 9}V${y}`;
  for (let i = 0; i <= 28; i++) {
    const a = 1.571 - i * 3.142 / 28;
    d += `L${n(cx + R * Math.sin(a))} ${n(y + R * k(y) * Math.cos(a) + waves * (Math.sin(a * 3.1 + 1) + .6 * Math.sin(a * 7.3)))}`;
  }
  return d + `L${cx - R - 9} ${y}Z`;
}
// many small round things of one colour, as one path
const dots = (list, c, w, o = 1) => line(list.map(([x, y]) => `M${n(x)} ${n(y)}h.1`).join(''), c, w, `opacity="${o}"`);
const strewn = (r, num, [x0, y0, x1, y1]) => Array.from({ length: num }, () => [x0 + (x1 - x0) * r(), y0 + (y1 - y0) * r()]);
const specks = (box, num, c, seed) => {
  const r = rng(seed);
  return [[2, 2.2, .5], [3, 3.4, .35], [6, 4.6, .3]].map(([part, w, o]) => dots(strewn(r, num / part, box), c, w, o)).join('');
};
// the threads of a cloth
function weave(x0, y0, x1, y1, step = 5, o = .07) { let a = '', b = '', c = '';
  for (let y = y0; y < y1; y += step) { a += `M${x0} ${n(y)}H${x1}`; b += `M${x0} ${n(y + step / 2)}H${x1}`; }
  for (let x = x0; x < x1; x += step) c += `M${n(x)} ${y0}V${y1}`;
  return `<path d="${a}" stroke="${D}" stroke-width=".9" opacity="${o}"/><path d="${b}" stroke="${W}" stroke-width=".9" opacity="${o}"/>`
    + `<path d="${c}" stroke="${D}" stroke-width=".8" opacity="${o * .8}"/>`; }
const stitch = (d, c, w = 2.4, dash = '8 5', o = .7) => line(d, c, w, `stroke-dasharray="${dash}" opacity="${o}"`);

// ---------- clay, on the table ----------
{ // plate: one leans on the wall behind the stack
  const c = '#7f98a3', raw = '#a9805f', cx = 352, cy = 520, R = 218;
  const disc = (r, f, x = '') => `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${f}" ${x}/>`;
  let s = `<circle cx="${cx + 40}" cy="${cy + 20}" r="${R}" fill="${D}" opacity=".3" filter="${blur(18)}"/>`
    + el(cx + 20, 742, 170, 16, D, `opacity=".4" filter="${blur(6)}"`);
  s += move(6, 3, disc(R, dk(raw, .3))) + disc(R, raw)
    + disc(R - 4, grad([[0, li(c, .5)], [.4, li(c, .12)], [1, dk(c, .12)]], { x1: .1, y1: .05, x2: .9, y2: .95 }));
  s += disc(R * .7, grad([[0, dk(c, .36)], [.5, dk(c, .05)], [1, li(c, .4)]], { x1: .1, y1: .1, x2: .9, y2: .9 }));
  s += disc(R * .66, rad([[0, li(c, .3)], [.6, li(c, .08)], [1, dk(c, .08)]], .4, .36, .7));
  for (const q of [.2, .34, .48, .6]) s += `<circle cx="${cx}" cy="${cy}" r="${R * q}" fill="none" stroke="${dk(c,
    .3)}" stroke-width="2" opacity=".16"/>`;
  s += `<g clip-path="${clip(`<circle cx="${cx}" cy="${cy}" r="${R - 5}"/>`)}">${specks([cx - R, cy - R, cx + R, cy + R], 150,
    '#33424a', 5)}`
    + el(cx + 150, cy - 168, 30, 16, raw, `transform="rotate(45 ${cx + 150} ${cy - 168})"`) + '</g>';
  s += shine(cx - 120, cy - 126, 62, 17, .55, 6, -45) + shine(cx - 50, cy - 60, 56, 34, .2, 18, -40);
  const sx = 452, r = 206; s += shadow(sx, 812, 170, .3);
  for (let i = 0; i < 4; i++) { const y = 774 - i * 22, g = ['#8c6f58', c, '#d5cdb9', c][i], x = sx + [0, -5, 4, -3][i];
    s += lathe(x, [[r, y], [r * .98, y + 7], [r * .78, y + 24], [r * .6, y + 36]], g,
      { gloss: .3, hl: .35, hw: 6, speck: 30, seed: 40 + i });
    s += el(x, y, r, r * k(y), li(raw, .18)) + el(x, y + 1, r - 3, (r - 3) * k(y), li(g, .3));
    if (i < 3) s += el(x + 4, y + 4, r * .9, r * .86 * k(y), D, `opacity=".5" filter="${blur(3)}"`);
    else s += el(x, y + 3, r * .74, r * .74 * k(y), grad([[0, dk(c, .36)], [.55, dk(c, .06)], [1, li(c, .3)]]))
      + el(x, y + 7, r * .69, r * .66 * k(y), grad([[0, dk(c, .1)], [1, li(c, .22)]]))
      + shine(x - 130, y - 12, 40, 5, .6, 3, -12); }
  save('plate', stage('straw', big(s, 1.08, 400, 812)));
}
// mug: dipped in one of four glazes, the foot left bare; `turned` is where the thumb held it
for (const { name, c, raw, lip, within: inner, speck, wall, gloss = .36, shines = 1, turned = 46, seed = 8, thin } of [
  { name: 'mug', c: '#3e6187', raw: '#b88c69', lip: '#a3795a', within: '#50779d', speck: '#16283c', wall: 'celadon' },
  { name: 'mug-sand', c: '#d9c193', raw: '#9a6a4b', lip: '#8f6446', within: '#cdb183', speck: '#6b4526', wall: 'sky', gloss: .3,
    shines: .45, turned: -52, seed: 21 },
  { name: 'mug-celadon', c: '#84a792', raw: '#b98a66', lip: '#a3795a', within: '#9dbaa6', speck: '#3f5a4a', wall: 'clay', gloss: .46,
    turned: 8, seed: 14, thin: '#a9835f' },
  { name: 'mug-iron', c: '#2d2a2b', raw: '#a2704f', lip: '#9a5c38', within: '#4a4442', speck: '#8d5a38', wall: 'bone', gloss: .3,
    turned: 66, seed: 33, thin: '#9a5c38' }]) {
  const cx = 366, hd = 'M470 590C590 556 606 728 462 742';
  const P = [[136, 500], [130, 530], [130, 640], [134, 720], [122, 780], [112, 802]], d = lathePath(cx, P);
  let s = shadow(cx, 802, 118, .32) + `<g transform="translate(18 40)">${line(hd, D, 34, `opacity=".22" filter="${blur(9)}"`)}</g>`
    + tube(hd, 38, c);
  const g = dipped(cx, 136, 712, 6, 480);
  s += lathe(cx, P, raw, { gloss: .22, hl: 0, speck: 50, seed: 4,
    over: `<path d="${g}" fill="${round(cx, 136, c, gloss)}"/>`
    + `<path d="${g}" fill="none" stroke="${dk(c, .45)}" stroke-width="4" opacity=".5"/>` });
  let f = ''; for (const [y, o] of [[540, .2], [572, .14], [606, .2], [640, .12], [672, .16]]) f += ring(cx, y, 133, dk(c, .5), 3, o)
    + ring(cx, y + 4, 133, W, 2, o * .7);
  f += specks([cx - 136, 510, cx + 136, 730], 80, speck, seed)
    + turn(-10, cx + turned, 724, el(cx + turned, 718, 20, 32, dk(c, .45), 'opacity=".6"') + el(cx + turned + 1, 722, 19, 32, dk(raw, .12))
    + el(cx + turned + 1, 744, 26, 16, dk(raw, .1), `filter="${blur(3)}"`));
  if (thin) for (const [y, w, o] of [[504, 16, .75], [516, 12, .4]]) f += ring(cx, y, 136, thin, w, o);
  f += shine(cx - 84, 620, 13, 88, .6 * shines) + shine(cx - 56, 560, 5, 34, .35 * shines, 3);
  s += within(d, f) + mouth(cx, 500, 136, lip, inner, 7)
    + line(`M${cx - 129} 505A131 ${n(131 * k(500))} 0 0 0 ${cx + 40} ${n(500 + 129 * k(500))}`, li(c, .4), 3, 'opacity=".5"');
  save(name, stage(wall, big(s, 1.3, 410, 812)));
}
// teapot: a black-brown glaze that breaks to rust, or a green one that thins to the clay; a cane handle
for (const [name, c, rust] of [['teapot', '#49342c', '#a2643a'], ['teapot-celadon', '#84a792', '#a9835f']]) {
  const cane = '#c19552', cx = 432;
  const P = [[80, 520], [128, 534], [188, 602], [202, 672], [182, 748], [134, 800]], d = lathePath(cx, P);
  const sp = 'M284 596C244 612 206 590 178 534C170 520 142 520 128 536C140 604 170 708 284 748Z';
  let s = shadow(cx, 800, 150, .36) + p(sp, grad([[0, li(c, .34)], [.35, li(c, .1)], [.8, dk(c, .2)], [1, dk(c, .34)]],
    { x1: .1, y1: .1, x2: .8, y2: .9 }));
  s += line('M138 548C152 600 176 660 214 694', li(c, .5), 8, `opacity=".55" filter="${blur(3)}"`);
  s += turn(-4, 153, 533, el(153, 533, 26, 8, rust) + el(154, 534, 20, 5.5, dk(c, .5)));
  s += lathe(cx, P, c, { gloss: .26, hl: .6, hw: 16 });
  const foot = dipped(cx, 196, 752, 4, 400);
  let f = `<path d="${foot}M200 400V900H700V400Z" fill="${round(cx, 180, '#b08763', .2)}" fill-rule="evenodd"/>`
    + `<path d="${foot}" fill="none" stroke="${dk(c, .4)}" stroke-width="5" opacity=".6"/>`;
  f += ring(cx, 566, 160, rust, 12, .5) + ring(cx, 640, 200, rust, 4, .3) + ring(cx, 660, 202, rust, 3, .22)
    + shine(cx - 116, 610, 20, 44, .5, 6, 32) + shine(cx - 82, 572, 24, 6, .6, 3, -24);
  s += within(d, f) + el(cx + 4, 526, 88, 88 * k(526), D, `opacity=".5" filter="${blur(3)}"`);
  s += lathe(cx, [[22, 470], [62, 484], [88, 506], [90, 520]], c, { gloss: .3, hl: .5, hw: 8 }) + ring(cx, 514, 89, rust, 5, .8);
  s += lathe(cx, [[14, 432], [25, 446], [23, 460], [14, 474]], c, { gloss: .4, hl: .6, hw: 6 }) + el(cx, 432, 14, 14 * k(432), rust);
  const hoop = 'M290 574C258 420 330 292 432 292C534 292 606 420 574 574';
  s += tube(hoop, 24, cane) + `<path d="${hoop}" fill="none" stroke="#6f4d22" stroke-width="23" stroke-dasharray="2.5 11" opacity=".55"/>`;
  for (const x of [290, 574]) s += el(x, 574, 22, 16, grad([[0, li(c, .3)], [.5, c], [1, dk(c, .3)]]))
    + el(x, 566, 13, 6, dk(c, .6), 'opacity=".7"');
  s += tube('M284 484C262 492 250 468 228 478', 7, cane);                 // the loose end of the cane
  save(name, stage('plum', big(s, 1.08, 400, 812)));
}
{ // butter-dish: the cover stands beside it
  const c = '#ece2cb', raw = '#b58a64', b = '#eec65c', cv = 582, cx = 292;
  const P = [[26, 574], [80, 590], [124, 634], [140, 700], [142, 756]], d = lathePath(cv, P);
  let s = shadow(cv, 756, 142, .3) + lathe(cv, P, c, { gloss: .4, hl: .8, hw: 16, speck: 50, seed: 12 });
  s += within(d, `<path d="${dipped(cv, 142, 724, 3, 500)}M400 500V820H760V500Z" fill-rule="evenodd" fill="${round(cv, 142, raw, .2)}"/>`);
  s += lathe(cv, [[20, 532], [30, 546], [24, 562], [18, 578]], c, { gloss: .4, hl: .6, hw: 6 }) + el(cv, 532, 20, 20 * k(532), li(c, .5));
  s += shadow(cx, 814, 140, .34) + lathe(cx, [[198, 770], [196, 782], [150, 806], [128, 814]], c,
    { gloss: .4, hl: .7, hw: 7, speck: 40, seed: 9 });
  s += el(cx, 770, 198, 198 * k(770), raw) + el(cx, 770, 195, 194 * k(770), li(c, .4))
    + el(cx, 774, 170, 168 * k(770), grad([[0, dk(c, .24)], [.6, li(c, .1)], [1, li(c, .5)]]));
  const block = ([ax, ay], [bx, by], [cx, cy], h) => p(`M${ax} ${ay}L${bx} ${by}V${by - h}L${ax} ${ay - h}Z`,
    grad([[0, li(b, .35)], [1, li(b, .12)]]))
    + p(`M${bx} ${by}L${cx} ${cy}V${cy - h}L${bx} ${by - h}Z`, grad([[0, dk(b, .08)], [1, dk(b, .26)]]))
    + p(`M${ax} ${ay - h}L${bx} ${by - h}L${cx} ${cy - h}L${ax + cx - bx} ${ay + cy - by - h}Z`,
      grad([[0, li(b, .6)], [1, li(b, .3)]], { y2: .6 }));
  s += shade('M176 752L262 788L430 762L326 734Z', .4, 6, 18, 6) + turn(13, 408, 766, block([302, 733], [384, 768], [410, 764], 96))
    + block([172, 753], [254, 788], [366, 771], 96);
  for (const x of [291, 328]) s += line(`M${x} ${n(781 - (x - 254) * .15)}V${n(692 - (x - 254) * .15)}`, dk(b, .34), 2, 'opacity=".3"');
  s += shine(218, 700, 8, 30, .4);
  save('butter-dish', stage('sky', big(s, 1.1, 400, 812)));
}
{ // jug: ochre, one drop of milk left on the lip
  const c = '#c4913c', raw = '#9c6f50', cx = 400, hd = 'M478 360C600 330 630 500 546 606';
  const P = [[96, 330], [84, 372], [92, 440], [146, 550], [172, 650], [158, 750], [122, 804]], d = lathePath(cx, P);
  let s = shadow(cx, 804, 136, .34) + `<g transform="translate(20 44)">${line(hd, D, 30, `opacity=".2" filter="${blur(9)}"`)}</g>`
    + tube(hd, 36, c);
  s += p('M340 316C306 306 268 300 246 310C252 340 286 372 316 402L360 400Z', grad([[0, li(c, .4)], [.6, li(c, .2)], [1, li(c, .1)]]));
  const g = dipped(cx, 168, 728, 5, 300);
  s += lathe(cx, P, raw, { gloss: .2, hl: 0, speck: 40, seed: 15,
    over: `<path d="${g}" fill="${round(cx, 172, c, .4)}"/>`
    + `<path d="${g}" fill="none" stroke="${dk(c, .5)}" stroke-width="4" opacity=".5"/>` });
  let f = ''; for (const [y, r, o] of [[452, 98, .3], [470, 106, .2], [560, 150, .12], [620, 168, .12]]) f += ring(cx, y, r, dk(c, .5),
    4, o) + ring(cx, y + 5, r, W, 2, o);
  f += specks([230, 330, 570, 760], 110, '#573a18', 19) + shine(cx - 108, 600, 18, 74, .6, 6, 14) + shine(cx - 56, 400, 9, 40, .5);
  f += p('M316 330L300 400C330 420 346 380 344 330Z', li(c, .26), `opacity=".8" filter="${blur(6)}"`);
  s += within(d, f) + p(`M246 310C276 300 310 316 340 ${n(330 - 90 * k(330))}C400 312 496 318 496 330`
    + `C496 342 440 ${n(330 + 97 * k(330))} 400 ${n(330 + 97 * k(330))}C340 344 290 332 246 310Z`, li(c, .42));
  s += p('M260 312C290 308 318 320 346 320C400 316 486 320 486 330C486 338 440 341 402 341C350 340 300 330 260 312Z',
    grad([[0, dk(c, .2)], [.4, dk(c, .55)], [1, dk(c, .1)]]));
  s += el(248, 322, 6, 8, '#f4efe2') + el(246, 320, 2, 3, '#fff');
  save('jug', stage('bone', big(s, 1.02, 400, 812)));
}

// ---------- linen ----------
// napkins: four, folded, one loose thread
for (const { name, cols, hems, top: face = .5 } of [
  { name: 'napkins', cols: ['#4f6b80', '#c6b99b', '#7d937f', '#eae3d2'], hems: ['#e9e2d0', '#8a3b3f', '#e9e2d0', '#2f5a7d'] },
  { name: 'napkins-moss', cols: ['#667549', '#6e7c4e', '#6a784b', '#738152'], hems: Array(4).fill('#efe8d6'), top: .24 }]) {
  let s = el(440, 800, 290, 56, D, `opacity=".32" filter="${blur(18)}"`) + shade('M150 772L440 838L664 780L660 790L440 846Z', .5, 6, 4, 4);
  const t = 52;
  s += p('M160 596L446 650L656 600V768L446 824L164 764Z', dk(cols[1], .55));           // what is dark between them
  cols.forEach((c, i) => { const o = [0, 9, -6, 4][i], y = 838 - i * t, A = [150 + o, y - 64], B = [440 + o, y], C = [664 + o * .5, y - 58];
    const lf = `M${A[0] + 8} ${A[1] - t}C${A[0] + 100} ${A[1] - t + 26} ${B[0] - 90} ${B[1] - t - 14} ${B[0]} ${B[1] - t}`
      + `C${B[0] + 9} ${B[1] - t + 8} ${B[0] + 9} ${B[1] - 8} ${B[0]} ${B[1]}L${A[0] + 8} ${A[1]}`
      + `C${A[0] - 12} ${A[1] - 6} ${A[0] - 12} ${A[1] - t + 8} ${A[0] + 8} ${A[1] - t}Z`;
    const rf = `M${B[0]} ${B[1] - t}L${C[0]} ${C[1] - t}C${C[0] + 7} ${C[1] - t + 12} ${C[0] + 7} ${C[1] - 12} ${C[0]} ${C[1]}`
      + `L${B[0]} ${B[1]}C${B[0] + 9} ${B[1] - 8} ${B[0] + 9} ${B[1] - t + 8} ${B[0]} ${B[1] - t}Z`;
    s += p(lf, grad([[0, li(c, .36)], [.3, li(c, .14)], [.75, dk(c, .06)], [1, dk(c, .4)]],
      { us: 1, x1: B[0], y1: B[1] - t - 3, x2: B[0] - t * .21, y2: B[1] }));
    s += p(rf, grad([[0, dk(c, .2)], [1, dk(c, .36)]]));
    for (const q of [.27, .52, .77]) { const a = `M${B[0] + 7} ${n(B[1] - t * q)}L${C[0] + 4} ${n(C[1] - t * q)}`;
    s += line(a, D, 4, 'opacity=".34"') + move(0, -4, line(a, li(c, .12), 3, 'opacity=".6"')); }
    s += stitch(`M${A[0] + 6} ${A[1] - 10}L${B[0]} ${B[1] - 10}`, hems[i], 3, '9 6', .8);
  });
  const top = 'M162 566C250 600 350 616 444 630C520 616 600 594 668 571C600 552 520 540 430 520C340 530 250 548 162 566Z', c = cols[3];
  s += p(top, grad([[0, li(c, face)], [.5, c], [1, dk(c, .12)]], { y2: .7 }));
  s += within(top, turn(-11, 410, 575, weave(100, 440, 720, 720, 6, .1))
    + shade('M330 540C400 560 470 590 500 640L520 630C500 580 430 545 350 530Z', .16, 9, 0, 0));
  s += stitch('M196 566C280 590 360 604 443 614C510 602 580 586 632 571C570 556 500 546 431 534C350 542 270 554 196 566Z', hems[3], 3,
    '9 6', .75);
  s += line('M444 630C450 660 430 690 446 730C452 750 440 770 448 786', '#f4efe2', 3);
  save(name, stage('clay', big(s, 1.06, 400, 830)));
}
{ // oven-cloth: quilted, hung by its corner, scorched once; the sleeve for a handle hangs by its mouth
  const c = '#a34e37', edge = '#d9cba9', S = 200, q = 12;
  const sq = r => `M${-r} ${-r}C${-r * .4} ${-r + q} ${r * .4} ${-r + q} ${r} ${-r}C${r - q} ${-r * .4} ${r - q} ${r * .4} ${r} ${r}`
    + `C${r * .4} ${r - q} ${-r * .4} ${r - q} ${-r} ${r}C${-r + q} ${r * .4} ${-r + q} ${-r * .4} ${-r} ${-r}Z`;
  const hang = s => `<g transform="translate(400 520) rotate(45)">${s}</g>`, join = 'stroke-linejoin="round"';
  const quilt = (scorch, m = 6) => {
    const puff = rad([[0, W, .17], [.5, W, .05], [.8, D, .08], [1, D, .3]], .36, .5, .8), r = m * 30;
    let f = weave(-r - 20, -r - 20, r + 20, r + 20, 5, .1);
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) { const x = i * 60 - r, y = j * 60 - r;
      f += `<rect x="${x + 2}" y="${y + 2}" width="56" height="56" rx="10" fill="${puff}"/>`; }
    for (let i = 0; i <= m; i++) { const a = i * 60 - r, e = r + 10;
      f += stitch(`M${a} ${-e}V${e}M${-e} ${a}H${e}`, '#e6d9b8', 2.2, '6 5', .6); }
    return f + el(scorch[0], scorch[1], 66, 48, '#3a2018', `opacity=".5" filter="${blur(16)}"`)
      + el(scorch[0] + 6, scorch[1] + 4, 30, 22, '#1f120e', `opacity=".4" filter="${blur(9)}"`);
  };
  const flat = quilt([120, 92]);
  const strap = line('M400 240C376 214 388 170 400 158C412 170 424 214 400 240', D, 12,
    `opacity=".25" filter="${blur(6)}" transform="translate(12 14)"`);
  let s = strap;
  s += hang(`<g transform="translate(46 0)" opacity=".32" filter="${blur(16)}"><path d="${sq(S)}" fill="${D}"/></g>`
    + `<g transform="translate(15 -1)" opacity=".34" filter="${blur(6)}"><path d="${sq(S)}" fill="${D}"/></g>`);
  s += hang(`<path d="${sq(S)}" fill="${dk(edge, .32)}" stroke="${dk(edge, .32)}" stroke-width="14" ${join} transform="translate(7 0)"/>`
    + `<path d="${sq(S)}" fill="${grad([[0, li(c, .2)], [.45, c], [1, dk(c, .34)]])}"/>` + within(sq(S), flat)
    + `<path d="${sq(S - 6)}" fill="none" stroke="${grad([[0, li(edge, .4)], [.5, edge],
      [1, dk(edge, .3)]])}" stroke-width="20" ${join}/>` + stitch(sq(S - 11), dk(edge, .5), 2, '7 5', .55));
  const loop = y => tube(`M392 ${y}C380 214 386 172 400 160C414 172 420 214 408 ${y}`, 12, edge);
  s += loop(250);
  save('oven-cloth', stage('celadon', s + peg(400, 160), { rail: true }));

  const y = 286, w = 96, h = 20;                                          // where it opens
  const body = `M${400 - w} ${y}C302 420 322 640 330 740C336 800 366 832 400 832C434 832 464 800 470 740C478 640 498 420 ${400 + w} ${y}`
    + `A${w} ${h} 0 0 1 ${400 - w} ${y}Z`;
  const front = `M${400 - w} ${y}A${w} ${h} 0 0 0 ${400 + w} ${y}`, hole = front + `A${w} ${h} 0 0 0 ${400 - w} ${y}Z`;
  const seam = 'M496 300C496 440 478 640 470 740C464 800 434 832 400 832C366 832 336 800 330 740C322 640 304 440 304 300';
  s = strap + wallsh(body, .32) + p(hole, dk(c, .62)) + line(front + `A${w} ${h} 0 0 0 ${400 - w} ${y}`, dk(edge, .2), 18);
  s += p(hole, grad([[0, dk(c, .7)], [1, dk(c, .4)]])) + loop(272);
  s += p(body, grad([[0, li(c, .22)], [.4, c], [1, dk(c, .38)]]))
    + within(body, hang(quilt([150, 120], 12)) + `<path d="${body}" fill="${grad([[0, W, .14], [.3, W, .05], [.6, D, 0], [1, D, .3]])}"/>`);
  s += line(seam, dk(edge, .34), 20, join) + move(-3, -3, line(seam, edge, 15, join) + stitch(seam, dk(edge, .5), 2, '7 5', .55));
  s += move(2, 4, line(front, D, 20, `opacity=".35" filter="${blur(3)}"`)) + line(front, dk(edge, .3), 20)
    + move(-1, -2, line(front, grad([[0, li(edge, .4)], [.5, edge], [1, dk(edge, .3)]]), 17)) + stitch(front, dk(edge, .5), 2, '7 5', .55);
  save('oven-sleeve', stage('celadon', s + peg(400, 160), { rail: true }));
}
{ // knife-roll: rolled shut, three handles out, the strap's tail on the table
  const c = '#878467', lt = '#7d4728', x0 = 104, x1 = 536, cy = 694, r = 112;
  const body = `M${x0} ${cy - r}C250 ${cy - r - 8} 450 ${cy - r + 6} ${x1} ${cy - r}A46 ${r} 0 0 1 ${x1} ${cy + r}`
    + `C450 ${cy + r + 4} 250 ${cy + r + 4} ${x0} ${cy + r}A46 ${r} 0 0 1 ${x0} ${cy - r}Z`;
  let s = el(400, 816, 300, 30, D, `opacity=".34" filter="${blur(18)}"`) + el(350, 808, 250, 14, D, `opacity=".5" filter="${blur(6)}"`);
  s += p(body, grad([[0, li(c, .18)], [.2, li(c, .36)], [.5, c], [.86, dk(c, .4)], [1, dk(c, .26)]], { x2: .05, y2: 1 }));
  let f = weave(80, cy - r - 10, 620, cy + r + 10, 5, .06);
  f += shade(`M80 ${cy + 22}C250 ${cy + 34} 420 ${cy + 18} 640 ${cy + 26}V${cy + 44}H80Z`, .4, 6, 0, 0)
    + line(`M80 ${cy + 20}C250 ${cy + 32} 420 ${cy + 16} 640 ${cy + 24}`, li(c, .3), 4, 'opacity=".8"');
  f += stitch(`M80 ${cy + 6}C250 ${cy + 18} 420 ${cy + 2} 640 ${cy + 10}`, '#ece4cf', 2.6, '9 6', .75);
  for (const [x, t] of [[180, 0], [232, 1], [440, 0], [478, 1], [520, 0]])
    f += `<path d="M${x} ${cy - r}C${x + 14} ${cy - 40} ${x + 10} ${cy} ${x + 2} ${cy + r}L${x + 20} ${cy + r}`
    + `C${x + 24} ${cy} ${x + 22} ${cy - 40} ${x + 18} ${cy - r}Z" fill="${t ? W : D}" opacity="${t ? .16 : .18}" filter="${blur(6)}"/>`;
  s += within(body, f);
  s += el(x1, cy, 46, r, grad([[0, dk(c, .1)], [1, dk(c, .34)]])) + el(x1 + 2, cy, 38, r * .86, dk(c, .62))
    + el(x1 + 4, cy + 3, 32, r * .73, dk(c, .22)) + el(x1 + 5, cy + 5, 26, r * .62, dk(c, .68));
  s += line(`M${x1} ${cy - r}A46 ${r} 0 0 1 ${x1} ${cy + r}`, li(c, .28), 5, 'opacity=".5"');
  for (const [y, len, w, g, sd] of [[cy - 44, 158, 42, '#8a5a38', 3], [cy + 6, 176, 44, '#3b3634', 5], [cy + 54, 144, 40, '#b98b57', 7]]) {
    const d = `M${x1 - 4} ${y - w / 2 + 3}L${x1 + 24} ${y - w / 2 + 3}`
      + `C${x1 + 60} ${y - w / 2 + 6} ${x1 + 90} ${y - w / 2 - 2} ${x1 + len - 10} ${y - w / 2 - 2}`
      + `C${x1 + len + 8} ${y - w / 2} ${x1 + len + 4} ${y + w / 2 + 6} ${x1 + len - 10} ${y + w / 2 + 4}`
      + `C${x1 + 80} ${y + w / 2} ${x1 + 60} ${y + w / 2 - 2} ${x1 - 4} ${y + w / 2 - 2}Z`;
    s += shade(d, .4, 6, 4, 14) + p(d, grad([[0, li(g, .36)], [.35, g], [1, dk(g, .42)]], { x2: 0, y2: 1 }))
      + grain(d, g, { seed: sd, num: 7, box: [x1, y - w / 2, x1 + len, y + w / 2], amp: 3, vert: false, op: .4 });
    s += `<rect x="${x1 - 2}" y="${y - w / 2 + 3}" width="16" height="${w - 5}" fill="${grad([[0, '#f3f3ee'], [.4, '#aeb4b6'],
      [1, '#62696d']], { x2: 0, y2: 1 })}"/>`;
    for (const q of [.36, .62, .86]) s += el(x1 + len * q, y + 1, 4.5, 4.5, rad([[0, '#f6e3b4'], [.6, '#c39a4e'], [1, '#7b5b25']]));
  }
  const st = `M306 ${cy - r - 6}C284 ${cy - 50} 280 ${cy + 50} 300 ${cy + r + 5}L350 ${cy + r + 5}`
    + `C330 ${cy + 50} 334 ${cy - 50} 356 ${cy - r - 5}Z`;
  s += shade(st, .35, 6, 10, 4) + p(st, grad([[0, li(lt, .2)], [.2, li(lt, .36)], [.5, lt], [.86, dk(lt, .42)], [1, dk(lt, .3)]],
    { x2: 0, y2: 1 }));
  s += stitch(`M313 ${cy - r}C292 ${cy - 50} 288 ${cy + 50} 308 ${cy + r}M347 ${cy - r}C326 ${cy - 50} 322 ${cy + 50} 342 ${cy + r}`,
    '#e2c9a0', 2, '7 5', .7);
  s += p('M296 792C300 812 270 832 222 840C206 842 204 862 222 862C290 862 350 836 348 796Z',
    grad([[0, li(lt, .2)], [.6, lt], [1, dk(lt, .3)]]));
  for (const x of [236, 256, 276]) s += el(x, 850 - (x - 236) * .14, 3.4, 2.2, dk(lt, .6));
  const buckle = (stroke, x = '') => `<rect x="274" y="${cy - 34}" width="76" height="62" rx="10" fill="none" stroke="${stroke}" `
    + `stroke-width="10" ${x}/>`;
  s += buckle(D, 'opacity=".35" transform="translate(3 5)"') + buckle(grad([[0, '#f4dfa6'], [.45, '#c39a4e'], [1, '#7b5b25']], { y2: 1 }))
    + line(`M312 ${cy - 34}V${cy + 26}`, '#d9b566', 7);
  save('knife-roll', stage('sky', big(s, 1.02, 400, 812)));
}
// bread-bag: drawn shut round a loaf that is too long for it, or wide enough for a round one
for (const boule of [false, true]) {
  const c = '#e4dac2', b = '#c68643', blue = '#345d80', at = boule ? 1.44 : 1;  // how wide the neck is, and all that hangs by it
  const neck = d => widen(d, 400, at);
  const bag = boule
    ? 'M293 430C262 470 206 520 196 622C190 730 206 806 246 838C310 870 490 870 554 838C594 806 610 730 604 622C594 520 538 470 507 430'
      + 'C456 444 344 444 293 430Z'
    : 'M326 430C306 478 250 520 240 606C230 706 236 790 248 846C340 872 460 872 552 846C564 790 570 706 560 606'
      + 'C550 520 494 478 474 430C440 444 360 444 326 430Z';
  const frill = neck('M326 430C318 402 292 384 276 352C298 362 312 352 330 362C350 374 366 362 386 370C410 378 426 364 446 370'
    + 'C470 376 492 356 524 352C510 384 482 402 474 430C440 444 360 444 326 430Z');
  const loaf = boule ? 'M300 470C266 390 296 258 400 258C504 258 534 390 500 470Z'
    : 'M352 470C346 380 348 280 366 220C378 182 422 182 434 220C452 280 454 380 448 470Z';
  const tilt = s => boule ? s : turn(13, 400, 470, s);
  let s = wallsh(bag + frill, .28) + tilt(wallsh(loaf, .24));
  s += line(neck('M474 432C470 330 420 220 402 160'), D, 8, `opacity=".2" filter="${blur(6)}" transform="translate(14 16)"`)
    + tube(neck('M470 432C468 330 420 220 402 160'), 8, '#b9a57c');
  s += p(neck('M276 352C310 338 490 338 524 352C510 384 482 402 474 430')
    + `H${n(400 - 74 * at)}` + neck('C318 402 292 384 276 352') + 'Z', dk(c, .44));
  let cut = grain(loaf, b, { seed: 6, num: 16, box: [345, 190, 455, 470], amp: 10, op: .25 });
  if (boule) {
    for (const d of ['M302 338C350 312 440 308 496 330', 'M404 264C388 300 384 350 392 420'])
      cut += line(d, '#f0d49c', 17) + move(0, -8, line(d, dk(b, .45), 4, 'opacity=".5"'));
    cut += dots(strewn(rng(12), 130, [310, 264, 490, 400]), '#fff6e2', 3.4, .6) + shine(346, 306, 32, 12, .4, 9, -48);
  } else for (const y of [250, 322, 394]) cut += p(`M364 ${y + 34}C380 ${y - 4} 412 ${y - 20} 434 ${y - 16}`
    + `C430 ${y + 10} 400 ${y + 36} 364 ${y + 34}Z`, grad([[0, '#f4dcaa'], [1, '#dfae6c']]))
    + line(`M364 ${y + 34}C380 ${y - 4} 412 ${y - 20} 434 ${y - 16}`, dk(b, .45), 4, 'opacity=".6"');
  if (!boule) cut += shine(374, 300, 8, 70, .3) + specks([350, 190, 450, 440], 40, '#fff6e2', 9);
  s += tilt(p(loaf, grad([[0, li(b, .3)], [.35, b], [1, dk(b, .42)]])) + within(loaf, cut));
  s += shade(frill, .3, 6, 2, -6) + p(frill, grad([[0, li(c, .3)], [.5, c], [1, dk(c, .26)]]))
    + p(bag, grad([[0, li(c, .3)], [.25, li(c, .2)], [.6, c], [1, dk(c, .32)]]));
  let f = weave(boule ? 186 : 226, 340, boule ? 614 : 574, 880, 5, .07);
  for (const [x, w] of [[0, 20], [-26, 5], [26, 5]]) f += line(`M${400 + x * .5} 440`
    + `C${400 + x} 520 ${396 + x * 1.1} 700 ${402 + x * 1.1} 880`, blue, w, 'opacity=".82"');
  for (const [a, z, w, t] of [[338, 262, 30, 0], [352, 300, 24, 1], [374, 350, 26, 0], [424, 446, 24, 1], [440, 486, 34, 0],
    [460, 530, 30, 0]])
    f += `<path d="M${a} 430C${a} 500 ${z} 560 ${z - 4} 900H${z + w}`
      + `C${z + w} 600 ${a + 12} 500 ${a + 8} 430Z" fill="${t ? W : D}" opacity="${t ? .4 : .2}" filter="${blur(9)}"/>`;
  if (boule) f += shine(330, 620, 90, 80, .3, 18)
    + line('M226 752C270 838 530 838 574 752', D, 26, `opacity=".13" filter="${blur(16)}"`);
  s += within(bag, f); let g = ''; for (const [x, z, t] of [[300, 338, 0], [336, 356, 1], [362, 376, 0], [404, 400, 1], [440, 428, 0],
    [476, 448, 1], [500, 462, 0]])
    g += `<path d="${neck(`M${x - 9} 346L${z - 5} 440`)}H${n(400 + (z + 5 - 400) * at)}`
      + `${neck(`L${x + 9} 346`)}Z" fill="${t ? W : D}" opacity="${t ? .5 : .3}" filter="${blur(3)}"/>`;
  s += within(frill, g) + stitch(neck('M286 366C310 374 330 366 348 376C380 384 420 380 446 382C470 386 496 372 514 366'), dk(c, .5), 2,
    '6 5', .6);
  s += tube(neck('M324 430C360 448 440 448 476 430'), 10, '#b9a57c') + tube(neck('M330 434C336 330 380 220 398 160'), 8, '#b9a57c');
  s += tube('M350 442C336 480 352 520 338 566', 7, '#b9a57c') + el(338, 574, 8, 11, '#b9a57c')
    + line('M334 580L330 604M339 582V608M343 580L349 603', '#b9a57c', 3);
  save(boule ? 'bread-bag-round' : 'bread-bag', stage('plum', s + peg(400, 156), { rail: true }));
}

// ---------- pantry ----------
{ // honey: a round-bellied jar, the dipper laid across it, one thread running down
  const c = '#c9781a', cx = 430, wood = '#c99f66';
  const P = [[118, 482], [122, 506], [116, 524], [166, 590], [184, 676], [166, 770], [136, 806]],
    I = [[106, 548], [152, 596], [172, 680], [154, 766], [128, 792]], d = lathePath(cx, P);
  let s = shadow(cx, 806, 150, .26) + el(cx + 150, 826, 110, 16, '#f3b440', `opacity=".55" filter="${blur(9)}"`)
    + lathe(cx, P, '#cfdadb', { gloss: .5, hl: 0 }).replace(/fill="url/, 'fill-opacity=".7" fill="url');
  let glow = el(cx + 86, 716, 80, 90, '#ffcf5a', `opacity=".75" filter="${blur(18)}"`)
    + el(cx - 120, 690, 40, 90, '#6e3508', `opacity=".4" filter="${blur(16)}"`);
  for (const [x, y, q] of [[-70, 640, 4], [60, 600, 3], [104, 660, 5], [-96, 720, 3], [120, 740, 3]])
    glow += el(cx + x, y, q, q, '#ffe6a8', 'opacity=".7"');
  s += lathe(cx, I, c, { gloss: .3, hl: 0, over: glow }) + el(cx, 548, 106, 106 * k(548), '#e9a63c')
    + el(cx - 20, 546, 70, 8, '#ffe2a0', `opacity=".6" filter="${blur(3)}"`);
  s += within(d, label(cx, 622, 250, 122, [['MEELKADE', 34, 17, 600, 3], ['Forest honey', 70, 27, 500],
    ['250 g · lime and oak', 98, 15, 500, .5]]) + shine(cx - 118, 670, 13, 76, .6, 6, 8) + shine(cx + 148, 690, 5, 60, .5, 3, -6)
    + shine(cx - 92, 510, 6, 18, .7, 3));
  s += line(`M${cx - 118} 482A118 ${n(118 * k(482))} 0 0 1 ${cx + 118} 482`, '#eef4f2', 6, 'opacity=".8"')
    + el(cx, 484, 112, 112 * k(482), D, 'opacity=".12"');
  s += el(210, 822, 70, 15, '#b96a12', 'opacity=".95"') + el(204, 819, 52, 9, '#f0b347', `opacity=".8" filter="${blur(3)}"`);
  s += line('M214 500C211 600 214 720 210 820', '#d58a22', 7) + line('M213 520C210 600 213 720 209 800', '#ffd98a', 2, 'opacity=".8"')
    + p('M200 500C200 540 210 560 213 566C218 560 226 540 226 500Z', '#d58a22');
  let dip = line('M250 482L640 470', D, 12, `opacity=".25" filter="${blur(6)}" transform="translate(6 16)"`)
    + tube('M250 474L644 460', 20, wood);
  [[152, 52], [172, 76], [193, 88], [214, 88], [235, 76],
    [255, 52]].forEach(([x, h]) => { dip += `<rect x="${x}" y="${476 - h / 2}" width="17" height="${h}" rx="8" fill="${grad([[0,
    li(wood, .45)], [.35, wood], [.7, '#b4711f'], [1, '#a35c10']], { x2: .1, y2: 1 })}"/>`; });
  s += dip + p('M160 490C180 478 240 480 268 488C262 512 236 526 214 524C190 524 168 512 160 490Z', '#d58a22', 'opacity=".75"')
    + shine(196, 500, 22, 4, .6, 2);
  save('honey', stage('plum', big(s, 1.18, 410, 816)));
}
{ // pepper: a small tin that was opened in a hurry
  const c = '#2f4d45', cx = 402, y0 = 598, R = 122, tin = '#b9bfbe', r = rng(31);
  const f = rad([[0, '#9a8573'], [.4, '#4a3a31'], [1, '#1b1513']], .32, .28, .75);
  let s = shadow(cx, 806, R, .3);
  const lid = el(574, 702, 92, 104, dk(tin, .35)) + el(570, 701, 91, 104, grad([[0, li(c, .4)], [.45, c], [1, dk(c, .3)]], { y2: 1 }))
    + `<ellipse cx="570" cy="701" rx="70" ry="80" fill="none" stroke="${li(c, .35)}" stroke-width="5" opacity=".7"/>`
    + `<ellipse cx="572" cy="703" rx="70" ry="80" fill="none" stroke="${D}" stroke-width="4" opacity=".4"/>`;
  s += el(610, 804, 72, 13, D, `opacity=".4" filter="${blur(6)}"`) + turn(9, 572, 806, lid + shine(530, 640, 12, 30, .4, 6, 28));
  const P = [[R, y0], [R, 700], [R, 806]], d = lathePath(cx, P); s += lathe(cx, P, c, { gloss: .4, hl: .55, hw: 14 });
  const band = y => within(d, `<path d="M${cx - R} ${y}A${R} ${n(R * k(y))} 0 0 0 ${cx + R} ${y}`
    + `V${y + 12}A${R} ${n(R * k(y + 12))} 0 0 1 ${cx - R} ${y + 12}Z" fill="${round(cx, R, tin, .5)}"/>`);
  s += band(y0) + band(794) + within(d, label(cx, 660, 190, 106,
    [['MEELKADE', 30, 15, 600, 3], ['Black pepper', 62, 23, 500], ['whole · 80 g', 88, 14, 500, .5]]) + shine(cx - 80, 710, 12, 80, .3));
  s += el(cx, y0, R, R * k(y0), li(tin, .4)) + el(cx, y0 + 1, R - 6, (R - 6) * k(y0), dk(c, .6));
  const ball = (x, y, q) => el(x + q * .3, y + q * .3, q, q, '#0d0a09', 'opacity=".35"') + el(x, y, q, q * .95, f);
  const heap = []; for (let i = 0; i < 104; i++) { const a = i * 2.4, q = Math.sqrt((i + .5) / 104);
  heap.push([cx + 104 * q * Math.cos(a), y0 + 1 + 13 * q * Math.sin(a) - 20 * (1 - q * q), 7.4 + r() * 2]); }
  heap.sort((a, b) => a[1] - b[1]); s += heap.map(q => ball(...q)).join('');
  s += line(`M${cx - R + 3} ${y0 + 2}A${R - 3} ${n((R - 3) * k(y0))} 0 0 0 ${cx + R - 3} ${y0 + 2}`, li(tin, .45), 6);
  s += el(230, 836, 130, 16, D, `opacity=".3" filter="${blur(9)}"`); const spill = [];
  for (let i = 0; i < 46; i++) { const q = r(); spill.push([150 + 190 * r() + 60 * q, 818 + 34 * r(), 7.6 + r() * 2.2]);
  } for (let i = 0; i < 14; i++) spill.push([110 + 470 * r(), 826 + 38 * r(), 7.4 + r() * 2]);
  spill.sort((a, b) => a[1] - b[1]); for (const [x, y, q] of spill) s += el(x + 8, y + 7, q * 1.1, q * .4, D, 'opacity=".3"')
    + ball(x, y, q);
  for (const [x, y] of [[222, 806], [246, 800], [268, 806], [236, 812], [258, 814]]) s += ball(x, y, 8.6);
  save('pepper', stage('straw', big(s, 1.2, 390, 826)));
}
const bean = () => { const f = grad([[0, '#fffdf5'], [.5, '#f0e8d6'], [1, '#b3a78f']], { x1: .2, x2: .7, y2: 1 });
  return (x, y, a, z = 1) => el(x + 2, y + 4, 14 * z, 9 * z, '#4c4334', 'opacity=".4"')
    + `<path d="M-15 2C-17-9-6-11 0-8C6-11 17-9 15 2`
      + `C13 11-13 11-15 2Z" fill="${f}" transform="translate(${n(x)} ${n(y)}) rotate(${Math.round(a)}) scale(${z})"/>`; };
{ // beans: a sack with its rim rolled down
  const c = '#c9b48c', cx = 400, b = bean(), r = rng(77), y0 = 520;
  const P = [[166, 540], [190, 600], [218, 700], [212, 770], [180, 808]], d = lathePath(cx, P);
  let f = weave(170, 500, 630, 870, 7, .13);
  for (const [x, z, w, t] of [[250, 210, 26, 0], [286, 262, 22, 1], [330, 320, 26, 0], [372, 380, 20, 1], [440, 452, 30, 0],
    [480, 500, 22, 1], [520, 560, 34, 0]])
    f += `<path d="M${x} 530C${x - 6} 600 ${z + 10} 700 ${z} 800L${z + w} 790`
      + `C${z + w + 8} 700 ${x + w * .5} 600 ${x + w * .4} 530Z" fill="${t ? W : D}" opacity="${t ? .28 : .26}" filter="${blur(9)}"/>`;
  f += shade('M190 770C300 800 330 760 420 806C500 780 560 800 610 770V860H190Z', .22, 9, 0, 0);
  f += turn(-3, 420, 690, label(420, 640, 176, 106,
    [['MEELKADE', 30, 15, 600, 3], ['White beans', 62, 24, 500], ['500 g · new crop', 88, 14, 500, .5]])
    + stitch('M338 646H502M338 740H502', '#8a3b3f', 2.4, '8 6', .8));
  let s = shadow(cx, 808, 200, .34) + lathe(cx, P, c, { gloss: .22, hl: 0 }) + within(d, f);
  const R = 186; s += el(cx, y0 + 34, R * .98, 36, D, `opacity=".4" filter="${blur(6)}"`);
  const roll = `M${cx - R} ${y0}C${cx - R - 16} ${y0 + 16} ${cx - R - 12} ${y0 + 44} ${cx - R + 10} ${y0 + 52}`
    + `C${cx - 110} ${y0 + 84} ${cx - 40} ${y0 + 76} ${cx} ${y0 + 82}`
    + `C${cx + 60} ${y0 + 88} ${cx + 130} ${y0 + 74} ${cx + R - 8} ${y0 + 50}`
    + `C${cx + R + 14} ${y0 + 40} ${cx + R + 14} ${y0 + 14} ${cx + R} ${y0}A${R} ${n(R * k(y0))} 0 0 0 ${cx - R} ${y0}Z`;
  s += p(roll, grad([[0, li(c, .42)], [.4, li(c, .16)], [.75, dk(c, .06)], [1, dk(c, .4)]], { x2: .1, y2: 1 }));
  let g = weave(190, 500, 610, 620, 7, .12); for (const [x, t] of [[240, 0], [275, 1], [330, 0], [390, 1], [445, 0], [505, 0],
    [550, 1]]) g += `<path d="M${x} 520C${x + 8} 560 ${x + 4} 580 ${x - 6} 620H${x + 12}`
    + `C${x + 18} 580 ${x + 20} 560 ${x + 12} 520Z" fill="${t ? W : D}" opacity="${t ? .35 : .22}" filter="${blur(6)}"/>`;
  g += p(`M${cx + 60} ${y0}H${cx + R + 30}V${y0 + 100}H${cx + 60}Z`, grad([[0, D, 0], [1, D, .4]]))
    + stitch(`M${cx - R - 6} ${y0 + 36}C${cx - 120} ${y0 + 74} ${cx - 40} ${y0 + 62} ${cx} ${y0 + 68}`
    + `C${cx + 60} ${y0 + 74} ${cx + 130} ${y0 + 62} ${cx + R + 6} ${y0 + 34}`, '#8a3b3f', 2.6, '9 6', .7);
  s += within(roll, g) + el(cx, y0, R, R * k(y0), li(c, .3)) + el(cx, y0 + 2, R - 14, (R - 12) * k(y0), dk(c, .6));
  const heap = []; for (let i = 0; i < 116; i++) { const a = i * 2.4, q = Math.sqrt((i + .5) / 116);
  heap.push([cx + 156 * q * Math.cos(a) + 6 * r(), y0 + 4 + 21 * q * Math.sin(a) - 54 * (1 - q * q), r() * 360]); }
  heap.sort((a, z) => a[1] - z[1]); s += p(`M${cx - 160} ${y0}C${cx - 90} ${y0 - 72} ${cx + 90} ${y0 - 72} ${cx + 160} ${y0}`
    + `C${cx + 90} ${y0 + 30} ${cx - 90} ${y0 + 30} ${cx - 160} ${y0}Z`, '#8d8168') + heap.map(q => b(...q, 1.08)).join('');
  for (const [x, y, a] of [[210, 836, 20], [256, 852, 100], [300, 840, -30], [170, 858, 60], [330, 862, 10], [576, 850, 40],
    [620, 838, -20], [520, 862, 80], [236, 872, -50],
    [660, 860, 15]]) s += el(x + 10, y + 9, 18, 5, D, `opacity=".3" filter="${blur(3)}"`) + b(x, y, a, 1.15);
  save('beans', stage('slate', big(s, 1.08, 400, 830)));
}
{ // flour: a paper bag, its top folded over, one puff on the table
  const c = '#c6a578'; const A = 236, B = 506, C = 596;
  const front = `M${A} 350C${A - 6} 500 ${A - 8} 680 ${A + 4} 808C${A + 90} 816 ${B - 80} 820 ${B} 818`
    + `C${B + 6} 660 ${B + 4} 500 ${B - 4} 346Z`, side = `M${B - 4} 346C${B + 4} 500 ${B + 6} 660 ${B} 818L${C} 786`
    + `C${C + 4} 650 ${C - 4} 480 ${C - 16} 332Z`;
  let s = el(500, 806, 200, 30, D, `opacity=".32" filter="${blur(18)}"`)
    + shade('M240 806L506 816L600 784V800L506 830L240 818Z', .5, 6, 4, 0);
  s += p(side, grad([[0, dk(c, .2)], [.46, dk(c, .44)], [.5, dk(c, .2)], [1, dk(c, .38)]]))
    + within(side, shade('M548 340L560 560L500 818L520 818L575 560L562 340Z', .3, 6, 0, 0));
  s += p(front, grad([[0, li(c, .34)], [.5, li(c, .06)], [1, dk(c, .12)]], { y2: .3 }));
  let f = ''; for (const [d, t] of [['M240 470C300 500 330 470 390 520L400 512C340 460 300 490 240 460Z', 0],
    ['M500 420C450 480 470 520 420 560L428 566C480 530 462 480 506 430Z', 0],
    ['M240 690C300 670 320 720 360 806L374 806C336 710 300 656 240 678Z', 0],
    ['M236 540C270 600 262 700 250 800L262 800C276 700 284 600 240 530Z', 1],
    ['M500 640C470 700 480 760 470 816L484 816C492 760 484 700 508 650Z', 0]])
    f += `<path d="${d}" fill="${t ? W : D}" opacity="${t ? .4 : .2}" filter="${blur(3)}"/>`;
  f += specks([236, 340, 510, 810], 90, '#6f5433', 14)
    + label(372, 556, 168, 128, [['MEELKADE', 36, 16, 600, 3], ['Rye flour', 74, 27, 500], ['1 kg · stone-ground', 104, 14, 500, .5]]);
  s += within(front, f) + line(`M${B - 3} 352C${B + 4} 500 ${B + 6} 660 ${B} 812`, li(c, .45), 4, 'opacity=".7"');
  const fs = `M${B - 2} 286L${C - 14} 276C${C - 8} 310 ${C - 10} 340 ${C - 14} 366L${B + 4} 392Z`,
    ff = `M${A - 2} 292C${A + 80} 284 ${B - 90} 282 ${B - 2} 286C${B + 4} 320 ${B + 6} 360 ${B + 4} 392`
    + `C${B - 90} 400 ${A + 90} 394 ${A - 6} 396C${A - 4} 360 ${A - 6} 320 ${A - 2} 292Z`;
  s += shade(ff, .4, 6, 3, 12) + p(fs, grad([[0, dk(c, .24)], [1, dk(c, .42)]]))
    + p(ff, grad([[0, li(c, .5)], [.2, li(c, .24)], [.8, c], [1, dk(c, .16)]], { x2: .1, y2: 1 }));
  s += line(`M${A + 2} 294C${A + 80} 286 ${B - 90} 284 ${B - 4} 288L${C - 16} 278`, li(c, .7), 4, 'opacity=".7"')
    + stitch(`M${A + 6} 368C${A + 90} 366 ${B - 90} 372 ${B - 4} 366`, '#f4efe2', 3.4, '13 8', .9);
  s += el(226, 846, 120, 16, D, `opacity=".22" filter="${blur(9)}"`)
    + p('M120 846C156 840 190 802 224 798C262 796 290 838 340 846C310 864 150 864 120 846Z',
    grad([[0, '#fbf8f0'], [.55, '#e9e2d3'], [1, '#b7ac9a']]));
  s += el(300, 856, 170, 14, '#f6f1e6', `opacity=".5" filter="${blur(6)}"`) + specks([90, 834, 470, 884], 120, '#fffaf0', 3)
    + el(262, 764, 26, 34, '#fffaf0', `opacity=".5" filter="${blur(9)}"`);
  save('flour', stage('sky', big(s, 1.06, 400, 830)));
}

// ---------- at the bench (800x600) ----------
{ // linen-bench: seen from above, an apron half cut
  const c = '#4f6b80', wood = '#c8a679', steel = [[0, '#f4f5f3'], [.4, '#b5bdc0'], [1, '#6f7a80']], chalk = '#f2efe6';
  let s = `<rect width="800" height="600" fill="${grad([[0, li(wood, .4)], [.5, wood], [1, dk(wood, .22)]], { y2: .8 })}"/>`
    + grain('M0 0H800V600H0Z', wood, { seed: 5, num: 44, box: [0, 0, 800, 600], amp: 8, vert: false, op: .3 })
    + `<path d="M0 206H800M0 412H800" stroke="${dk(wood, .5)}" stroke-width="2.5" opacity=".45"/>`;
  const cloth = 'M-20 40C200 52 500 30 760 46C752 200 764 400 754 560C560 584 300 568 -20 626V566C120 548 300 528 412 488'
    + 'C300 470 150 482 70 484C62 360 74 220 66 120L-20 116Z';
  const tone = grad([[0, li(c, .24)], [.5, c], [1, dk(c, .22)]], { y2: .7 });
  const blade = (a, s) => turn(a, 330, 498, s), bl = 'M318 486C380 478 470 484 528 498C470 504 380 514 318 510Z';
  s += move(-44, 14, blade(13, p(bl, grad(steel, { x2: 0, y2: 1 }))));
  s += shade(cloth, .42, 6, 5, 8) + p(cloth, tone);
  let f = weave(-20, 30, 780, 580, 6, .11); for (const [x, y, a, w, h, t] of [[620, 200, 20, 26, 150, 0], [660, 240, 20, 22, 150, 1],
    [250, 200, -12, 22, 130, 0], [290, 230, -12, 18, 130, 1],
    [560, 500, 60, 16, 80, 0]]) f += el(x, y, w, h, t ? W : D,
    `opacity="${t ? .16 : .2}" filter="${blur(16)}" transform="rotate(${a} ${x} ${y})"`);
  s += within(cloth, f) + line('M68 486C66 360 74 220 66 120', li(c, .4), 3, 'opacity=".7"')
    + line('M72 485C150 483 300 469 424 481', li(c, .4), 3, 'opacity=".7"');
  const mark = 'M70 118C200 110 320 112 424 118C452 190 500 218 560 222H690V378H560C500 382 456 430 424 482';
  s += line(mark, chalk, 6, `opacity=".9" stroke-dasharray="46 3 30 2 60 4"`)
    + line(mark, chalk, 12, `opacity=".22" filter="${blur(3)}"`) + stitch('M690 300H90', chalk, 3, '16 12', .55)
    + line('M676 286L704 314M676 314L704 286', chalk, 4, 'opacity=".8"');
  let shears = blade(-10, shade(bl, .3, 3, 3, 7) + p(bl, grad(steel, { x2: 0, y2: 1 }))
    + line('M330 508C390 512 470 504 520 498', '#fff', 2.5, 'opacity=".8"'));
  const grip = (a, d, hole) => turn(a, 330, 498, shade(d, .4, 6, 6, 12)
    + `<path d="${d}${hole}" fill-rule="evenodd" fill="${grad([[0, '#5b6167'], [.4, '#33383d'], [1, '#15181b']], { x2: .2, y2: 1 })}"/>`);
  shears += grip(12, 'M350 504C310 512 280 504 250 522C210 548 150 546 140 508C134 470 180 452 222 462C260 470 300 490 346 488Z',
    'M240 504C214 530 166 528 164 502C164 476 210 474 240 490Z');
  shears += grip(-14, 'M350 490C310 486 280 492 250 476C210 452 130 448 112 490C104 532 170 548 222 534C260 524 300 506 346 508Z',
    'M242 494C212 472 146 468 138 494C136 522 206 522 242 508Z');
  shears += el(333, 502, 15, 15, D, 'opacity=".4"') + el(330, 498, 14, 14, rad([[0, '#fbfbf8'], [.5, '#a9b1b5'], [1, '#565f64']]))
    + line('M322 503L338 493', '#3d4449', 3);
  s += move(-44, 14, shears);
  const ch = 'M584 128C590 110 628 76 642 78C658 80 694 122 696 136C696 150 680 152 670 152C646 154 618 152 598 148'
    + 'C586 146 580 138 584 128Z';
  s += shade(ch, .4, 6, 6, 10) + move(2, 5, p(ch, dk('#e9dfcf', .3)))
    + p(ch, grad([[0, '#fffdf6'], [.6, '#efe7d8'], [1, '#cfc4b2']], { y2: .8 }))
    + el(690, 164, 50, 10, chalk, `opacity=".3" filter="${blur(6)}"`) + specks([590, 156, 740, 180], 40, chalk, 6);
  save('linen-bench', s, 800, 600);
}
{ // pantry-bench: the second jar is being filled
  const r = rng(18);
  const open = (cx, base, R, h, fill, level) => { const top = base - h,
    P = [[R * .84, top], [R * .86, top + 16], [R, top + 52], [R, base - 34], [R * .94, base]], d = lathePath(cx, P);
  const yl = base - 12 - (h - 60) * level;
    const glass = lathe(cx, P, '#cfdadb', { gloss: .5, hl: 0 }).replace(/fill="url/, `fill-opacity="${level ? .62 : .42}" fill="url`);
    let s = shadow(cx, base, R, .22) + el(cx, base, R * .88, R * .88 * k(base), W, 'opacity=".3"') + glass;
    if (level) { const box = [cx - R, yl, cx + R, base + 14], q = dots(strewn(r, 90, box), dk(fill, .4), 9, .6)
      + dots(strewn(r, 90, box), li(fill, .4), 9, .6) + dots(strewn(r, 60, box), li(fill, .1), 8, .8);
      s += lathe(cx, [[R * .91, yl], [R * .92, base - 40], [R * .86, base - 10]], fill, { gloss: .2, hl: 0, over: q })
        + el(cx, yl, R * .91, R * .91 * k(yl), li(fill, .25)) + el(cx, yl - 7, R * .5, R * .4 * k(yl) + 6, li(fill, .36)); }
    s += line(`M${n(cx - R * .84)} ${top}A${n(R * .84)} ${n(R * .84 * k(top))} 0 1 0 ${n(cx
      + R * .84)} ${top}A${n(R * .84)} ${n(R * .84 * k(top))} 0 1 0 ${n(cx - R * .84)} ${top}Z`, '#f2f7f5', 4, 'opacity=".85"');
    return s + within(d, shine(cx - R * .66, base - h * .42, R * .08, h * .3, .6, 3)
      + shine(cx + R * .82, base - h * .42, R * .03, h * .24, .6, 2)); };
  let s = jar(150, 446, 92, 230, '#f0e8d6', { seeds: 80, seed: 8, lid: '#2c3a42', level: .08,
    lab: [['MEELKADE', 28, 14, 600, 2.5], ['White beans', 58, 21, 500]] }) + open(636, 440, 92, 240, '#fff', 0);
  const cx = 392, yf = 176; s += open(cx, 478, 104, 262, '#a55f38', .52);
  s += ['#8a4b2a', '#c98a5e', '#a55f38'].map((c, i) => dots(strewn(r, 16, [cx - 11, 298, cx + 11, 366]), c, 8 - i)).join('');
  const P = [[134, yf], [130, yf + 8], [44, yf + 78], [26, yf + 92], [22, yf + 126]];
  s += lathe(cx, P, '#aab2b4', { gloss: .55, hl: .7, hw: 9 }) + el(cx, yf, 134, 134 * k(yf) + 10, '#eef0ee')
    + el(cx, yf + 1, 127, 127 * k(yf) + 6, grad([[0, '#5d666a'], [.6, '#9ba4a7'], [1, '#dfe3e2']]));
  s += within(`M${cx - 120} ${yf}A120 16 0 0 1 ${cx + 120} ${yf}A120 16 0 0 1 ${cx - 120} ${yf}Z`, el(cx + 6, yf + 8, 92, 12, '#a55f38')
    + ['#83462a', '#cf9268', '#a55f38'].map(c => dots(strewn(r, 26, [cx - 84, yf + 1, cx + 96, yf + 15]), c, 8)).join(''));
  s += p(`M${cx + 130} ${yf - 4}C${cx + 170} ${yf - 10} ${cx + 176} ${yf + 40} ${cx + 100} ${yf + 36}L${cx + 110} ${yf + 26}`
    + `C${cx + 154} ${yf + 26} ${cx + 150} ${yf + 4} ${cx + 128} ${yf + 8}Z`, grad([[0, '#e6e9e7'], [1, '#7d878b']]));
  const sc = 'M470 520C480 492 560 486 600 500C612 504 612 512 640 514L736 520C752 522 752 536 736 538L640 538C612 542 600 560 560 560'
    + 'C510 562 464 548 470 520Z', wd = '#b98b57';
  s += shade(sc, .4, 9, 8, 16) + p(sc, grad([[0, li(wd, .34)], [.5, wd], [1, dk(wd, .34)]], { x2: .1, y2: 1 }))
    + grain(sc, wd, { seed: 9, num: 12, box: [460, 486, 752, 562], amp: 5, vert: false, op: .4 });
  s += p('M486 520C500 500 560 498 592 508C606 514 604 536 590 540C556 548 492 544 486 520Z', dk(wd, .36));
  s += ['#83462a', '#cf9268', '#a55f38'].map((c, i) => dots(strewn(r, 20, [506, 506 - i * 2, 578, 530]), c, 9)).join('');
  const spill = strewn(r, 28, [210, 508, 500, 572]);
  s += move(3, 4, dots(spill, D, 9, .3)) + dots(spill.slice(0, 14), '#8a4b2a', 9) + dots(spill.slice(14), '#c98a5e', 9);
  save('pantry-bench', stage('celadon', s, { h: 600, hz: 370 }), 800, 600);
}

// ---------- the potter, in his knitted cap ----------
bust('wessel', { bg: 'slate', skin: '#d3a283', hair: '#c4b7a4', top: '#33485a', apron: '#b5714f', style: 'beard' });
{ const file = path.resolve(import.meta.dirname, '../pictures/wessel.svg'), c = '#b08a48';
  const cap = 'M130 150C116 76 162 44 203 44C244 44 286 76 272 150Z',
    roll = 'M123 164C115 134 117 116 126 110C170 92 234 92 276 110C285 116 287 134 279 164C240 140 162 140 123 164Z';
  const cloth = (id, a, m, z) => `<linearGradient id="${id}"><stop offset="0" stop-color="${a}"/><stop offset=".4" stop-color="${m}"/>`
    + `<stop offset="1" stop-color="${z}"/></linearGradient>`;
  let ribs = ''; for (let i = -5; i < 6; i++) ribs += `M${200 + i * 14} ${n(98 + i * i * .35)}`
    + `C${n(200 + i * 15)} 112 ${n(200 + i * 15)} 130 ${n(200 + i * 14.4)} ${n(146 + i * i * .5)}`;
  const knit = `<defs>${cloth('cap', li(c, .16), c, dk(c, .45))}${cloth('roll', li(c, .34), li(c, .12), dk(c, .34))}</defs>`
    + p(cap, 'url(#cap)') + p(roll, 'url(#roll)') + line(ribs, dk(c, .4), 2.5, 'opacity=".28"');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('</svg>', knit + '</svg>')); }
