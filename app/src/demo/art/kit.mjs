// Still lifes: one shelf, one rail, one window. Every object is drawn by the same few functions.
import fs from 'node:fs';
import path from 'node:path';
import { LETTERS } from './letters.mjs';
const OUT = path.resolve(import.meta.dirname, '../pictures');
const hex = h => [1,3,5].map(i => parseInt(h.slice(i,i+2),16));
const mix = (a,b,t) => '#'+hex(a).map((v,i)=>Math.round(v+(hex(b)[i]-v)*t).toString(16).padStart(2,'0')).join('');
const W='#fffaf0', D='#1b2430';
const li=(c,t)=>mix(c,W,t), dk=(c,t)=>mix(c,D,t);
const rng = s => () => { s|=0; s=s+0x6D2B79F5|0; let t=Math.imul(s^s>>>15,1|s); t=t+Math.imul(t^t>>>7,61|t)^t; return ((t^t>>>14)>>>0)/4294967296; };
const n = v => +v.toFixed(1);
const WALL = { bone:['#e6e1d5','#d6cdbb'], celadon:['#cbd6cc','#b4c2b6'], sky:['#c9d4da','#afbec6'], straw:['#e8d9b2','#d6c28e'], clay:['#e0cabd','#caac9c'], slate:['#93a0a5','#7d8b91'], plum:['#cfc0c3','#b7a3a8'] };
let id=0, defs='';
const uid = p => p+(++id);
const grad = (stops, o={}) => { const i=uid('g'); const {x1=0,y1=0,x2=1,y2=0,us}=o;
  defs+=`<linearGradient id="${i}" x1="${n(x1*1000)/1000}" y1="${n(y1*1000)/1000}" x2="${n(x2*1000)/1000}" y2="${n(y2*1000)/1000}"${us?' gradientUnits="userSpaceOnUse"':''}>`+stops.map(([p,c,a])=>`<stop offset="${p}" stop-color="${c}"${a!=null?` stop-opacity="${a}"`:''}/>`).join('')+'</linearGradient>'; return `url(#${i})`; };
const rad = (stops,cx=.35,cy=.3,r=.8,o={}) => { const i=uid('r'); defs+=`<radialGradient id="${i}" cx="${cx}" cy="${cy}" r="${r}"${o.us?' gradientUnits="userSpaceOnUse"':''}>`+stops.map(([p,c,a])=>`<stop offset="${p}" stop-color="${c}"${a!=null?` stop-opacity="${a}"`:''}/>`).join('')+'</radialGradient>'; return `url(#${i})`; };
const clip = d => { const i=uid('c'); defs+=`<clipPath id="${i}">${d}</clipPath>`; return `url(#${i})`; };
const blur = s => { const i='b'+String(s).replace('.','_'); if(!defs.includes(`id="${i}"`)) defs+=`<filter id="${i}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${s}"/></filter>`; return `url(#${i})`; };
const el=(cx,cy,rx,ry,f,x='')=>`<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${f}" ${x}/>`;
const p=(d,f,x='')=>`<path d="${d}" fill="${f}" ${x}/>`;
const k = y => Math.max(.05, .06+.17*((y-150)/650));        // the eye is just above the rail
// light: window upper left; a round body goes light, base, core shadow, reflected edge
const round = (cx,r,c,gloss=.28) => grad([[0,li(c,.04)],[.2,li(c,gloss)],[.46,c],[.84,dk(c,.34)],[1,dk(c,.22)]],{x1:cx-r,x2:cx+r,y1:0,y2:0,us:1});
// Catmull-Rom through [r,y] points; a third value marks a corner
function spline(pts){ let segs=[[]]; pts.forEach((q,i)=>{segs.at(-1).push(q); if(q[2]&&i&&i<pts.length-1) segs.push([q]);}); let d='';
  for(const s of segs) for(let i=0;i<s.length-1;i++){ const a=s[i-1]||s[i],b=s[i],c=s[i+1],e=s[i+2]||c;
    d+=`C${n(b[0]+(c[0]-a[0])/6)} ${n(b[1]+(c[1]-a[1])/6)} ${n(c[0]-(e[0]-b[0])/6)} ${n(c[1]-(e[1]-b[1])/6)} ${n(c[0])} ${n(c[1])}`; } return d; }
