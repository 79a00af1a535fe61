// The pictures that settled the look.
import { hex, mix, W, li, rng, n, WALL, uid, grad, rad, clip, blur, el, p, k, round, spline, lathePath, lathe, shadow, mouth, H, stage, save, big, peg, wallsh, grain, label, lettering, D, dk, HZ, panFace, BARE, spoonD, spoon, cord, bowl, jar, bust } from './kit.mjs';

// ---------- on the rail ----------
save('pan',stage('sky',panFace(400,600,236),{rail:true}));
save('pan-bare',stage('clay',panFace(400,600,236,BARE),{rail:true}));
save('pan-bench',stage('bone',panFace(400,600,236),{rail:true}));

// apron; undyed cloth shows the darker bits of its stalks
for(const {name,c,wall,flecks} of [{name:'apron',c:'#4f6b80',wall:'straw'},
  {name:'apron-flax',c:'#cbb78e',wall:'sky',flecks:'#7d6440'},{name:'apron-moss',c:'#6e7c4e',wall:'straw'}]) {
 const top=300;
 const body=`M318 ${top}C345 ${top+12} 455 ${top+12} 482 ${top}C488 ${top+70} 505 420 590 470C606 600 612 730 622 868C560 884 240 884 178 868C188 730 194 600 210 470C295 420 312 ${top+70} 318 ${top}Z`;
 let s=`<path d="M322 ${top+4}C330 230 372 170 400 158C428 170 470 230 478 ${top+4}" fill="none" stroke="${D}" stroke-width="14" opacity=".22" transform="translate(16 20)" filter="${blur(6)}"/>`;
 s+=`<path d="M322 ${top+4}C330 230 372 170 400 158C428 170 470 230 478 ${top+4}" fill="none" stroke="${grad([[0,li(c,.25)],[.5,c],[1,dk(c,.3)]])}" stroke-width="15" stroke-linejoin="round"/>`;
 s+=wallsh(body,.3)+p(body,grad([[0,li(c,.16)],[.3,li(c,.08)],[.62,c],[1,dk(c,.3)]]));
 const cp=clip(`<path d="${body}"/>`); let f='';
 for(const [x,w,o,lt] of [[232,30,.3,0],[268,22,.22,1],[335,26,.24,0],[366,18,.2,1],[452,30,.26,0],[486,20,.2,1],[548,34,.34,0],[588,18,.16,1]]) f+=`<path d="M${x} 470C${x-6} 600 ${x-2} 740 ${x-10} 900L${x-10+w} 900C${x+w} 740 ${x+w*.6} 600 ${x+w*.3} 470Z" fill="${lt?W:D}" opacity="${o}" filter="${blur(9)}"/>`;
 f+=`<path d="M318 ${top}L482 ${top}L482 ${top+16}C450 ${top+26} 350 ${top+26} 318 ${top+16}Z" fill="${D}" opacity=".14"/>`;
 const r=rng(5); for(let i=0;i<120;i++){const y=top+i*4.9; f+=`<path d="M150 ${n(y)}H650" stroke="${i%2?W:D}" stroke-width=".8" opacity="${n(.03+r()*.05)}"/>`;}
 if(flecks) for(let i=0;i<170;i++) f+=`<path d="M${n(170+r()*460)} ${n(top+r()*570)}h${n(3+r()*8)}" stroke="${flecks}" stroke-width="${n(1.2+r()*1.2)}" opacity="${n(.15+r()*.35)}"/>`;
 s+=`<g clip-path="${cp}">${f}</g>`;
 const pk='M292 560C360 570 440 570 508 560L512 706C440 718 360 718 288 706Z';
 s+=`<path d="${pk}" fill="${D}" opacity=".22" transform="translate(4 6)" filter="${blur(3)}"/>`+p(pk,grad([[0,li(c,.2)],[.5,li(c,.05)],[1,dk(c,.14)]]))+`<path d="M292 574C360 584 440 584 508 574M400 568V714" fill="none" stroke="${dk(c,.4)}" stroke-width="2" opacity=".55" stroke-dasharray="7 4"/>`;
 s+=`<path d="M206 486C180 560 190 640 168 740C164 770 176 800 170 830M594 486C624 560 608 650 636 730C644 764 630 790 640 826" fill="none" stroke="${D}" stroke-width="11" opacity=".2" transform="translate(10 14)" filter="${blur(6)}"/><path d="M206 486C180 560 190 640 168 740C164 770 176 800 170 830" fill="none" stroke="${li(c,.12)}" stroke-width="11" stroke-linecap="round"/><path d="M594 486C624 560 608 650 636 730C644 764 630 790 640 826" fill="none" stroke="${dk(c,.22)}" stroke-width="11" stroke-linecap="round"/>`;
 save(name,stage(wall,s+peg(400,160),{rail:true}));
}
for(const [name,c,hole] of [['spoon','#c79a63','#5a412a'],['spoon-walnut','#6b432c','#2a1a12']])
 save(name,stage('celadon',spoon(400,238,872,c)+el(400,262,6,6,hole)+cord(400,156,264)+peg(400,160),{rail:true}));
