// Draws what Joost forges and Tomas turns, and what stands around the oven: pans, knives, tools, bread.
import { W, D, li, dk, rng, n, grad, rad, clip, blur, el, p, k, round, lathePath, lathe, widen, shadow, mouth, stage, save, big, peg,
  wallsh, grain } from './kit.mjs';

// ---------- what these pictures share ----------
const line = (d, c, w, x = '') => `<path d="${d}" fill="none" stroke="${c}" stroke-width="${w}" stroke-linecap="round" ${x}/>`;
const soft = (s, o) => `filter="${blur(s)}" opacity="${o}"`;
const inside = (d, s) => `<g clip-path="${clip(`<path d="${d}"/>`)}">${s}</g>`;
const turned = (deg, x, y, s) => `<g transform="rotate(${deg} ${x} ${y})">${s}</g>`;
// many small dots of one colour in three sizes, as three strokes
const dots = (num, at, c, w = 3, o = .6) => [.5, .8, 1.2].map((z, i) => { let d = '';
  for (let j = i; j < num; j += 3) { const [x, y] = at(j); d += `M${Math.round(x)} ${Math.round(y)}h1`; }
  return line(d, c, n(w * z), `opacity="${n(o * (1.3 - i * .3))}"`); }).join('');
const down = { x2: 0, y2: 1 };
// the table seen from the eye above the rail: X along, Y towards us, Z up
const eye = (cx, base, turn) => { const a = turn * Math.PI / 180, c = Math.cos(a), s = Math.sin(a);
  return ([X, Y, Z]) => { const u = X * c - Y * s, v = X * s + Y * c; return [cx + u * (1 + v / 3000), base - Z + v * k(base - Z)]; }; };
// a polygon with round corners; a third value in a point is its own radius
const poly = (pts, r = 0) => 'M' + pts.map((b, i) => { const a = pts.at(i - 1), c = pts[(i + 1) % pts.length], q = b[2] ?? r;
  const to = e => { const l = Math.hypot(e[0] - b[0], e[1] - b[1]) || 1, t = Math.min(.5, q / l);
    return `${n(b[0] + (e[0] - b[0]) * t)} ${n(b[1] + (e[1] - b[1]) * t)}`; };
  return `${to(a)}Q${n(b[0])} ${n(b[1])} ${to(c)}`; }).join('L') + 'Z';
// polished steel, wrapped around a cylinder: the window, the room, the table
const steel = (cx, r) => grad([[0, '#8e989c'], [.07, '#c9d0d1'], [.19, '#fbfbf8'], [.28, '#dde1e0'], [.4, '#a3acaf'], [.56, '#b9c0c1'],
  [.7, '#7f898e'], [.86, '#59646b'], [.95, '#8b9598'], [1, '#747e83']], { x1: cx - r, x2: cx + r, us: 1, y2: 0 });
const rivet = (x, y, r, c = '#c39a4e') => el(x + r * .2, y + r * .3, r * 1.08, r * 1.08, D, 'opacity=".4"')
  + el(x, y, r, r, rad([[0, li(c, .6)], [.6, c], [1, dk(c, .45)]]));
// a flat piece of wood hanging on the wall
const plank = (d, c, box, o = {}) => wallsh(d, .3) + p(d, grad([[0, li(c, .3)], [.4, c], [1, dk(c, .32)]]), 'fill-rule="evenodd"')
  + grain(d, c, { box, num: 28, amp: 8, op: .42, ...o });
const thong = (x, y0, y1, c = '#5b4636') => {
  const d = `M${x} ${y0}C${x - 24} ${y0 + 16} ${x - 15} ${y1 - 6} ${x} ${y1}C${x + 15} ${y1 - 6} ${x + 24} ${y0 + 16} ${x} ${y0}`;
  return `<g transform="translate(7 9)">${line(d, D, 5, soft(3, .3))}</g>` + line(d, c, 5); };