// oval: how deep the body is for its width; 1 is round
function lathePath(cx,prof,oval=1){ const Lp=prof.map(([r,y,c])=>[cx-r,y,c]), Rp=prof.map(([r,y,c])=>[cx+r,y,c]).reverse();
  const [rt,yt]=prof[0],[rb,yb]=prof.at(-1);
  return `M${n(Lp[0][0])} ${n(yt)}${spline(Lp)}A${n(rb)} ${n(rb*k(yb)*oval)} 0 0 0 ${n(cx+rb)} ${n(yb)}${spline(Rp)}A${n(rt||.1)} ${n((rt||.1)*k(yt)*oval)} 0 0 0 ${n(cx-rt)} ${n(yt)}Z`; }
function lathe(cx,prof,c,{gloss=.28,hl=.45,speck=0,seed=7,over='',hw=13,oval=1}={}){ const R=Math.max(...prof.map(q=>q[0])); const d=lathePath(cx,prof,oval); const yt=prof[0][1],yb=prof.at(-1)[1];
  const cp=clip(`<path d="${d}"/>`); let s=p(d,round(cx,R,c,gloss));
  let inner=over; if(speck){const r=rng(seed); for(let i=0;i<speck;i++){const a=r()*2-1; const x=cx+R*Math.sin(a*1.57), y=yt+(yb-yt+30)*r(); inner+=el(x,y,.8+r()*1.7,.7+r()*1.5,dk(c,.5),`opacity="${n(.25+r()*.4)}"`);}}
  inner+=`<rect x="${cx-R}" y="${yt-60}" width="${2*R}" height="${yb-yt+140}" fill="${grad([[0,W,.1],[.5,W,0],[1,D,.2]],{x2:0,y2:1})}"/>`;
  if(hl){const hp=prof.filter(q=>q[0]>R*.3).map(([r,y,c])=>[cx-r*.62,y,c]); inner+=`<path d="M${n(hp[0][0])} ${n(hp[0][1]+14)}${spline(hp)}" fill="none" stroke="${W}" stroke-width="${hw}" opacity="${hl}" filter="${blur(6)}"/>`;}
  return s+`<g clip-path="${cp}">${inner}</g>`; }
/// A path (of pairs only: M, L and C) that reaches further to both sides of cx.
const widen=(d,cx,by)=>d.replace(/([\d.]+) ([\d.]+)/g,(_,x,y)=>`${n(cx+(x-cx)*by)} ${y}`);
const shadow=(cx,y,r,o=.3,oval=1)=>el(cx+r*.62,y-r*.02,r*1.25,r*k(y)*1.15*oval,D,`opacity="${o}" filter="${blur(18)}"`)+el(cx+r*.08,y+4,r*1.02,r*k(y)*1.05*oval,D,`opacity="${o+.22}" filter="${blur(6)}"`);
const mouth=(cx,y,r,c,inside=c,t=9)=>el(cx,y,r,r*k(y),li(c,.22))+el(cx+1,y+1,r-t,(r-t)*k(y),grad([[0,dk(inside,.52)],[.6,dk(inside,.3)],[1,li(inside,.05)]]));
const H=1000, HZ=706;
function stage(wall,body,{h=H,hz=HZ,rail=false,w=800}={}){ const [a,b]=WALL[wall]; 
  let s=`<rect width="${w}" height="${h}" fill="${rad([[0,li(a,.5)],[.55,a],[1,dk(a,.12)]],.22,.12,1.15)}"/>`;
  if(rail) s+=`<rect y="118" width="${w}" height="12" fill="${D}" opacity=".22" filter="${blur(6)}" transform="translate(0 22)"/><rect y="96" width="${w}" height="34" fill="${grad([[0,li('#b98f5e',.3)],[.2,'#b98f5e'],[1,dk('#b98f5e',.28)]],{x2:0,y2:1})}"/>`;
  else s+=`<rect y="${hz}" width="${w}" height="${h-hz}" fill="${grad([[0,li(b,.3)],[.35,b],[1,dk(b,.14)]],{x2:.25,y2:1})}"/><rect y="${hz-3}" width="${w}" height="8" fill="${dk(b,.2)}" opacity=".25" filter="${blur(3)}"/>`;
  return s+body; }
