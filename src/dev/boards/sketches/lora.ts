import { sketch } from '../sketch.ts';

export default sketch({
  boxes: [
    ['input', 0.9, 0, 'input', 'x', 'box', 3.4, 0.7],
    ['frozen', 0, 1.8, 'frozen', 'W, frozen\nd_out × d_in', 'box', 1, 2.6],
    ['down', 1.8, 1.2, 'adapter', 'A, trained\nr × d_in'],
    ['up', 1.8, 2.4, 'adapter', 'B, trained\nd_out × r'],
    ['scale', 1.8, 3.6, 'scale', '× α / r'],
    ['add', 0, 3.6, 'add', '+'],
    ['output', 0, 4.5, 'output', 'h'],
  ],
  arrows: [
    'input -> frozen : (B, T, d_in)',
    'input -> down : (B, T, d_in)',
    'down -> up : (B, T, r)',
    'up -> scale : (B, T, d_out)',
    'frozen -> add : (B, T, d_out)',
    'scale -> add -> output : (B, T, d_out)',
  ],
  notes: [
    ['equation', 2.4, 3.6, 'h = W x + (α / r) B A x'],
    ['start', 2.4, 1.8, 'A ~ N(0, σ²), B = 0,\nso training starts at W'],
    ['gradient', -1.2, 1.8, 'No gradient,\nno Adam state'],
    ['merge', 2.4, 4.2, "Merged: W' = W + (α / r) B A,\nan ordinary linear layer"],
    ['tradeoff', 2.4, 4.9, 'Trade-off: far less memory than full\nfine-tuning, but rank r at most'],
    ['title', -1.2, -0.8, 'LoRA on one linear layer', 22],
  ],
});
