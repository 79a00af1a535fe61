// Draws every picture of the demo shop into ../pictures: node app/src/demo/art/draw.mjs
import './first.mjs';
import './steel-and-wood.mjs';
import './clay-linen-pantry.mjs';