function save(name,body,w=800,h=H){ fs.writeFileSync(`${OUT}/${name}.svg`,`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"><defs>${defs}</defs>${body}</svg>`); defs=''; id=0; }
const big=(s,z=1.25,x=400,y=800)=>`<g transform="translate(${x} ${y}) scale(${z}) translate(${-x} ${-y})">${s}</g>`;
const peg=(x,y=150)=>el(x+10,y+14,17,15,D,`opacity=".3" filter="${blur(6)}"`)+el(x,y,17,17,rad([[0,'#e2c193'],[.6,'#b98f5e'],[1,'#7d5c39']]));
const wallsh=(d,o=.3)=>`<g transform="translate(26 34)" opacity="${o}" filter="${blur(16)}"><path d="${d}" fill="${D}"/></g><g transform="translate(8 10)" opacity="${o*.9}" filter="${blur(6)}"><path d="${d}" fill="${D}"/></g>`;
const grain=(d,c,{seed=3,num=26,box,amp=7,vert=true,op=.35}={})=>{const r=rng(seed),cp=clip(`<path d="${d}"/>`);const[x0,y0,x1,y1]=box;let g='';for(let i=0;i<num;i++){const t=(i+r()*.8)/num;if(vert){const x=x0+(x1-x0)*t;let q=`M${n(x)} ${y0}`;for(let j=1;j<=5;j++)q+=`S${n(x+(r()-.5)*amp*2)} ${n(y0+(y1-y0)*(j-.4)/5)} ${n(x+(r()-.5)*amp)} ${n(y0+(y1-y0)*j/5)}`;g+=`<path d="${q}" fill="none" stroke="${dk(c,.45)}" stroke-width="${n(.7+r()*1.8)}" opacity="${n(op*(.3+r()))}"/>`;}else{const y=y0+(y1-y0)*t;let q=`M${x0} ${n(y)}`;for(let j=1;j<=5;j++)q+=`S${n(x0+(x1-x0)*(j-.4)/5)} ${n(y+(r()-.5)*amp*2)} ${n(x0+(x1-x0)*j/5)} ${n(y+(r()-.5)*amp)}`;g+=`<path d="${q}" fill="none" stroke="${dk(c,.45)}" stroke-width="${n(.7+r()*1.8)}" opacity="${n(op*(.3+r()))}"/>`;}}return `<g clip-path="${cp}">${g}</g>`;};
/// Words as outlines, their middle at cx and their foot at y: a picture needs no font.
function lettering(text,cx,y,size,ink,spacing=0,more=''){ const k=size/1000; const width=[...text].reduce((w,c)=>w+LETTERS[c][0]*k+spacing,-spacing);
  let x=cx-width/2, s=''; for(const c of text){ s+=`<path transform="translate(${n(x)} ${n(y)}) scale(${k})" d="${LETTERS[c][1]}"/>`; x+=LETTERS[c][0]*k+spacing; }
  return `<g fill="${ink}" ${more}>${s}</g>`; }
const label=(cx,y,w,h,lines,{paper='#f4efe2',ink='#22303a'}={})=>`<rect x="${cx-w/2}" y="${y}" width="${w}" height="${h}" fill="${grad([[0,li(paper,.2)],[.5,paper],[1,dk(paper,.25)]])}"/>`+lines.map(([t,dy,fs,,ls=0])=>lettering(t,cx,y+dy,fs,ink,ls)).join('');


// ---------- shapes that several pictures share ----------
// what a pan is made of and what the fire left on it, each from the light side to the dark one
const SEASONED={handle:['#8d8884','#6c6866','#4b4846','#343231'],outside:['#a39d97','#6a6663','#2c2b2c'],wall:['#2e2c2c','#4a4746','#77716b'],
  floor:['#6f655b','#574f4a','#4b4a50','#3d4450','#33353a'],rings:[['#c08a4e',.0],['#c08a4e',.05],['#b57f47',.34],['#57708f',.42],['#3a4a60',.1]],
  rivet:['#d8d2ca','#8c8782','#45423f']};
const BARE={handle:['#e9eae8','#b9bec0','#8d9498','#686f74'],outside:['#eceeec','#a2a9ac','#5c6468'],wall:['#7b8387','#a6adb0','#dcdedc'],
  floor:['#e9e9e5','#d2d4d2','#bdc1c2','#a9afb1','#979ea2'],blows:true,rivet:['#f7f4ee','#b3b5b4','#62686b']};