save('spoons-bench',stage('clay',[[215,'#dcbd8d',1,0],[400,'#cfa672',5,1],[585,'#b98750',9,1]].map(([x,c,sd,h])=>`<g transform="translate(${x-x*.6} 14) scale(.6)">${spoon(x,210,860,c,{seed:sd,hollow:!!h})}${el(x,236,6,6,'#5a412a')}</g>`).join('')+[215,400,585].map(x=>cord(x,106,160)+peg(x,110)).join(''),{rail:true,h:600}),800,600);
{ // paring knife on a magnet rail
 const c='#7b4a34'; const bl='M379 424C374 520 370 596 384 656C392 694 402 716 413 728C420 690 422 560 422 424Z', hd='M376 424C368 360 366 250 378 190C384 172 418 172 424 190C432 250 430 360 424 424C410 432 390 432 376 424Z';
 let s=wallsh(bl+hd,.34)+p(bl,grad([[0,'#f4f5f3'],[.22,'#dfe3e3'],[.3,'#aeb7ba'],[.7,'#c5cccd'],[1,'#8d979b']]))+`<path d="M420 436C420 560 418 660 413 716" fill="none" stroke="#6f7a80" stroke-width="3" opacity=".7"/><path d="M388 440C384 530 382 600 392 650" fill="none" stroke="#fff" stroke-width="4" opacity=".7" filter="${blur(2)}"/>`;
 s+=p(hd,grad([[0,li(c,.22)],[.35,li(c,.1)],[.7,c],[1,dk(c,.4)]]))+grain(hd,c,{seed:8,num:14,box:[368,180,434,430],amp:5,op:.5})+`<path d="M384 210C378 270 378 350 386 412" fill="none" stroke="${W}" stroke-width="5" opacity=".4" filter="${blur(3)}"/>`;
 for(const y of [250,330,396]) s+=el(400,y,6.5,6.5,rad([[0,'#f6e3b4'],[.6,'#c39a4e'],[1,'#7b5b25']]));
 s+=`<rect x="372" y="414" width="56" height="16" rx="3" fill="${grad([[0,'#eadfbe'],[.4,'#c3a468'],[1,'#7d6330']])}"/>`;
 save('knife',stage('plum',`<g transform="translate(400 130) scale(1.12) translate(-400 -172)">${s}</g>`,{rail:true}));
}
{ // tea towels
 const tw=(x,c,st,o)=>{const d=`M${x-92} 170C${x-40} 178 ${x+40} 178 ${x+92} 170C${x+98} 400 ${x+90} 640 ${x+100} ${820+o}C${x+40} ${834+o} ${x-40} ${834+o} ${x-100} ${820+o}C${x-90} 640 ${x-98} 400 ${x-92} 170Z`;const cp=clip(`<path d="${d}"/>`);let f='';
  for(const y of [640,668,716,728]) f+=`<path d="M${x-120} ${y+o}C${x-40} ${y+12+o} ${x+40} ${y+12+o} ${x+120} ${y+o}" fill="none" stroke="${st}" stroke-width="${y==668?22:7}" opacity=".85"/>`;
  for(const [dx,w,t] of [[-78,26,0],[-40,18,1],[-4,26,0],[30,16,1],[62,30,0]]) f+=`<path d="M${x+dx} 160C${x+dx-6} 400 ${x+dx+6} 640 ${x+dx-4} 860L${x+dx+w} 860C${x+dx+w+4} 640 ${x+dx+w*.5} 400 ${x+dx+w*.6} 160Z" fill="${t?W:D}" opacity="${t?.35:.2}" filter="${blur(9)}"/>`;
  return wallsh(d,.26)+p(d,grad([[0,li(c,.2)],[.5,c],[1,dk(c,.24)]]))+`<g clip-path="${cp}">${f}</g>`+`<path d="M${x-10} 176V150M${x+10} 176V150" stroke="${dk(c,.2)}" stroke-width="5"/>`+peg(x,152);};
 save('towels',stage('bone',tw(286,'#e9e3d2','#2f5a7d',20)+tw(514,'#d7c9a8','#8a3b3f',-40),{rail:true}));
}
// ---------- on the table ----------
{ const cx=400, c='#e4ded0', g='#8fa898';
 const prof=[[150,392],[186,420],[204,480],[206,620],[192,750],[176,800]];
 const drip=`M150 300H650V640C620 668 600 640 570 652C540 668 520 690 490 672C460 654 430 690 396 686C360 682 340 650 306 664C270 680 240 652 180 660Z`;
 let s=shadow(cx,800,182)+lathe(cx,prof,'#b98d6d',{gloss:.2,hl:0,speck:60,over:`<path d="${drip}" fill="${round(cx,206,g,.34)}"/><path d="${drip}" fill="none" stroke="${dk(g,.3)}" stroke-width="3" opacity=".4"/>`,seed:11});
 s+=`<g clip-path="${clip(`<path d="${lathePath(cx,prof)}"/>`)}">${(()=>{const r=rng(21);let q='';for(let i=0;i<150;i++)q+=el(cx-200+400*r(),400+255*r(),.8+r()*1.8,.8+r()*1.5,'#4d5a4e',`opacity="${n(.2+r()*.4)}"`);return q;})()}<path d="M284 440C276 520 276 600 284 640" fill="none" stroke="${W}" stroke-width="18" opacity=".55" filter="${blur(6)}"/></g>`;
 s+=el(cx,394,152,152*k(394),dk(g,.35));
 const lid=[[26,318],[80,330],[150,358],[166,384]]; s+=el(cx+6,398,160,160*k(396),D,`opacity=".35" filter="${blur(6)}"`)+lathe(cx,lid,g,{gloss:.36,hl:.5,speck:50,seed:31,hw:10});
 s+=lathe(cx,[[20,276],[34,286],[30,306],[22,326]],'#b98d6d',{gloss:.3,hl:.3,hw:6})+el(cx,276,20,3.4,li('#b98d6d',.3));
 save('crock',stage('clay',big(s,1.12))); }
{ const raw=(cx,y,sc,c)=>{const P=[[150,392],[186,420],[204,480],[206,620],[192,750],[176,800]].map(([r,yy])=>[r*sc,y-(800-yy)*sc]);return shadow(cx,y,176*sc)+lathe(cx,P,c,{gloss:.16,hl:0,speck:24,seed:cx})+mouth(cx,P[0][1],150*sc,c,c,10);};
 save('crocks-bench',stage('celadon',raw(640,430,.62,'#cdb39c')+raw(395,455,.72,'#c3a285')+raw(150,490,.7,'#b08a6c'),{h:600,hz:392}),800,600); }
{ let s=shadow(400,810,120,.34); s+=bowl(400,810,226,150,'#53697a',{speck:70,seed:3,hl:.4}); s+=el(400,660,226,226*k(660),li('#53697a',.2))+el(400,661,214,214*k(661),dk('#53697a',.4));
 s+=bowl(400,752,212,146,'#c9b48e',{speck:70,seed:5,hl:.4})+el(400,606,212,212*k(606),li('#c9b48e',.25))+el(400,607,200,200*k(607),dk('#c9b48e',.3));
 s+=bowl(400,694,198,142,'#dfe0d8',{speck:90,seed:9,hl:.5})+mouth(400,552,198,'#e6e6df','#d3d6cd',11);
 save('bowls',stage('slate',big(s,1.16))); }
{ // enamel milk pan: white, blue rim
 const c='#eceeea', rim='#1d4468', cx=370; const P=[[176,486],[178,520],[178,700],[170,766],[150,790]];
 let s=shadow(cx,790,166,.3);
 s+=`<path d="M545 520C590 512 640 520 712 556C726 566 722 588 704 584C650 560 600 552 546 556Z" fill="${D}" opacity=".2" transform="translate(10 26)" filter="${blur(9)}"/>`;
 s+=`<path d="M543 518C590 508 640 514 714 550C730 560 724 584 704 580C650 556 600 548 546 554Z" fill="${grad([[0,'#fbfbf8'],[.5,'#dfe2df'],[1,'#a9b1b5']],{x2:0,y2:1})}"/><path d="M702 545C716 551 728 559 722 574C716 584 708 581 700 578" fill="none" stroke="${rim}" stroke-width="8" stroke-linecap="round"/>`;
 s+=lathe(cx,P,c,{gloss:.5,hl:.9,hw:20});
 s+=`<path d="M${cx-176} 486C${cx-214} 470 ${cx-216} 488 ${cx-177} 520Z" fill="${li(c,.2)}"/><path d="M${cx-172} 490C${cx-214} 466 ${cx-220} 484 ${cx-178} 512" fill="none" stroke="${rim}" stroke-width="8" stroke-linecap="round"/>`;
 s+=el(cx,486,176,176*k(486),rim)+el(cx,487,166,166*k(486),grad([[0,'#aab4b9'],[.55,'#d4d9d9'],[1,'#f6f7f4']]))+el(cx-8,500,140,10,'#fff','opacity=".25"');
 s+=`<path d="M${cx-176} 488A176 ${n(176*k(486))} 0 0 0 ${cx+176} 488" fill="none" stroke="${rim}" stroke-width="11"/><path d="M${cx-150} 505A176 ${n(176*k(486))} 0 0 0 ${cx-70} 514" fill="none" stroke="#8fb0cc" stroke-width="4" opacity=".7"/>`;
 save('milkpan',stage('straw',big(s,1.06,330,812))); }