// ---------- pans and pots ----------
{ // pancake pan: hardly a rim, and the stack that proves it
  const cx = 326, R = 244, y = 748, c = '#5d5957';
  let s = shadow(cx, 802, 206, .34);
  const strap = 'M548 742C600 730 640 684 690 632C706 616 732 622 738 636C742 648 736 660 724 670C676 716 622 764 560 770Z';
  s += `<g transform="translate(22 96)">${p(strap, D, soft(9, .2))}</g>`;
  s += p(strap, grad([[0, '#9c9691'], [.4, '#6a6663'], [1, '#2f2e2e']], { x1: .3, y1: .2, x2: .6, y2: .9 }));
  s += line('M566 746C616 730 650 690 700 640', W, 5, soft(2, .4)) + turned(-44, 712, 645, el(712, 645, 13, 8, '#caac9c'));
  s += lathe(cx, [[R, y], [R - 14, y + 26], [R - 34, y + 46], [R - 44, y + 52]], c, { gloss: .4, hl: .4, hw: 9 });
  s += el(cx, y, R, R * k(y), '#a39d97');
  const in1 = `M${cx - R + 7} ${y + 1}a${R - 7} ${n((R - 7) * k(y))} 0 1 0 ${2 * R - 14} 0`
    + `a${R - 7} ${n((R - 7) * k(y))} 0 1 0 ${14 - 2 * R} 0Z`;
  let f = p(in1, grad([[0, '#2c2b2b'], [.5, '#4a4644'], [1, '#8a827a']]));
  f += el(cx + 2, y + 18, 214, 214 * k(y + 18), rad([[0, '#6f655b'], [.6, '#4b4a50'], [.86, '#6d5a44'], [.95, '#46586f'], [1, '#33353a']],
      .5, .5, .5));
  f += el(cx + 26, y + 22, 186, 186 * k(y), D, soft(6, .5));
  s += inside(in1, f);
  for (const [x, yy] of [[528, 727], [545, 739]]) s += rivet(x, yy, 8, '#8c8782');
  // pancakes, each a little off centre; the last one folds over the rim
  const cake = (x, yy, r, t, i) => { const q = r * k(yy), base = ['#d9a355', '#cf9445', '#dca85c', '#d39a4c'][i % 4];
    const side = `M${x - r} ${yy}C${x - r - 4} ${yy + t * .6} ${x - r + 6} ${yy + t} ${x - r + 14} ${yy + t + 6}`
      + `A${r - 8} ${n(q)} 0 0 0 ${x + r - 14} ${yy + t + 6}C${x + r - 6} ${yy + t} ${x + r + 4} ${yy + t * .6} ${x + r} ${yy}Z`;
    return p(side, round(x, r, '#efd39a', .3)) + line(`M${x - r + 6} ${yy + t}A${r} ${n(q)} 0 0 0 ${x + r - 6} ${yy + t}`, '#a8763a', 2,
        soft(1.5, .5))
      + el(x, yy, r, q, grad([[0, li(base, .2)], [.5, base], [1, dk(base, .22)]])); };
  [[332, 748, 176], [320, 730, 172], [334, 711, 174], [324, 692, 170]].forEach(([x, yy, r], i) => s += cake(x, yy, r, 13, i));
  const q = 170 * k(692), r = rng(4), top = `M154 692a170 ${n(q)} 0 1 0 340 0a170 ${n(q)} 0 1 0 -340 0Z`; let spots = '';
  for (let i = 0; i < 70; i++) { const a = r() * 6.28, b = Math.sqrt(r()) * .9;
    spots += el(324 + 170 * b * Math.cos(a), 692 + q * b * Math.sin(a), 4 + r() * 13, 1.5 + r() * 2.4, r() > .3 ? '#8f5522' : '#f0cf8f',
      `opacity="${n(.25 + r() * .35)}"`); }
  spots += `<ellipse cx="324" cy="692" rx="166" ry="${n(q - 1)}" fill="none" stroke="#f3d9a0" stroke-width="7" ${soft(2, .8)}/>`;
  s += inside(top, spots);
  s += p('M262 690C280 676 372 676 392 690C410 704 404 716 410 742C412 752 400 752 398 742C394 724 380 716 360 714'
      + 'C320 716 246 704 262 690Z',
    grad([[0, '#fbe7a6'], [1, '#e0ac45']], { x2: .4, y2: 1 }), 'opacity=".85"');
  s += p('M292 664L340 656L368 666L366 690L320 700L292 688Z', '#f2d57c') + p('M292 664L340 656L368 666L320 676Z', '#fdf0bd')
    + p('M320 676L368 666L366 690L320 700Z', '#d9b452');
  for (const [d, w] of [['M300 628C286 596 322 574 304 534', 13], ['M362 622C380 592 342 566 364 520', 10]]) s += line(d, '#fff', w,
      soft(9, .42));
  save('pancake-pan', stage('clay', big(s, 1.06, 366, 812)));
}
{ // stock pot: it has boiled over once
  const cx = 400, R = 184, top = 452, P = [[R, top], [R, top + 20], [R, 764], [R - 2, 788], [R - 9, 804]];
  let s = shadow(cx, 804, 172, .32);
  const ear = m => { const x = cx + m * R, o = v => n(x + m * v);
    const d = `M${o(-6)} 540C${o(40)} 528 ${o(64)} 536 ${o(64)} 552C${o(64)} 568 ${o(40)} 576 ${o(-4)} 570`;
    return line(d, dk('#8e989c', .35), 17) + `<g transform="translate(0 -2)">${line(d, '#a9b2b5', 13)}</g>`
      + `<g transform="translate(-1 -5)">${line(d, '#fff', 4, soft(1.5, .75))}</g>`; };
  s += ear(-1) + ear(1);
  let o = `<rect x="200" y="380" width="400" height="460" fill="${steel(cx, R)}"/>`;
  const r = rng(14); for (let i = 0; i < 46; i++) { const y = top + 10 + i * 7.6 + r() * 4;
    o += line(`M${cx - R} ${n(y)}A${R} ${n(R * k(y))} 0 0 0 ${cx + R} ${n(y)}`, i % 2 ? W : D, .8, `opacity="${n(.05 + r() * .1)}"`); }
  const belt = (y, c, w, a) => line(`M${cx - R} ${y}A${R} ${n(R * k(y))} 0 0 0 ${cx + R} ${y}`, c, w, soft(6, a));
  o += belt(716, '#c08a4e', 26, .36) + belt(742, '#7c5f8c', 16, .3) + belt(764, '#44688f', 22, .42);
  o += line(`M${cx - R} 762A${R} ${n(R * k(762))} 0 0 0 ${cx + R} 762`, D, 2, 'opacity=".3"');
  o += p(`M200 420H600V478C560 500 470 510 400 506C320 508 240 492 200 474Z`, D, soft(6, .3));
  s += lathe(cx, P, '#aab3b6', { gloss: .4, hl: 0, over: o });
  for (const m of [-1, 1]) for (const dy of [546, 566]) s += rivet(cx + m * (R - 16), dy + 8, 7, '#a9b2b5');
  const run = 'M452 470C462 490 456 560 458 600C460 624 444 624 444 600C446 560 436 490 438 470Z';
  s += p(run, grad([[0, '#f4ead0', .85], [.7, '#d8bf8a', .75], [1, '#b08d50', .85]], down))
      + line('M446 500C449 540 449 570 449 600', '#fff', 3, soft(1.5, .7));
  // the lid, with a turned oak knob
  s += el(cx, top + 2, R + 4, (R + 4) * k(top), D, soft(3, .5));
  const L = [[26, 392], [90, 402], [150, 420], [180, 436], [190, 444, 1], [190, 452]];
  const lid = `<rect x="200" y="340" width="400" height="150" fill="${steel(cx, 190)}"/>`
    + `<rect x="200" y="340" width="400" height="104" fill="${grad([[0, W, .55], [1, W, .05]], down)}"/>`
    + line(`M210 444A190 ${n(190 * k(444))} 0 0 0 590 444`, '#fff', 3, 'opacity=".8"') + belt(424, D, 3, .2);
  s += lathe(cx, L, '#b4bcbe', { gloss: .4, hl: 0, over: lid });
  s += lathe(cx, [[16, 384], [15, 396]], '#8e989c', { hl: 0 });
  const kn = [[18, 338], [34, 348], [36, 364], [20, 386]];
  s += lathe(cx, kn, '#a9774a', { gloss: .3, hl: .5, hw: 6, over: grain(lathePath(cx, kn), '#a9774a', { num: 12, box: [364, 330, 436,
      392], amp: 4 }) });
  s += el(cx, 338, 18, 18 * k(338), li('#a9774a', .3));
  save('stock-pot', stage('celadon', big(s, 1.12, 400, 808)));
}
{ // roasting tray, with supper in it
  const v = eye(388, 800, 15), c = '#7d8488', Z = 118, X = 276, Y = 150, x = 246, y = 124;
  const rim = [[-X, -Y, Z], [X, -Y, Z], [X, Y, Z], [-X, Y, Z]].map(v), low = [[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0]].map(v);
  const R = poly(rim, 20), at = (pts, r) => poly(pts.map((q, i) => [...q, r[i]]), 0);
  let s = el(450, 806, 300, 46, D, soft(18, .34)) + p(poly([low[0], low[1], low[2], low[3]], 30), D,
      `transform="translate(6 10)" ${soft(6, .55)}`);
  const loop = m => { const q = [[X * m - 6 * m, -66, Z - 4], [X * m + 34 * m, -60, Z + 46], [X * m + 34 * m, 60, Z
      + 46], [X * m - 6 * m, 66, Z - 4]].map(v);
    const d = `M${n(q[0][0])} ${n(q[0][1])}C${q[1].map(n).join(' ')} ${q[2].map(n).join(' ')} ${q[3].map(n).join(' ')}`;
    return line(d, dk(c, .5), 19)
        + `<g transform="translate(-1 -2)">${line(d, c, 14)}</g><g transform="translate(-2 -6)">${line(d, '#fff', 4, soft(1.5, .7))}</g>`;
      };
  const edge = (...is) => { const e = 'M' + is.map(i => rim[i].map(n).join(' ')).join('L');
    return line(e, dk(c, .3), 13, 'stroke-linejoin="round"')
        + `<g transform="translate(-1 -3)">${line(e, li(c, .55), 6, 'stroke-linejoin="round"')}</g>`; };
  s += p(R, grad([[0, '#3a3e40'], [.45, '#5c6265'], [1, '#9ba2a5']])) + edge(3, 0, 1);
  // supper: potatoes, a red onion, rosemary, all behind the front edge
  const r = rng(8); let f = el(400, 706, 260, 34, D, soft(9, .5));
  const spud = (a, b, w, h, t) => turned(t, a, b, el(a + 6, b + 8, w, h, D, soft(6, .45))
    + el(a, b, w, h, rad([[0, '#f6d990'], [.4, '#dfa94c'], [.8, '#a9692a'], [1, '#7b4a22']], .36, .28, .85))
    + line(`M${a - w * .5} ${b - h * .45}C${a - w * .2} ${b - h * .8} ${a + w * .2} ${b - h * .8} ${a + w * .4} ${b - h * .6}`, '#fff3cf',
        5, soft(3, .6))
    + el(a + w * .3, b - h * .1, w * .4, h * .34, '#7b4a22', soft(5, .55)) + el(a - w * .45, b + h * .1, w * .22, h * .2, '#8f5522',
        soft(4, .5))
    + dots(12, () => [a + (r() - .5) * w * 1.3, b + (r() - .5) * h * 1.2], '#5d3317', 3, .5));
  for (const q of [[184, 678, 46, 32, 6], [246, 664, 48, 34, -14], [344, 648, 54, 38, 8], [556, 672, 52, 36, 14]]) f += spud(...q);
  f += el(452, 664, 50, 44, rad([[0, '#f1c9cd'], [.3, '#b35f74'], [.75, '#7c2f4a'], [1, '#4b1d33']], .34, .28, .85));
  for (const w of [14, 30, 44]) f += line(`M452 622C${452 - w} 640 ${452 - w} 690 452 706M452 622C${452 + w} 640 ${452 + w} 690 452 706`,
      '#f3d5d6', 1.6, 'opacity=".45"');
  f += line('M452 626C446 612 454 606 460 598', '#b58a52', 6) + spud(296, 692, 50, 34, 10) + spud(394, 700, 50, 32, -8)
      + spud(516, 706, 46, 30, 6);
  const twig = (a, b, t) => turned(t, a, b, line(`M${a} ${b}C${a + 50} ${b - 6} ${a + 110} ${b + 4} ${a + 160} ${b - 8}`, '#6a5a3a', 4)
    + Array.from({ length: 22 }, (_, i) => { const xx = a + 14 + i * 6.8, m = i % 2 ? 1 : -1;
      return line(`M${xx} ${b - 2}L${n(xx + 13)} ${n(b - 2 + m * (13 + r() * 7))}`, i % 3 ? '#5d7350' : '#8ba07a', 4); }).join(''));
  f += twig(236, 650, -24) + twig(470, 668, -12);
  s += f;
  const front = at([rim[3], rim[2], low[2], low[3]], [6, 6, 12, 26]), side = at([rim[2], rim[1], low[1], low[2]], [6, 6, 20, 12]);
  s += p(side, grad([[0, dk(c, .5)], [.5, dk(c, .62)], [1, dk(c, .4)]]))
      + p(front, grad([[0, li(c, .3)], [.16, li(c, .62)], [.34, li(c, .2)], [.62, c], [1, dk(c, .42)]]));
  s += inside(front, `<rect x="80" y="660" width="640" height="180" fill="${grad([[0, W, .16], [.5, W, 0], [1, D, .34]], down)}"/>`
    + line(`M90 800C300 812 500 830 720 832`, '#b57f47', 22, soft(9, .5)) + line(`M90 776C300 788 500 806 720 808`, '#57708f', 16,
        soft(9, .45))
    + p('M276 700C284 730 274 752 284 774C290 784 300 774 297 762C292 744 304 726 302 700Z', '#5d3317', 'opacity=".6"')
    + line('M288 706C292 730 284 750 290 768', '#c98d4a', 3, soft(1.5, .6)));
  s += line(`M${rim[2].map(n).join(' ')}L${low[2].map(n).join(' ')}`, W, 5, soft(2.5, .4)) + edge(3, 2, 1) + loop(-1) + loop(1);
  save('roasting-tray', stage('plum', big(s, 1.08, 400, 812)));
}
{ // a morning at the forge: anvil, hammer, one piece still hot
  const cx = 400, w = '#a67a4e', c = '#5f6468', P = [[186, 596], [180, 640], [190, 806]], d = lathePath(cx, P);
  let s = shadow(cx, 806, 190, .34);
  s += lathe(cx, P, w, { gloss: .24, hl: 0, over: grain(d, w, { seed: 3, num: 40, box: [205, 560, 595, 860], amp: 9, op: .55 })
    + line('M452 628C446 690 458 730 450 800', dk(w, .6), 7, 'opacity=".55"') });
  const q = 186 * k(596); s += el(cx, 596, 186, q, li(w, .3));
  for (let i = 18; i < 180; i += 17) s += el(394, 597, i, i * k(596), 'none', 'stroke="#8a6238" stroke-width="1.6" opacity=".5"');
  for (const [y, t] of [[664, 13], [764, 13]]) s += inside(d, line(`M210 ${y}A188 ${n(188 * k(y))} 0 0 0 590 ${y}`, '#3b3f42', t,
      'opacity=".92"')
    + line(`M210 ${y - 4}A188 ${n(188 * k(y))} 0 0 0 590 ${y - 4}`, '#c9d0d1', 2.5, 'opacity=".5"'));
  s += el(412, 606, 160, 20, D, soft(6, .55));
  const body = 'M628 414V452C580 460 506 478 494 514C490 544 510 560 544 574L552 610H252L260 574C294 560 314 544 310 514'
      + 'C302 488 282 478 252 472'
    + 'C196 464 132 440 84 402C140 392 200 398 252 408V426H300V414Z';
  s += p(body, grad([[0, '#b4babc'], [.26, '#7c8387'], [.55, c], [1, '#34393d']], { x1: .1, x2: .7, y2: 1 }));
  s += inside(body, p('M84 402C140 392 200 398 252 408V430C200 424 140 416 84 402Z', W, soft(6, .5))
    + p('M300 414H628V432H300Z', grad([[0, '#e6e9e8'], [.5, '#b2b9bb'], [1, '#7d868a']]))
    + p('M494 514C490 544 510 560 544 574L552 610H440V470H560Z', D, soft(9, .34))
    + line('M330 440C326 500 330 540 300 580', W, 12, soft(6, .4)) + line('M252 576C350 584 450 584 552 576', W, 3, soft(1.5, .5))
    + line('M84 402C150 450 220 466 262 474', '#e8823a', 12, soft(6, .16)));
  s += p('M300 414L316 398H642L628 414Z', grad([[0, '#f3f4f1'], [.3, '#cfd5d5'], [.7, '#a3abae'], [1, '#8a9397']]));
  s += p('M628 414L642 398V434L628 452Z', '#3c4246') + p('M252 408L262 396H310L300 414V408Z', '#9aa2a5');
  s += p('M590 404L604 404L602 409L588 409Z', '#2b3034');
  // a bar, orange where it left the fire
  const bar = 'M238 398L486 390L486 402L238 411Z';
  s += el(300, 396, 100, 34, '#ffb45c', soft(18, .6)) + p(bar, grad([[0, '#fff0b8'], [.16, '#ffc04d'], [.36, '#e8692a'], [.62, '#7c3a2a'],
      [1, '#4b4d50']]));
  // the hammer stands on its face, the handle leans out
  const haft = 'M474 348C540 338 640 306 706 282C722 278 730 300 716 306C650 334 560 366 478 374Z';
  s += p(haft, grad([[0, '#e2c193'], [.4, '#c99d66'], [1, '#7d5c39']], down))
    + grain(haft, '#b98f5e', { vert: false, seed: 5, num: 8, box: [470, 280, 726, 372], amp: 5, op: .5 });
  s += p('M404 350H434V372H408C402 368 402 354 404 350Z', grad([[0, '#e2c193'], [.5, '#b98f5e'], [1, '#7d5c39']], down));
  s += el(458, 406, 58, 7, D, soft(3, .55));
  const head = 'M414 403V380L426 366V332C426 318 434 312 442 282C448 278 472 278 478 282C486 312 494 318 494 332V366L506 380V403'
      + 'C490 410 430 410 414 403Z';
  s += p(head, grad([[0, '#8f979b'], [.22, '#d5dadb'], [.42, '#7e868b'], [.8, '#3b4145'], [1, '#5b6266']]));
  s += inside(head, p('M410 380C440 388 480 388 510 380V412H410Z', grad([[0, '#e9ecea'], [.5, '#a3abae'], [1, '#59636a']]),
      'opacity=".8"')) + el(460, 283, 17, 3, '#dfe4e4') + line('M440 330C440 346 440 352 438 366', W, 5, soft(2.5, .5));
  const r = rng(3); for (let i = 0; i < 11; i++) { const a = 250 + r() * 170, b = 384 - r() * r() * 120;
    s += el(a, b, 1.6 + r() * 2, 1.6 + r() * 2, r() > .5 ? '#ffcf70' : '#f08a3a', `opacity="${n(.5 + r() * .5)}"`); }
  save('forge', stage('straw', big(s, 1.06, 392, 812)));
}