// the blows of a hammer in rings from the rim inwards: each a dent, dark towards the window and light away from it
function hammered(cx,cy,R){ const r=rng(13); let d='';
  for(let q=R;q>18;q-=23){ const num=Math.round(q*6.28/25), a0=r()*6;
    for(let i=0;i<num;i++){ const a=a0+i*6.283/num+(r()-.5)*9/q, w=q+(r()-.5)*5; d+=`M${n(cx+w*Math.cos(a))} ${n(cy+w*Math.sin(a))}h.1`; } }
  const dents=(c,w,x,o,b)=>`<path d="${d}" transform="translate(${x} ${x})" fill="none" stroke="${c}" stroke-width="${w}" stroke-linecap="round" opacity="${o}" filter="${blur(b)}"/>`;
  return dents('#fff',20,3,.27,2.5)+dents('#545d62',19,-2,.16,3); }
function panFace(cx,cy,R,{handle:hc,outside,wall,floor,rings,blows,rivet}=SEASONED){ const hb=cy-R+12; 
  const handle=`M${cx-27} ${hb+8}C${cx-24} ${hb-60} ${cx-15} 330 ${cx-19} 190C${cx-20} 152 ${cx+20} 152 ${cx+19} 190C${cx+15} 330 ${cx+24} ${hb-60} ${cx+27} ${hb+8}Z`;
  const all=`M${cx-R} ${cy}A${R} ${R} 0 1 1 ${cx+R} ${cy}A${R} ${R} 0 1 1 ${cx-R} ${cy}Z`+handle;
  let s=wallsh(all,.34)+p(handle,grad([[0,hc[0]],[.28,hc[1]],[.6,hc[2]],[1,hc[3]]]));
  s+=`<path d="M${cx-8} ${hb-10}C${cx-7} ${hb-90} ${cx-4} 330 ${cx-6} 235" fill="none" stroke="${W}" stroke-width="4" opacity=".3" filter="${blur(2)}"/>`;
  s+=el(cx,184,8,13,'#cfd6d8')+el(cx,182,8,11,dk('#c9d4da',.35));
  s+=`<circle cx="${cx}" cy="${cy}" r="${R}" fill="${grad([[0,outside[0]],[.35,outside[1]],[1,outside[2]]],{x1:.1,y1:.05,x2:.9,y2:.95})}"/>`;
  s+=`<circle cx="${cx}" cy="${cy}" r="${R-9}" fill="${grad([[0,wall[0]],[.4,wall[1]],[1,wall[2]]],{x1:.12,y1:.08,x2:.88,y2:.92})}"/>`;
  s+=`<circle cx="${cx}" cy="${cy+2}" r="${R*.78}" fill="${rad([[0,floor[0]],[.3,floor[1]],[.55,floor[2]],[.78,floor[3]],[1,floor[4]]],.38,.34,.78)}"/>`;
  if(rings) s+=`<circle cx="${cx}" cy="${cy+2}" r="${R*.78}" fill="${rad([0,.45,.7,.88,1].map((q,i)=>[q,...rings[i]]),.5,.5,.5)}"/>`;
  if(blows) s+=hammered(cx,cy,R-24);
  s+=`<ellipse cx="${cx-R*.28}" cy="${cy-R*.3}" rx="${R*.3}" ry="${R*.17}" fill="${W}" opacity=".2" filter="${blur(18)}" transform="rotate(-38 ${cx-R*.28} ${cy-R*.3})"/>`;
  s+=`<path d="M${cx-R*.86} ${cy-R*.3}A${R*.91} ${R*.91} 0 0 1 ${cx-R*.2} ${cy-R*.89}" fill="none" stroke="${W}" stroke-width="5" opacity=".5" filter="${blur(2.5)}"/>`;
  for(const [dx,dy] of [[-17,36],[17,36],[0,62]]) s+=el(cx+dx+2,cy-R+dy+3,10,10,'#1c1b1c','opacity=".5"')+el(cx+dx,cy-R+dy,9.5,9.5,rad([[0,rivet[0]],[.5,rivet[1]],[1,rivet[2]]]));
  return s+peg(cx,160); }