save('mustard',stage('sky',big(jar(400,800,136,300,'#c8942b',{seeds:260,lid:'#2c3a42',lab:[['MEELKADE',34,17,600,3],['Coarse mustard',70,27,500],['200 g · crock 17',98,15,500,.5]]}),1.42,400,816)));
{ let s=jar(430,770,142,300,'#dfe0dc',{seeds:160,seed:6,lid:'#b98f5e',level:.16,lab:[['MEELKADE',34,17,600,3],['Grey sea salt',70,27,500],['250 g · raked Aug.',98,15,500,.5]]});
 s+=el(236,846,130,20,D,`opacity=".26" filter="${blur(9)}"`)+p('M124 844C160 838 196 796 226 790C258 788 300 838 344 846C320 862 150 862 124 844Z',grad([[0,'#f7f6f1'],[.5,'#dedfdb'],[1,'#a5abab']])); const r=rng(12); for(let i=0;i<150;i++){const t=r(),x=140+190*t,y=850-r()*46*Math.sin(t*3.14);s+=`<rect x="${n(x)}" y="${n(y)}" width="${n(3+r()*4)}" height="${n(3+r()*3)}" fill="${r()>.5?'#ffffff':'#9fa8a9'}" opacity="${n(.5+r()*.5)}" transform="rotate(${n(r()*90)} ${n(x)} ${n(y)})"/>`;} for(let i=0;i<26;i++){const x=90+310*r(),y=846+34*r();s+=`<rect x="${n(x)}" y="${n(y)}" width="5" height="4" fill="#f7f6f1" transform="rotate(${n(r()*90)} ${n(x)} ${n(y)})"/>`;}
 save('salt',stage('celadon',big(s,1.3,380,830))); }
{ const c='#a9774a', cx=400; let s=shadow(cx,806,100,.32);
 const P=[[58,402],[66,420],[52,470],[60,540],[88,640],[102,740],[104,790],[98,806]]; const d=lathePath(cx,P); s+=lathe(cx,P,c,{gloss:.3,hl:.5,over:grain(d,c,{seed:6,num:30,box:[290,390,510,820],amp:8,op:.4})});
 s+=`<rect x="344" y="392" width="112" height="14" fill="${grad([[0,'#e9dab0'],[.3,'#c5a667'],[1,'#6d5529']])}"/>`;
 const Q=[[16,262],[46,276],[64,312],[66,350],[58,394]]; s+=lathe(cx,Q,dk(c,.08),{gloss:.3,hl:.55,over:grain(lathePath(cx,Q),c,{seed:16,num:20,box:[330,250,470,400],amp:6,op:.4})});
 s+=lathe(cx,[[8,236],[15,244],[12,258],[8,268]],'#c5a667',{gloss:.5,hl:.5,hw:4}); save('mill',stage('clay',big(s,1.12,400,812))); }
{ const c='#3f5a3c', cx=400; let s=shadow(cx,812,104,.34); const P=[[30,236],[31,330],[44,392],[96,470],[106,540],[106,780],[98,812]];
 s+=lathe(cx,P,c,{gloss:.3,hl:.65,hw:14}); s+=`<g clip-path="${clip(`<path d="${lathePath(cx,P)}"/>`)}"><path d="M${cx+60} 520V790" stroke="#9fbf6a" stroke-width="22" opacity=".35" filter="${blur(9)}"/>${label(cx,566,220,150,[['MEELKADE',40,16,600,3],['Cold-pressed',76,23,500],['rapeseed oil',104,23,500],['500 ml',132,15,500,.5]])}</g>`;
 s+=lathe(cx,[[34,228],[35,236],[35,256]],c,{gloss:.3,hl:.4,hw:5})+lathe(cx,[[24,184],[27,192],[25,230]],'#c9a06a',{gloss:.3,hl:.2,speck:24})+el(cx,184,24,3,li('#c9a06a',.3));
 save('oil',stage('bone',s)); }
{ // end-grain board leaning on the wall
 const r=rng(44); const d='M214 232Q214 212 234 210L562 204Q584 204 584 226L600 786Q600 806 580 808L224 812Q202 812 202 790Z'; let t=''; const cols=['#c79f6b','#b58853','#a37444','#d2b083','#98683c'];
 for(let i=0;i<8;i++)for(let j=0;j<11;j++){const x=196+i*51+(j%2?-24:0),y=200+j*56,c=cols[Math.floor(r()*5)];t+=`<rect x="${x}" y="${y}" width="51" height="56" fill="${c}"/>`;const a=x+r()*60-5,b=y+r()*70-8;for(let q=10;q<60;q+=9)t+=`<circle cx="${n(a)}" cy="${n(b)}" r="${q}" fill="none" stroke="${dk(c,.35)}" stroke-width="1.4" opacity=".25" clip-path="${''}"/>`.replace(' clip-path=""','');}
 let s=`<path d="M600 786L650 800L610 240L584 226Z" fill="${D}" opacity=".28" filter="${blur(16)}"/>`+el(430,816,230,16,D,`opacity=".42" filter="${blur(9)}"`)+p('M584 226L600 786Q600 806 580 808L592 812Q618 810 618 788L602 232Q602 214 584 210Z','#7c5632');
 s+=`<g clip-path="${clip(`<path d="${d}"/>`)}">${t}<path d="${d}" fill="${grad([[0,W,.34],[.5,W,0],[1,D,.3]],{x2:.8,y2:1})}"/></g>`;
 s+=`<circle cx="399" cy="262" r="21" fill="#5a4630"/><circle cx="402" cy="265" r="18" fill="#cdbda3"/>`; save('board',stage('plum',s)); }