// ---------- knives ----------
const heft = (d, c, box, pins) => p(d, grad([[0, li(c, .24)], [.35, li(c, .1)], [.7, c], [1, dk(c, .42)]]))
  + grain(d, c, { seed: 8, num: 16, box, amp: 5, op: .5 })
  + line(`M${box[0] + 15} ${box[1] + 30}C${box[0] + 9} ${box[1] + 90} ${box[0] + 11} ${box[3] - 70} ${box[0] + 18} ${box[3] - 24}`, W, 5,
      soft(3, .4))
  + pins.map(y => rivet((box[0] + box[2]) / 2, y, 7)).join('');
for (const stainless of [false, true]) { // kitchen knife: black from the fire along the back, bright where it cuts; or bright all over
  const c = '#6f4630', hd = 'M372 418C366 360 368 290 374 234C378 208 424 206 430 232C436 262 434 360 426 418C410 424 388 424 372 418Z';
  const bl = 'M366 430L428 428C440 442 466 446 486 442C492 560 486 680 448 786C432 830 410 866 382 892C368 800 364 600 366 430Z';
  let s = wallsh(bl + hd, .34) + p(bl, grad([[0, '#aab3b6'], [.3, '#dfe4e4'], [.6, '#c2cacc'], [.85, '#eef0ee'], [1, '#98a2a6']]));
  const flat = 'M350 420H462C450 460 460 500 456 560C458 620 446 680 432 730C418 780 402 826 376 868L340 900Z';
  let f = p(flat, grad(stainless ? [[0, '#8b959a'], [.25, '#c6cdce'], [.5, '#f1f2f0'], [.8, '#a8b1b4'], [1, '#8d979b']]
    : [[0, '#5d646a'], [.3, '#474e55'], [.75, '#343b42'], [1, '#525a61']]));
  const r = rng(17); if (stainless) {
    let up = ''; for (let i = 0; i < 90; i++) { const y = 424 + i * 5.2 + r() * 2; up += `M350 ${n(y)}L470 ${n(y - 14)}`; }
    f += inside(flat, line(up, D, 1, 'opacity=".08"') + `<g transform="translate(0 2)">${line(up, W, 1, 'opacity=".3"')}</g>`);
  } else for (let i = 0; i < 60; i++) { const y = 440 + r() * 400, x = 366 + r() * (74 - (y - 440) * .11);
    f += el(x, y, 4 + r() * 7, 4 + r() * 8, r() > .5 ? W : D, `opacity="${n(.04 + r() * .07)}"`); }
  f += line('M462 420C450 460 460 500 456 560C458 620 446 680 432 730C418 780 402 826 376 868', '#f7f8f6', 3, soft(1.5, .8));
  f += line('M487 446C492 560 486 680 448 786C432 830 410 866 382 892', '#fff', 5, 'opacity=".85"');
  f += line('M472 470C474 560 468 640 448 730', '#fff', 8, soft(4, .5)) + line('M372 440C370 560 370 700 382 850', W, 4, soft(2, .35));
  if (!stainless) f += p('M486 560C470 600 474 650 440 700C460 690 486 620 486 560Z', '#c08a4e', soft(6, .3));
  s += inside(bl, f);
  s += heft(hd, c, [366, 216, 436, 420], [318, 384])
      + `<rect x="368" y="412" width="62" height="18" rx="3" fill="${grad([[0, '#eadfbe'], [.4, '#c3a468'], [1, '#7d6330']])}"/>`;
  s += rivet(401, 250, 9) + el(401, 250, 4.5, 4.5, '#3b2a1e') + thong(401, 158, 252) + peg(401, 160);
  save(stainless ? 'kitchen-knife-stainless' : 'kitchen-knife', stage(stainless ? 'straw' : 'sky', s, { rail: true }));
}
{ // bread knife: long, level, and a row of teeth
  const c = '#a65f3c', hd = 'M378 400C370 340 376 300 370 240C368 206 432 204 434 236C436 290 424 330 430 400C414 406 392 406 378 400Z';
  let bl = 'M368 412L432 410C440 420 448 426 450 436';
  for (let y = 436; y < 850; y += 23) bl += `Q438 ${y + 11.5} 450 ${y + 23}`;
  bl += 'C446 878 420 892 396 892C376 892 370 880 370 862C366 700 366 560 368 412Z';
  let s = wallsh(bl + hd, .34) + p(bl, grad([[0, '#8d979b'], [.12, '#eef0ee'], [.3, '#cdd3d4'], [.62, '#a9b2b5'], [.74, '#dfe4e4'],
      [1, '#8f999d']]));
  let f = ''; for (let y = 436; y < 860; y += 23) f += p(`M450 ${y}Q424 ${y + 11.5} 450 ${y + 23}L462 ${y + 12}Z`, '#f8f9f7')
    + line(`M450 ${y}Q424 ${y + 11.5} 450 ${y + 23}`, '#6b767c', 2, 'opacity=".75"');
  f += line('M384 440C380 560 382 720 386 860', '#fff', 9, soft(4, .75)) + line('M420 430C422 560 422 720 418 870', D, 8, soft(4, .16));
  f += line('M370 420C367 560 367 720 372 880', D, 3, 'opacity=".25"');
  s += inside(bl, f);
  s += heft(hd, c, [368, 210, 436, 402], [270, 330, 380])
      + `<rect x="374" y="396" width="58" height="18" rx="3" fill="${grad([[0, '#f4f5f3'], [.4, '#b2babd'], [1, '#636e74']])}"/>`;
  s += thong(401, 158, 234, '#8a3b3f') + el(401, 232, 6, 6, '#3b2a1e');
  const r = rng(6); for (let i = 0; i < 9; i++) s += el(380 + r() * 60, 640 + r() * 220, 2 + r() * 3, 1.6
      + r() * 2, '#c98d4a', `opacity="${n(.6 + r() * .4)}"`);
  save('bread-knife', stage('bone', s + peg(401, 160), { rail: true }));
}
for (const ceramic of [false, true]) { // honing rod: grooved steel, or ceramic that holds the grey of the last knife
  const cx = 400, c = '#b5834f', rod = ceramic
    ? 'M376 440L378 858C378 880 388 890 400 890C412 890 422 880 422 858L424 440Z'
    : 'M380 440L382 846C384 872 392 886 400 888C408 886 416 872 418 846L420 440Z';
  const P = [[17, 212], [30, 226], [33, 270], [24, 336], [32, 400], [28, 424]], grip = lathePath(cx, P);
  const ring = `M${cx} 150a24 26 0 1 1 -.1 0Z`;
  let s = wallsh(rod + grip + 'M348 424H452V440H348Z', .34);
  s += p(rod, ceramic ? grad([[0, '#cfc9bc'], [.26, '#fffdf6'], [.5, '#f0ebdf'], [.84, '#aaa79f'], [1, '#bdb9ae']])
    : grad([[0, '#5d666b'], [.16, '#aeb7ba'], [.32, '#eef0ee'], [.46, '#9aa4a8'], [.78, '#4d565c'], [.92, '#69737a'],
      [1, '#4d565c']]));
  let f = '';
  if (ceramic) {
    const r = rng(9); for (let i = 0; i < 9; i++) { const y = 520 + i * 27 + r() * 16, x = 380 + r() * 24, w = 12 + r() * 16;
      f += line(`M${n(x)} ${n(y)}L${n(x + w)} ${n(y + w * .5)}`, '#5b646b', n(3 + r() * 3), soft(2, n(.2 + r() * .25))); }
    f += line('M390 470V850', '#fff', 7, soft(3, .8));
  } else {
    for (let i = 0; i < 15; i++) { const t = -1 + i / 7, x = cx + 20 * Math.sin(t * 1.5);
      f += line(`M${n(x)} 430L${n(cx + (x - cx) * .94)} 892`, i % 2 ? W : D, 1.3, `opacity="${i % 2 ? .4 : .45}"`); }
    f += `<rect x="370" y="520" width="60" height="190" fill="${grad([[0, W, 0], [.4, W, .42], [.7, W, .3], [1, W, 0]], down)}"/>`;
    f += p('M370 838H430V900H370Z', grad([[0, '#e9ecea'], [.4, '#b2babd'], [1, '#4d565c']]), 'opacity=".8"')
        + line('M378 838C390 842 410 842 422 838', D, 2, 'opacity=".5"');
  }
  s += inside(rod, f + p('M370 436H430V462H370Z', grad([[0, D, .5], [1, D, 0]], down)));
  s += lathe(cx, P, c, { gloss: .34, hl: .55, hw: 8, over: grain(grip, c, { seed: 12, num: 18, box: [364, 200, 436, 430], amp: 5,
      op: .5 })
    + [288, 376].map(y => line(`M360 ${y}A40 5 0 0 0 440 ${y}`, dk(c, .6), 3, 'opacity=".65"')).join('') });
  s += lathe(cx, [[26, 418], [50, 426], [52, 434], [50, 442], [22, 448]], '#c3a468', { gloss: .5, hl: .7, hw: 6 });
  s += lathe(cx, [[9, 200], [12, 206], [13, 214]], '#c3a468', { gloss: .5, hl: 0 });
  s = `<g transform="translate(400 0) scale(1.22 1) translate(-400 0)">${s}</g>`
      + `<g transform="translate(8 10)">${line(ring, D, 7, soft(4, .3))}</g>`;
  s += peg(cx, 160) + line(ring, dk('#c3a468', .4), 7) + `<g transform="translate(-1 -1.5)">${line(ring, '#dcc288', 4)}</g>`;
  save(ceramic ? 'honing-rod-ceramic' : 'honing-rod', stage('clay', s, { rail: true }));
}
{ // whetstone: wet, and half way through a job
  const v = eye(396, 806, -13), box = (x, y, z0, z1) => ({
    top: [[-x, -y, z1], [x, -y, z1], [x, y, z1], [-x, y, z1]].map(v), front: [[-x, y, z1], [x, y, z1], [x, y, z0], [-x, y, z0]].map(v),
    end: [[-x, -y, z1], [-x, y, z1], [-x, y, z0], [-x, -y, z0]].map(v) });
  const solid = (b, c, r = 5) => p(poly(b.end, r), grad([[0, li(c, .3)], [1, li(c, .42)]]))
      + p(poly(b.front, r), grad([[0, li(c, .24)], [.3, c], [1, dk(c, .2)]]))
    + p(poly(b.top, r), grad([[0, li(c, .5)], [.5, li(c, .26)], [1, li(c, .06)]]));
  const wood = '#8a5a3a', base = box(286, 128, 0, 56), grit = box(240, 92, 56, 118), fine = box(240, 92, 118, 178);
  let s = el(450, 812, 310, 50, D, soft(18, .34)) + p(poly([[-276, -120, 0], [276, -120, 0], [276, 120, 0], [-276, 120, 0]].map(v), 20),
      D, soft(6, .6));
  s += solid(base, wood, 8) + grain(poly(base.front, 8), wood, { vert: false, seed: 9, num: 12, box: [90, 700, 710, 860], amp: 8,
      op: .55 })
    + grain(poly(base.top, 8), wood, { vert: false, seed: 2, num: 12, box: [90, 690, 710, 810], amp: 6, op: .4 });
  const stop = x => { const a = box(12, 100, 56, 82), o = v([x, 0, 60]), z = v([0, 0, 60]), m = q => q.map(([e, g]) => [e + o[0] - z[0], g
      + o[1] - z[1]]);
    return solid({ top: m(a.top), front: m(a.front), end: m(a.end) }, wood, 3); };
  s += stop(254);
  s += p(poly([[-238, 96, 56], [240, 100, 56], [252, -60, 56], [240, -92, 56]].map(v)), D, soft(4, .45));
  s += solid(grit, '#a4614a') + solid(fine, '#7d8f98');
  s += stop(-258);
  const r = rng(31), face = poly(fine.front) + poly(grit.front); let dots = '';
  for (let i = 0; i < 190; i++) dots += el(150 + r() * 500, 600 + r() * 210, .9 + r() * 1.4, .9
      + r() * 1.2, r() > .5 ? W : D, `opacity="${n(.14 + r() * .25)}"`);
  s += inside(face, dots);
  const top = poly(fine.top, 5),
      wet = `M${v([-180, 60, 178]).map(n).join(' ')}`
      + `C${v([-120, -90, 178]).map(n).join(' ')} ${v([120, -80, 178]).map(n).join(' ')} ${v([200, -30, 178]).map(n).join(' ')}`
    + `C${v([210, 70, 178]).map(n).join(' ')} ${v([-60, 110, 178]).map(n).join(' ')} ${v([-180, 60, 178]).map(n).join(' ')}Z`;
  s += inside(top, p(wet, '#5f7079', soft(4, .6)) + line(`M${v([-190, -20, 178]).map(n).join(' ')}L${v([60, -50, 178]).map(n).join(' ')}`,
      '#fff', 7, soft(4, .75)));
  // slurry that ran down the side
  const [a, b] = v([-96, 92, 178]);
  s += p(`M${a - 26} ${b - 4}C${a - 10} ${b + 16} ${a - 16} ${b + 60} ${a - 10} ${b + 92}`
      + `C${a - 6} ${b + 106} ${a + 8} ${b + 104} ${a + 7} ${b + 90}`
    + `C${a + 4} ${b + 60} ${a + 10} ${b + 40} ${a + 22} ${b + 34}C${a + 34} ${b + 20} ${a + 30} ${b + 6} ${a + 44} ${b - 4}Z`,
  grad([[0, '#aab7bc', .9], [1, '#7e8c93', .8]], down))
      + line(`M${a - 6} ${b + 14}C${a - 8} ${b + 40} ${a - 2} ${b + 70} ${a - 2} ${b + 90}`, '#fff', 3, soft(1.5, .6));
  // the knife on the stone
  const kn = 'M250 640C330 612 430 598 520 592L526 616C440 626 330 640 250 640Z',
      hf = 'M520 588C580 580 650 566 700 560C722 558 728 590 704 596C650 604 580 614 524 620Z';
  s += `<g transform="translate(4 12)">${p(kn + hf, D, soft(4, .45))}</g>`;
  s += p(kn, grad([[0, '#fbfbf9'], [.35, '#d5dadb'], [.5, '#9da7ab'], [1, '#e9ecea']], { x1: .4, x2: .5, y2: 1 }))
      + line('M262 640C340 638 440 624 522 614', '#fff', 3, 'opacity=".9"');
  s += p(hf, grad([[0, '#a97a58'], [.4, '#7b4a34'], [1, '#44271b']], down)) + grain(hf, '#7b4a34', { vert: false, num: 8, box: [510, 550,
      730, 624], amp: 4, op: .5 });
  for (const [x, y] of [[566, 600], [628, 591], [682, 581]]) s += rivet(x, y, 5);
  s += p('M514 590L530 587L534 619L518 621Z', grad([[0, '#eadfbe'], [.5, '#c3a468'], [1, '#7d6330']], down));
  for (const [x, y, q] of [[170, 862, 9], [206, 876, 6], [608, 868, 7], [140, 842, 5]]) s += el(x + 3, y
      + 3, q, q * .4, D, 'opacity=".28"') + el(x, y, q, q * .4, '#fbf6e6') + el(x - 1, y, q * .7, q * .25, '#cdbb8b');
  save('whetstone', stage('straw', big(s, 1.1, 400, 812)));
}