const spoonD=(x,y0,y1)=>{const b=y1-250; return `M${x-11} ${y0+20}C${x-12} ${y0-6} ${x+12} ${y0-6} ${x+11} ${y0+20}C${x+12} ${y0+190} ${x+15} ${b-60} ${x+20} ${b-20}C${x+34} ${b+14} ${x+92} ${b+50} ${x+92} ${b+140}C${x+92} ${b+216} ${x+48} ${y1} ${x} ${y1}C${x-48} ${y1} ${x-92} ${b+216} ${x-92} ${b+140}C${x-92} ${b+50} ${x-34} ${b+14} ${x-20} ${b-20}C${x-15} ${b-60} ${x-12} ${y0+190} ${x-11} ${y0+20}Z`;};
function spoon(x,y0,y1,c,{hollow=true,seed=4}={}){ const d=spoonD(x,y0,y1), b=y1-250; let s=wallsh(d,.3)+p(d,grad([[0,li(c,.32)],[.4,c],[1,dk(c,.32)]]))+grain(d,c,{seed,num:34,box:[x-95,y0,x+95,y1],amp:9,op:.4});
 if(hollow){const h=`M${x} ${b+26}C${x+46} ${b+30} ${x+72} ${b+86} ${x+72} ${b+140}C${x+72} ${b+196} ${x+40} ${y1-20} ${x} ${y1-20}C${x-40} ${y1-20} ${x-72} ${b+196} ${x-72} ${b+140}C${x-72} ${b+86} ${x-46} ${b+30} ${x} ${b+26}Z`;
 s+=p(h,grad([[0,dk(c,.42)],[.45,dk(c,.16)],[1,li(c,.22)]],{x1:.1,y1:.1,x2:.9,y2:.9}),'opacity=".92"')+grain(h,dk(c,.1),{seed:seed+3,num:20,box:[x-75,b,x+75,y1],amp:14,op:.34})+`<path d="M${x+62} ${b+150}C${x+60} ${b+200} ${x+30} ${y1-30} ${x-6} ${y1-28}" fill="none" stroke="${W}" stroke-width="7" opacity=".4" filter="${blur(4)}"/>`;}
 s+=`<path d="M${x-5} ${y0+60}V${b-30}" stroke="${W}" stroke-width="4" opacity=".4" filter="${blur(2)}"/>`; return s; }