// ---------- how the pan is made (800x600) ----------
{ let s=''; for(let i=0;i<6;i++){const y=486-i*13; s+= (i?'':el(452,500,250,58,D,`opacity=".34" filter="${blur(16)}"`))+el(400+((i*37)%9)-4,y+9,220,50,'#4f5356')+el(400+((i*37)%9)-4,y,220,50,grad([[0,'#c6cacb'],[.3,'#a2a8ab'],[.55,'#8b9296'],[.8,'#b3b9bb'],[1,'#767d81']]));}
 s+=`<g transform="translate(405 421) scale(1 .23)">${lettering('26',0,52,150,'#fff',0,'opacity=".72"')}</g>`+el(330,404,60,9,'#fff',`opacity=".4" filter="${blur(6)}"`);
 save('pan-step1',stage('bone',s,{h:600,hz:330}),800,600); }
{ let s=shadow(360,560,190,.3)+lathe(360,[[190,400],[186,440],[192,560]],'#a67a4e',{gloss:.2,hl:0,over:grain(lathePath(360,[[190,400],[192,560]]),'#a67a4e',{seed:3,num:40,box:[170,380,550,600],amp:6,op:.5})})+el(360,400,190,42,'#c79f6b'); for(let q=20;q<180;q+=18)s+=`<ellipse cx="352" cy="401" rx="${q}" ry="${q*.22}" fill="none" stroke="#8a6238" stroke-width="1.6" opacity=".5"/>`;
 s+=el(372,404,172,36,D,`opacity=".35" filter="${blur(6)}"`)+p('M200 372C206 410 300 424 364 424C428 424 520 410 524 372Z',grad([[0,'#c9ccce'],[.25,'#a3a8ab'],[.6,'#787d81'],[1,'#54585b']]))+el(362,372,162,35,'#dfe2e2')+el(362,374,153,31,grad([[0,'#5f6468'],[.5,'#8d9397'],[1,'#c3c8ca']])); const r=rng(9); for(let i=0;i<60;i++){const a=r()*6.28,q=Math.sqrt(r());s+=el(362+140*q*Math.cos(a),378+24*q*Math.sin(a),6,2,r()>.5?'#fff':'#43484b',`opacity="${n(.12+r()*.2)}"`);}
 s+=`<g transform="rotate(-24 470 250)"><rect x="470" y="232" width="330" height="30" rx="14" fill="${grad([[0,'#dcb98a'],[.4,'#b98f5e'],[1,'#7d5c39']],{x2:0,y2:1})}"/><rect x="402" y="150" width="112" height="196" rx="20" fill="${grad([[0,'#d9b684'],[.4,'#b08250'],[1,'#71502e']])}"/><ellipse cx="458" cy="344" rx="50" ry="9" fill="#8a6238"/><ellipse cx="458" cy="152" rx="50" ry="8" fill="#e3c69b"/></g>`;
 save('pan-step2',stage('celadon',s,{h:600,hz:360}),800,600); }
{ let s=`<circle cx="250" cy="420" r="300" fill="${D}" opacity=".3" filter="${blur(16)}" transform="translate(20 26)"/><circle cx="250" cy="420" r="300" fill="${grad([[0,'#b9b6b2'],[.5,'#827e7b'],[1,'#4c4a49']],{x2:.8,y2:1})}"/><circle cx="250" cy="420" r="282" fill="${grad([[0,'#4b4948'],[.5,'#77726e'],[1,'#a49e97']],{x2:.9,y2:1})}"/><circle cx="236" cy="436" r="220" fill="${rad([[0,'#8f8983'],[.7,'#77726e'],[1,'#6a6663']],.4,.35,.7)}"/>`;
 s+=`<g transform="rotate(-34 470 250)"><path d="M360 214C400 196 440 214 480 222L840 226V276L480 280C440 288 400 304 360 288C340 280 340 222 360 214Z" fill="${D}" opacity=".35" transform="translate(4 16)" filter="${blur(9)}"/><path d="M360 214C400 196 440 214 480 222L840 226V276L480 280C440 288 400 304 360 288C340 280 340 222 360 214Z" fill="${grad([[0,'#d3cfca'],[.3,'#a29d98'],[1,'#57544f']],{x2:0,y2:1})}"/>`;
 for(const[x,y]of[[376,232],[376,270],[424,251]]) s+=el(x+3,y+5,17,17,D,'opacity=".4"')+el(x,y,16,16,rad([[0,'#f6f1ea'],[.45,'#aaa49d'],[1,'#504c48']])); s+='</g>';
 save('pan-step3',stage('sky',s,{h:600,hz:620}),800,600); }
{ let s=`<rect x="120" y="500" width="500" height="26" rx="6" fill="#2b2f32"/>`+el(370,530,280,30,D,`opacity=".4" filter="${blur(9)}"`); for(let i=0;i<15;i++){const x=170+i*28.5,h=60+((i*53)%26);s+=`<path d="M${x-11} 500C${x-14} ${500-h*.5} ${x-3} ${500-h*.7} ${x} ${500-h}C${x+3} ${500-h*.7} ${x+14} ${500-h*.5} ${x+11} 500Z" fill="${grad([[0,'#e6b25a',.2],[.3,'#8fb6dd',.85],[1,'#2f5f9c',.9]],{x2:0,y2:1})}"/>`;}
 s+=`<path d="M560 330L800 236V272L566 372Z" fill="${grad([[0,'#8b8682'],[.4,'#5a5755'],[1,'#2f2e2e']],{x2:.2,y2:1})}"/>`;
 s+=p('M120 318C140 390 190 428 240 434H500C550 428 600 390 620 318Z',grad([[0,'#8c8078'],[.2,'#6d625a'],[.5,'#4a4a52'],[.8,'#2d3038'],[1,'#3c3a3a']]))+p('M150 380C170 410 200 430 240 434H500C540 430 570 410 590 380C500 410 240 410 150 380Z',grad([[0,'#b57f47',.5],[.5,'#57708f',.7],[1,'#b57f47',.4]]),`filter="${blur(4)}"`);
 s+=el(370,318,250,42,'#a39d97')+el(370,320,240,37,grad([[0,'#232325'],[.5,'#46474d'],[1,'#7f7770']]))+el(330,330,150,18,'#c08a4e',`opacity=".4" filter="${blur(9)}"`)+el(300,326,90,8,'#fff',`opacity=".3" filter="${blur(6)}"`);
 s+=`<path d="M300 250C280 210 330 190 306 140M400 240C420 200 372 170 402 116" fill="none" stroke="#fff" stroke-width="16" opacity=".35" filter="${blur(9)}" stroke-linecap="round"/>`;
 save('pan-step4',stage('clay',s,{h:600,hz:440}),800,600); }
// ---------- people: busts without features, same window ----------
bust('marit',{bg:'straw',skin:'#d9a988',hair:'#8a5a34',top:'#f0ece2',apron:'#3f5d75',style:'bun'});
bust('joost',{bg:'sky',skin:'#cf9c7c',hair:'#4a3428',top:'#5b6a63',apron:'#6e5138',style:'beard'});
bust('ilse',{bg:'clay',skin:'#e0b596',hair:'#b9b4ab',top:'#31495c',apron:null,style:'grey'});
bust('neela',{bg:'celadon',skin:'#8f5f43',hair:'#2a2220',top:'#b5803a',apron:'#e4dfd0',style:'long'});
bust('tomas',{bg:'bone',skin:'#a8754f',hair:'#2f2622',top:'#7a8f83',apron:'#39424a',style:'curl'});
bust('pim',{bg:'plum',skin:'#e4bd9f',hair:'#c79a55',top:'#8a3b3f',apron:null,style:'short'});