// ---------- wood and wire ----------
{ // salad servers: a pair from one board, with the pale edge of the tree left on
  const c = '#7f5236';
  const stem = (x, head) => `M${x - 13} 240C${x - 14} 214 ${x + 14} 214 ${x + 13} 240C${x + 13} 380 ${x + 14} 480 ${x + 20} 548${head}`
      + `C${x - 14} 480 ${x - 13} 380 ${x - 13} 240Z`;
  const sp = x => stem(x,
      `C${x + 28} 590 ${x + 100} 624 ${x + 102} 724C${x + 102} 810 ${x + 58} 862 ${x} 862C${x - 58} 862 ${x - 102} 810 ${x - 102} 724`
      + `C${x - 100} 624 ${x - 28} 590 ${x - 20} 548`);
  const slot = (x, w, top) => `L${x + w} 858C${x + w} ${top + 10} ${x + w - 3} ${top} ${x} ${top}`
      + `C${x - w + 3} ${top} ${x - w} ${top + 10} ${x - w} 858`;
  const fk = x => stem(x,
      `C${x + 28} 590 ${x + 100} 624 ${x + 102} 720C${x + 103} 770 ${x + 98} 820 ${x + 86} 860`
      + `C${x + 80} 874 ${x + 62} 874 ${x + 56} 860${slot(x + 43, 11, 738)}`
    + `C${x + 24} 876 ${x - 24} 876 ${x - 32} 858${slot(x - 43, 11, 738)}C${x - 62} 874 ${x - 80} 874 ${x - 86} 860`
        + `C${x - 98} 820 ${x - 103} 770 ${x - 102} 720C${x - 100} 624 ${x - 28} 590 ${x - 20} 548`);
  const one = (x, d, seed, fork, drop = 0) => { let s = plank(d, c, [x - 104, 210, x + 104, 880], { seed, num: 36, amp: 10 });
    const h = `M${x} 604C${x + 46} 612 ${x + 76} 664 ${x + 78} 724${fork ? `V900H${x - 78}V724`
      : `C${x + 78} 792 ${x + 44} 838 ${x} 838C${x - 44} 838 ${x - 78} 792 ${x - 78} 724`}C${x - 76} 664 ${x - 46} 612 ${x} 604Z`;
    const pale = p(`M${x + 60} 600C${x + 82} 680 ${x + 76} 760 ${x + 88} 880H${x + 120}V600Z`, '#e0bf8d', 'opacity=".9"')
      + line(`M${x + 60} 600C${x + 82} 680 ${x + 76} 760 ${x + 88} 880`, dk(c, .3), 3, soft(2, .5));
    s += inside(d, (fork ? pale + p(h, grad([[0, dk(c, .55), .9], [.45, dk(c, .3), .55], [.95, dk(c, .2), 0]], { x1: .3, x2: .6, y2: 1 }))
      : p(h, grad([[0, dk(c, .5)], [.45, dk(c, .2)], [1, li(c, .26)]], { x1: .1, y1: .05, x2: .9, y2: .95 }), 'opacity=".9"'))
      + grain(h, c, { seed: seed + 5, num: 18, box: [x - 80, 600, x + 80, 850], amp: 12, op: .4 })
      + (fork ? '' : line(`M${x + 70} 740C${x + 66} 796 ${x + 34} 828 ${x - 8} 830`, W, 8, soft(4, .45))));
    return `<g transform="translate(0 ${drop})">` + s + line(`M${x - 5} 264C${x - 6} 360 ${x - 5} 460 ${x - 7} 540`, W, 4, soft(2, .4))
        + el(x, 246, 6, 6, '#33231a') + '</g>'
      + thong(x, 158, 248 + drop) + peg(x, 160); };
  save('servers', stage('sky', one(276, sp(276), 4) + one(524, fk(524), 9, true, 16), { rail: true }));
}
{ // spatula: flat, slanted, a little burnt at the corner
  const c = '#c07d4c', x = 400;
  const slot = (a, y0, y1) => `M${a - 9} ${y0}C${a - 9} ${y0 - 14} ${a + 9} ${y0 - 14} ${a + 9} ${y0}V${y1}`
      + `C${a + 9} ${y1 + 14} ${a - 9} ${y1 + 14} ${a - 9} ${y1}Z`;
  const body = `M${x - 16} 236C${x - 18} 206 ${x + 18} 206 ${x + 16} 236C${x + 12} 340 ${x + 12} 440 ${x + 20} 520`
      + `C${x + 28} 566 ${x + 92} 566 ${x + 100} 606`
    + `L${x + 112} 836C${x + 113} 856 ${x + 102} 862 ${x + 88} 860L${x - 92} 884C${x - 108} 886 ${x - 112} 876 ${x - 112} 864`
        + `L${x - 100} 606`
    + `C${x - 92} 566 ${x - 28} 566 ${x - 20} 520C${x - 12} 440 ${x - 12} 340 ${x - 16} 236Z`;
  const cut = [-48, 0, 48].map(a => slot(x + a, 650, 790)).join('');
  let s = wallsh(body, .3) + p(body, grad([[0, li(c, .34)], [.42, c], [1, dk(c, .3)]]));
  s += grain(body, c, { seed: 21, num: 36, box: [286, 206, 514, 890], amp: 9, op: .42 });
  s += inside(body, p('M280 846L520 812V900H280Z', grad([[0, W, 0], [.5, W, .35], [1, W, .1]], down))
      + el(520, 866, 74, 46, '#3a2216', soft(9, .8)) + el(516, 872, 34, 22, '#1d130d', soft(6, .7)));
  s += p(cut, grad([[0, '#8f9d93'], [.5, '#a5b3a8'], [1, '#b9c7bc']]))
      + inside(cut, `<g transform="translate(-5 -7)">${line(cut, dk(c, .5), 8)}</g>`);
  s += line(`M${x - 6} 250C${x - 8} 340 ${x - 7} 440 ${x - 11} 520`, W, 5, soft(2.5, .45))
      + line(`M${x - 96} 620C${x - 100} 700 ${x - 104} 780 ${x - 106} 850`, W, 5, soft(2.5, .5));
  s += el(x, 242, 7, 7, '#3b2a1e') + thong(x, 158, 244) + peg(x, 160);
  save('spatula', stage('celadon', s, { rail: true }));
}
{ // whisk: one wire has had a life of its own
  const cx = 400, c = '#d0ab78', P = [[13, 206], [23, 222], [26, 270], [19, 330], [24, 410], [21, 440]], grip = lathePath(cx, P);
  const loop = (w, y, b = 0) => { const a = Math.max(2, w * .1);
    return `M${n(cx - a)} 448C${n(cx - a)} 560 ${n(cx - w)} 600 ${n(cx - w)} ${y - 140}`
    + `C${n(cx - w)} ${y - 40} ${n(cx - w * .5)} ${y} ${cx} ${y}`
        + `C${n(cx + w * .5 + b)} ${y} ${n(cx + w + b * 1.8)} ${y - 40} ${n(cx + w + b * 1.6)} ${y - 140}`
        + `C${n(cx + w + b)} 600 ${n(cx + a)} 560 ${n(cx + a)} 448`; };
  const ws = [[138, 872, 0], [126, 878, 0], [100, 874, 16], [66, 880, 0], [28, 876, 0]], all = ws.map(q => loop(...q)).join('');
  let s = wallsh(grip, .34)
      + `<g transform="translate(30 38)">${line(all, D, 7, soft(6, .3))}</g>`
      + `<g transform="translate(9 11)">${line(all, D, 5, soft(3, .32))}</g>`;
  for (const [w, y, b] of ws) { const d = loop(w, y, b);
    s += line(d, grad([[0, '#6d787e'], [.5, '#8f9a9f'], [1, '#4a555c']]), 6.5)
        + `<g transform="translate(-1.2 -1)">${line(d, grad([[0, '#ffffff'], [.3, '#f3f4f1'], [.6, '#c4cccd'], [1, '#8d979b']]), 3)}</g>`;
      }
  s += lathe(cx, P, c, { gloss: .34, hl: .5, hw: 7, over: grain(grip, c, { seed: 2, num: 16, box: [370, 200, 430, 450], amp: 5,
      op: .55 }) });
  s += lathe(cx, [[23, 430], [25, 436], [24, 468], [18, 476]], '#aab3b6', { gloss: .5, hl: .8, hw: 5 });
  for (const y of [444, 456]) s += line(`M376 ${y}A24 3 0 0 0 424 ${y}`, '#4d565c', 2, 'opacity=".6"');
  s += el(cx, 228, 6, 6, '#5a412a') + thong(cx, 158, 230, '#e3ddcd') + peg(cx, 160);
  save('whisk', stage('slate', s, { rail: true }));
}
{ // mortar: turned from one piece, split a little while it dried
  const cx = 390, c = '#8f5c38', P = [[150, 548], [160, 566], [158, 610], [132, 694], [84, 738], [80, 752], [112, 776], [134, 796],
      [132, 812]], d = lathePath(cx, P);
  let s = shadow(cx, 812, 134, .34);
  const o = grain(d, c, { seed: 19, num: 44, box: [224, 520, 556, 860], amp: 12, op: .5 })
    + [584, 592].map(y => line(`M${cx - 160} ${y}A160 ${n(160 * k(y))} 0 0 0 ${cx + 160} ${y}`, dk(c, .6), 3, 'opacity=".6"')).join('')
    + p('M458 574C462 620 452 660 446 700C442 660 450 616 452 574Z', '#2c1a10', 'opacity=".75"');
  s += lathe(cx, P, c, { gloss: .32, hl: .34, over: o });
  s += mouth(cx, 548, 150, c, dk(c, .1), 20);
  const q = 130 * k(548), cup = `M${cx - 129} 549a130 ${n(q)} 0 1 0 260 0a130 ${n(q)} 0 1 0 -260 0Z`, r = rng(5);
  // what is being ground
  let f = el(cx + 6, 574, 120, 20, '#6f7f3c') + el(cx - 20, 570, 90, 12, '#93a257', soft(4, .8));
  for (let i = 0; i < 80; i++) f += el(cx - 110 + r() * 220, 560 + r() * 14, 2 + r() * 4, 1.4
      + r() * 2, ['#4f5d2b', '#a9b86c', '#d8cf8e'][i % 3], 'opacity=".8"');
  s += inside(cup, f);
  // the pestle stands in it and leans on the rim
  const shaft = 'M388 570C380 540 384 516 402 496C436 456 462 404 486 352C478 330 492 296 520 290C548 284 566 306 560 330'
      + 'C554 356 526 366 512 366C494 420 474 470 462 516C456 544 448 566 440 580Z';
  const e = '#c99d66';
  s += inside(`M0 0H800V549H${cx + 131}a130 ${n(q)} 0 0 1 -260 0H0Z`, `<g transform="translate(10 6)">${p(shaft, D, soft(6, .35))}</g>`
    + p(shaft, grad([[0, li(e, .36)], [.36, e], [.8, dk(e, .38)], [1, dk(e, .28)]], { x1: .28, y1: .3, x2: .72, y2: .5 }))
    + grain(shaft, e, { seed: 4, num: 16, box: [380, 286, 566, 590], amp: 8, op: .36 }) + line('M414 500C446 460 474 404 496 356', W, 8,
        soft(4, .55))
    + el(516, 310, 16, 9, W, soft(6, .5)) + p('M380 540C420 560 450 556 470 530V600H380Z', '#6f7f3c', soft(6, .4)));
  s += line(`M${cx - 150} 549A150 ${n(150 * k(548))} 0 0 0 ${cx + 150} 549`, li(c, .4), 3, 'opacity=".8"');
  for (const [x, y] of [[196, 836], [222, 850], [246, 838], [566, 852], [170, 854]]) s += el(x + 3, y + 4, 8, 4, D, soft(3, .5))
      + el(x, y, 7.5, 6.5, rad([[0, '#d7d19a'], [.6, '#98a05c'], [1, '#5c6636']]));
  save('mortar', stage('bone', big(s, 1.2, 396, 820)));
}