const cord=(x,y0,y1)=>`<path d="M${x} ${y0}C${x-22} ${y0+20} ${x-14} ${y1-8} ${x} ${y1}C${x+14} ${y1-8} ${x+22} ${y0+20} ${x} ${y0}" fill="none" stroke="#5b4636" stroke-width="5"/>`;
function bowl(cx,y,R,h,c,o={}){return lathe(cx,[[R,y-h],[R*.96,y-h*.72],[R*.74,y-h*.26],[R*.46,y-12],[R*.42,y-10,1],[R*.42,y]],c,o);}
function jar(cx,base,R,h,fill,{lid='#c9a06a',seeds=0,seed=2,lab,level=.1,kind='wood'}={}){ const top=base-h; const P=[[R*.86,top],[R*.86,top+16],[R,top+56],[R,base-40],[R*.94,base]];
 const inner=[[R*.9,top+62+h*level],[R*.92,base-44],[R*.86,base-12]];
 let s=shadow(cx,base,R,.24); s+=lathe(cx,P,'#cfdadb',{gloss:.5,hl:0}).replace(/fill="url/,'fill-opacity=".72" fill="url');
 let ov=''; if(seeds){const r=rng(seed);for(let i=0;i<seeds;i++){const a=r()*2-1;ov+=el(cx+R*.9*Math.sin(a*1.5),top+66+h*level+(h*.75)*r(),3+r()*2.4,2.6+r()*2.2,r()>.5?dk(fill,.5):li(fill,.35),`opacity="${n(.4+r()*.5)}"`);}}
 s+=lathe(cx,inner,fill,{gloss:.2,hl:0,over:ov})+el(cx,inner[0][1],R*.9,R*.9*k(inner[0][1]),li(fill,.22));
 if(lab) s+=`<g clip-path="${clip(`<path d="${lathePath(cx,P)}"/>`)}">${label(cx,base-h*.60,R*2.2,h*.36,lab)}</g>`;
 s+=`<path d="M${cx-R*.66} ${top+70}V${base-34}" stroke="#fff" stroke-width="${R*.11}" opacity=".55" stroke-linecap="round" filter="${blur(4)}"/><path d="M${cx+R*.84} ${top+90}V${base-60}" stroke="#fff" stroke-width="${R*.04}" opacity=".5" stroke-linecap="round" filter="${blur(2)}"/>`;
 const lp=[[R*.9,top-40],[R*.92,top-30],[R*.92,top+10]]; s+=lathe(cx,lp,lid,{gloss:.3,hl:.3})+el(cx,top-40,R*.9,R*.9*k(top-40),li(lid,.28)); return s; }
function bust(name,{bg,skin,hair,top,apron,style}){ const cx=200; const [a]=WALL[bg]; let s=`<rect width="400" height="400" fill="${rad([[0,li(a,.45)],[.6,a],[1,dk(a,.14)]],.25,.15,1.1)}"/>`;
 const sk=grad([[0,li(skin,.28)],[.45,skin],[1,dk(skin,.34)]]), hr=grad([[0,li(hair,.22)],[.4,hair],[1,dk(hair,.4)]]), tp=grad([[0,li(top,.22)],[.4,top],[1,dk(top,.34)]]);
 const sh=`M40 400C44 330 84 300 150 286C180 280 220 280 250 286C316 300 356 330 360 400Z`;
 if(style==='long') s+=p('M122 160C112 60 288 60 280 164C284 230 296 268 290 306C240 320 160 320 112 306C106 268 118 230 122 160Z',hr);
 if(style==='bun') s+=el(206,58,40,34,hr);
 s+=p(sh,tp)+p('M166 236H234V286C224 316 176 316 166 286Z',grad([[0,skin],[1,dk(skin,.42)]]));
 s+=p('M150 284C168 318 232 318 250 284L262 288C240 340 160 340 138 288Z',dk(top,.18),'opacity=".55"');
 if(apron) s+=p(`M132 291L150 286L166 352H236L250 286L268 291L262 352C290 358 296 380 298 400H102C104 380 112 358 138 352Z`,grad([[0,li(apron,.2)],[.5,apron],[1,dk(apron,.3)]]));
 s+=p('M138 158C136 100 164 78 201 78C238 78 264 100 262 158C262 214 236 256 200 256C164 256 138 214 138 158Z',sk);
 if(style==='beard') s+=p('M138 168C144 196 152 202 168 200C186 192 214 192 232 200C248 202 256 196 262 168C266 236 240 280 200 280C160 280 134 236 138 168Z',hr);
 const cap={short:'M130 160C118 70 176 52 214 56C262 60 284 100 270 162C262 132 250 116 226 108C196 116 156 112 146 126C138 136 134 146 130 160Z', beard:'M132 156C120 78 170 58 208 60C258 62 280 100 268 158C260 126 244 112 204 110C166 110 146 122 132 156Z', long:'M128 190C112 80 170 56 204 58C262 60 292 100 272 190C268 150 252 118 216 104C190 128 148 134 140 150C134 164 132 176 128 190Z', bun:'M132 160C122 84 168 62 204 62C246 62 280 88 268 160C258 124 238 104 202 102C166 104 144 124 132 160Z', curl:'M124 172C104 150 112 112 134 100C138 64 178 50 204 58C238 46 272 70 272 102C296 118 292 156 274 174C270 140 258 122 240 118C214 126 184 112 160 124C142 130 130 150 124 172Z', grey:'M130 168C122 84 172 60 206 62C254 64 278 96 270 168C266 142 262 128 250 118C232 106 214 96 176 106C150 114 136 138 130 168Z'}[style];
 s+=p(cap,hr); if(style==='grey') s+=`<g fill="none" stroke="#39424a" stroke-width="5" opacity=".85"><circle cx="172" cy="172" r="21"/><circle cx="226" cy="172" r="21"/><path d="M193 170H205"/></g>`;
 s+=`<ellipse cx="166" cy="150" rx="14" ry="44" fill="${W}" opacity=".22" filter="${blur(9)}"/>`;
 save(name,s,400,400); }

export { hex, mix, W, li, rng, n, WALL, uid, grad, rad, clip, blur, el, p, k, round, spline, lathePath, lathe, widen, shadow, mouth, H, stage, save, big, peg, wallsh, grain, label, lettering, D, dk, HZ, panFace, BARE, spoonD, spoon, cord, bowl, jar, bust };