// ---------- bread and baking ----------
{ // rolling pin, on the dough it just flattened
  const c = '#c99d66', y = 700;
  let s = '';
  const r = rng(23); let dust = el(400, 832, 350, 58, '#fdfaf0', soft(18, .65));
  dust += dots(170, () => { const a = r() * 6.28, q = .75 + r() * .5; return [400 + 320 * q * Math.cos(a), 832 + 62 * q * Math.sin(a)]; },
      '#fffdf6', 3, .7);
  s += dust;
  const dough = 'M112 800C116 752 250 728 400 730C560 728 690 756 694 798C698 850 560 878 400 876C240 880 108 852 112 800Z';
  let sheet = `<g transform="translate(10 14)">${p(dough, D, soft(9, .4))}</g><g transform="translate(0 10)">${p(dough, '#c9ab74')}</g>`
    + p(dough, grad([[0, '#fdf6e2'], [.5, '#f1e3bf'], [1, '#dbc294']], { x2: .7, y2: 1 }));
  sheet += inside(dough, el(420, 800, 290, 26, D, `transform="rotate(-4 400 790)" ${soft(12, .3)}`)
      + el(250, 850, 130, 18, '#fff', soft(9, .6)) + el(520, 850, 120, 14, '#fffdf4', soft(9, .5)));
  s += `<g transform="translate(0 4)">${sheet}</g>`;
  // the pin: a cylinder on its side, its right end a little nearer
  const body = 'M172 690C176 652 170 646 186 640H614C630 640 634 660 634 698C634 738 630 756 614 756H186C170 752 176 730 172 690Z';
  const hand = m => { const o = v => n(400 + m * v);
    return `M${o(226)} 682C${o(250)} 676 ${o(262)} 668 ${o(290)} 668C${o(322)} 666 ${o(346)} 674 ${o(346)} 698`
      + `C${o(346)} 722 ${o(322)} 730 ${o(290)} 728C${o(262)} 728 ${o(250)} 720 ${o(226)} 714Z`; };
  const cyl = grad([[0, li(c, .1)], [.2, li(c, .5)], [.48, c], [.85, dk(c, .4)], [1, dk(c, .24)]], down),
      dark = grad([[0, li('#8a5a3a', .1)], [.22, li('#8a5a3a', .42)], [.5, '#8a5a3a'], [.86, dk('#8a5a3a', .5)], [1, dk('#8a5a3a', .3)]],
      down);
  let pin = `<g transform="translate(10 20)">${p(body, D, soft(9, .42))}</g>`
      + `<g transform="translate(18 66)">${p(hand(1) + hand(-1), D, soft(9, .26))}</g>`
    + `<g transform="translate(3 7)">${p(body, D, soft(4, .5))}</g>`;
  const grip = m => p(hand(m), dark) + grain(hand(m), '#8a5a3a', { vert: false, num: 9, box: [40, 660, 760, 736], amp: 4, op: .4 });
  pin += grip(-1) + p(body, cyl) + grain(body, c, { vert: false, seed: 13, num: 26, box: [160, 636, 640, 760], amp: 9, op: .42 });
  pin += el(622, 698, 12, 58, dk(c, .16)) + el(625, 698, 7, 22, dk(c, .6)) + grip(1);
  const fl = dots(150, () => [190 + r() * 250 + r() * 160, 650 + r() * r() * 100], '#fffdf6', 4.5, .6);
  pin += inside(body, el(330, 676, 130, 24, '#fffdf6', soft(16, .75)) + el(520, 664, 60, 12, '#fffdf6', soft(9, .5)) + fl)
      + line('M196 658C330 654 470 654 600 658', '#fff', 6, soft(4, .45));
  s += turned(-4, 400, y, `<g transform="translate(0 46)">${pin}</g>`);
  save('rolling-pin', stage('celadon', big(s, 1.06, 400, 812)));
}
// proofing basket: coiled rattan, a linen liner, a dough that is nearly there; the long one reaches further to the sides and less to the back
for (const { name, P, stretch, oval, seam } of [
  { name: 'basket', P: [[232, 600], [236, 622], [222, 690], [180, 764], [146, 802], [140, 810]], stretch: 1, oval: 1 },
  { name: 'basket-long', P: [[308, 600], [313, 622], [304, 690], [272, 764], [246, 802], [240, 810]], stretch: 306 / 234, oval: .62,
    seam: true }]) {
  const cx = 400, c = '#c8995a', d = lathePath(cx, P, oval), ys = [];
  const wide = d => widen(d, cx, stretch);
  let s = shadow(cx, 810, P.at(-1)[0] + 20, .34, oval), o = '', r = rng(7);
  for (let y = 596; y < 830; y += 25) ys.push(y);
  const at = y => { for (let i = 1; i < P.length; i++) if (y <= P[i][1]) { const [a, b] = [P[i - 1], P[i]];
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]); } return P.at(-1)[0]; };
  for (const y of ys) { const R = at(y)
      + 6, q = R * k(y) * oval, arc = t => `M${cx - R} ${n(y + t)}A${n(R)} ${n(q)} 0 0 0 ${n(cx + R)} ${n(y + t)}`;
    o += line(arc(0), dk(c, .5), 26) + line(arc(-1), c, 21) + line(arc(-5), li(c, .4), 7, soft(3, .6))
        + line(arc(7), dk(c, .4), 6, soft(3, .5));
    const m = Math.round(R / 5.2); let bind = '';
    for (let i = 0; i <= m; i++) { const a = Math.PI * (i + (y % 2 ? .5 : 0)) / m, x = Math.round(cx - R * Math.cos(a)), yy = Math.round(y
        + q * Math.sin(a));
      bind += `M${x - 4} ${yy - 10}q7 6 9 19`; }
    o += line(bind, dk(c, .5), 2.4, 'opacity=".65"'); }
  const side = grad([[0, W, .2], [.25, W, .16], [.5, W, 0], [.85, D, .42], [1, D, .28]]);
  o += `<rect x="${n(cx - 250 * stretch)}" y="560" width="${n(500 * stretch)}" height="320" fill="${side}"/>`;
  s += lathe(cx, P, c, { gloss: .24, hl: 0, over: o, oval });
  // inside: cloth and dough
  const y0 = 594, R = 234 * stretch, q = R * k(y0) * oval;
  s += el(cx, y0, R, q, '#f3ecdc') + el(cx, y0 + 3, R - 16, (R - 16) * k(y0) * oval,
    grad([[0, '#a79a80'], [.5, '#cfc3a9'], [1, '#ebe2cd']]));
  const bun = wide('M214 604C222 520 300 486 404 486C506 486 580 522 588 604C560 640 240 640 214 604Z');
  let f = p(bun, rad([[0, '#fbf0d6'], [.45, '#ecd6aa'], [.85, '#c9a873'], [1, '#a78555']], .36, .2, .85));
  let fl = el(350, 516, 120, 22, '#fffdf6', soft(14, .8))
    + dots(150, () => { const a = r() * 6.28, w = Math.sqrt(r());
      return [cx + (180 * w * Math.cos(a) - 20) * stretch, 540 + 52 * w * Math.sin(a)]; },
        '#fffdf6', 3.5, .6);
  if (seam) {
    fl += line(wide('M244 548C320 520 470 514 556 542'), '#8f6c3f', 9, soft(4, .5))
      + line(wide('M244 546C320 518 470 512 556 540'), '#8f6c3f', 3.5, soft(1, .7));
    for (let i = 0; i < 11; i++) { const x = 268 + i * 27, y = 540 - 62 * (i + 1) * (12 - i) / 144 * .42;
      fl += line(wide(`M${x} ${n(y - 12)}`) + wide(`L${x + 12} ${n(y + 12)}`), i % 2 ? '#a78555' : '#fff6e0', 4, soft(2, .55)); }
  } else fl += line('M470 548C490 552 500 566 496 580', '#a78555', 3, soft(1.5, .6));
  f += inside(bun, fl);
  s += f;
  // the liner comes over the rim; on the right it hangs lower
  let cloth = wide('M160 592C156 620 156 640 164 668C184 690 200 704 226 700C256 694 268 720 300 734C336 748 352 716 392 722'
    + 'C430 728 446 752 486 748C530 742 540 706 576 700C606 694 630 672 638 640C644 620 644 606 640 592');
  cloth += `A${n(R - 14)} ${n((R - 14) * k(y0) * oval)} 0 0 1 ${n(cx - 220 * stretch)} 596Z`;
  s += `<g transform="translate(5 10)">${p(cloth, D, soft(6, .42))}</g>`
      + p(cloth, grad([[0, '#d9d0bd'], [.2, '#fbf7ec'], [.5, '#ece4d2'], [.85, '#b5ab98'], [1, '#c7bda9']]));
  let fold = ''; for (const [x, b, w, t] of [[172, 190, 16, 0], [206, 232, 26, 1], [250, 270, 34, 0], [296, 330, 22, 1], [352, 350, 40,
      0], [420, 440, 20, 1],
    [470, 470, 44, 0], [540, 520, 20, 1], [580, 566, 40,
        0]]) fold += p(wide(`M${x} 606C${x} 650 ${b} 690 ${b} 760`) + `H${n(cx + (b + w - cx) * stretch)}`
    + wide(`C${b + w} 690 ${x + 8} 660 ${x + 6} 606`) + 'Z',
    t ? W : D, soft(6, t ? .7 : .2));
  for (let i = 0; i < 34; i++) fold += line(wide(`M160 ${604 + i * 4.6}C300 ${644 + i * 4.6} 500 ${644 + i * 4.6} 640 ${604 + i * 4.6}`),
      i % 2 ? W : D, .8, 'opacity=".1"');
  s += inside(cloth, fold + `<g transform="translate(0 -9)">${line(cloth, '#a3967e', 2.2, 'stroke-dasharray="7 6" opacity=".7"')}</g>`);
  s += line(`M${n(cx - 222 * stretch)} 596A${n(R - 12)} ${n((R - 12) * k(y0) * oval)} 0 0 0 ${n(cx + 222 * stretch)} 596`,
    '#fffdf4', 8, soft(2, .8));
  const e = cx + P.at(-1)[0];                                             // the loose end of the cane
  s += line(`M${e + 20} 782C${e + 50} 776 ${e + 72} 788 ${e + 88} 770`, dk(c, .2), 6)
    + line(`M${e + 22} 780C${e + 50} 774 ${e + 70} 784 ${e + 86} 768`, li(c, .3), 2);
  save(name, stage('plum', big(s, 1.12, 400, 816)));
}
{ // bread tin: the loaf has left the building
  const v = eye(396, 806, 14), c = '#6f7a82', X = 262, Y = 104, x = 240, y = 84, Z = 168;
  const rim = [[-X, -Y, Z], [X, -Y, Z], [X, Y, Z], [-X, Y, Z]].map(v), low = [[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0]].map(v);
  let s = el(462, 812, 290, 46, D, soft(18, .34)) + p(poly(low, 14), D, `transform="translate(6 8)" ${soft(6, .6)}`);
  s += p(poly(rim, 6), '#3a3e40');
  const [l, rr] = [rim[3], rim[2]];
  const edge = (...is) => { const e = 'M' + is.map(i => rim[i].map(n).join(' ')).join('L');
    return line(e, dk(c, .35), 14, 'stroke-linejoin="round"')
        + `<g transform="translate(-1 -3)">${line(e, li(c, .5), 7, 'stroke-linejoin="round"')}</g>`; };
  s += edge(3, 0, 1);
  const loaf = `M128 650C100 580 146 488 256 470C350 454 480 460 556 482C656 508 706 570 684 636`
      + `C678 652 660 672 ${n(rr[0] - 4)} ${n(rr[1])}L${n(l[0] + 8)} ${n(l[1])}Z`;
  s += p(loaf, rad([[0, '#e9b667'], [.35, '#c98640'], [.7, '#96562a'], [1, '#5a3018']], .34, .16, .95));
  const r = rng(41); let f = '';
  f += p('M180 566C260 512 420 500 640 548C560 566 470 560 400 572C320 584 240 588 180 566Z', '#f3d9a4')
      + p('M180 566C260 512 420 500 640 548C520 526 300 530 180 566Z', '#7c4420', soft(3, .75));
  for (let i = 0; i < 46; i++) { const t = r(), a = 220 + t * 380, b = 546 + r() * 26 - Math.abs(t - .5) * 10;
    f += el(a, b, 3 + r() * 8, 1.2 + r() * 2, r() > .5 ? '#c99a58' : '#fff0cc', 'opacity=".7"'); }
  f += line('M180 568C240 590 330 586 400 574C470 562 560 568 640 550', '#6b3a1b', 4, soft(2, .6))
      + el(320, 496, 150, 16, '#fff0cc', soft(12, .6));
  for (let i = 0; i < 110; i++) f += el(160 + r() * 500, 470 + r() * 180, 1 + r() * 4, .8 + r() * 1.6, r() > .5 ? '#5a3018' : '#f0c988',
      `opacity="${n(.2 + r() * .3)}"`);
  for (let i = 0; i < 60; i++) f += el(200 + r() * 400, 474 + r() * 50, 1 + r() * 5, .8
      + r() * 1.6, '#fffaf0', `opacity="${n(.25 + r() * .4)}"`);
  f += p(`M${n(l[0] - 30)} ${n(l[1] - 30)}L${n(rr[0] + 60)} ${n(rr[1] - 40)}V760H100Z`, D, soft(9, .4));
  s += inside(loaf, f);
  const at = (pts, q) => poly(pts.map((e, i) => [...e, q[i]]), 0), front = at([rim[3], rim[2], low[2], low[3]], [3, 3, 12, 8]),
      end = at([rim[2], rim[1], low[1], low[2]], [3, 3, 10, 12]);
  s += p(end, grad([[0, dk(c, .44)], [.5, dk(c, .54)], [1, dk(c, .32)]]))
      + p(front, grad([[0, li(c, .24)], [.14, li(c, .56)], [.36, li(c, .16)], [.66, c], [1, dk(c, .42)]]));
  s += inside(front, `<rect x="80" y="620" width="640" height="240" fill="${grad([[0, W, .2], [.5, W, 0], [1, D, .34]], down)}"/>`
    + line('M90 790C300 812 500 834 720 852', '#b57f47', 20, soft(9, .45)) + line('M90 760C300 782 500 804 720 822', '#4a6a92', 18,
        soft(9, .4))
    + p(`M470 640C476 690 468 710 476 734C482 744 492 736 490 724C486 704 498 690 500 640Z`, '#7c4420', 'opacity=".85"')
        + line('M482 660C484 690 478 710 483 728', '#d9a35a', 3, soft(1.5, .7)));
  s += line(`M${rim[2].map(n).join(' ')}L${low[2].map(n).join(' ')}`, W, 5, soft(2.5, .4)) + edge(3, 2, 1);
  save('bread-tin', stage('sky', big(s, 1.06, 400, 816)));
}
