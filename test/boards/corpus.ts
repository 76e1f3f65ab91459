/** The drawings that reviews are held to: by script and by mouse, fair ones in many styles and ones with a named fault. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from '../../src/dev/boards/draw.ts';
import { sceneText } from '../../src/core/drawing-file.ts';
import { PLAIN, type Style } from '../../src/dev/boards/style.ts';
import { noted, type Sketch } from '../../src/dev/boards/sketch.ts';
import decoder from './cases/decoder-block.ts';
import diffusion from './cases/diffusion-unet-step.ts';
import dit from './cases/dit-block.ts';
import encoderDecoder from './cases/encoder-decoder-transformer.ts';
import gan from './cases/gan.ts';
import lstm from './cases/lstm-cell.ts';
import grpo from './cases/grpo-data-flow.ts';
import lora from './cases/lora.ts';
import moe from './cases/moe-layer.ts';
import resnet from './cases/resnet-bottleneck.ts';
import transformer from './cases/transformer-block.ts';
import uNet from './cases/u-net.ts';
import vae from './cases/vae.ts';
import vit from './cases/vit.ts';

export interface Cases {
  readonly reference: Sketch;
  /** Other fair drawings by name. */
  readonly good: Readonly<Record<string, Sketch>>;
  /** By the finding that names the fault, a dot, and a name. */
  readonly faults: Readonly<Record<string, Sketch>>;
}

export const CASES: Readonly<Record<string, Cases>> = {
  'transformer-block': transformer,
  'resnet-bottleneck': resnet,
  'lstm-cell': lstm,
  'u-net': uNet,
  gan,
  'encoder-decoder-transformer': encoderDecoder,
  vit,
  vae,
  'diffusion-unet-step': diffusion,
  'moe-layer': moe,
  'decoder-block': decoder,
  'dit-block': dit,
  'grpo-data-flow': grpo,
  lora,
};

/** Ways in which people draw the same. */
export const STYLES: Readonly<Record<string, Style>> = {
  plain: PLAIN,
  'sideways-unbound': {
    ...PLAIN,
    direction: 'right',
    boundArrows: false,
    boundTexts: false,
    freeLabels: true,
  },
  'small-outlines': { ...PLAIN, scale: 0.45, colours: 'stroke' },
  'large-grouped': { ...PLAIN, scale: 2.3, groups: true, boundTexts: false, boundArrows: false },
  'by-hand': { ...PLAIN, roughness: 1, jitter: 0.12, boundArrows: false },
  'wide-ellipses': { ...PLAIN, boxes: 'ellipse', spread: 1.25, freeLabels: true },
  upwards: { ...PLAIN, direction: 'up', boundTexts: false },
  colourless: { ...PLAIN, colours: 'none', freeLabels: true },
};

const SHAPE = /\([^()]*,[^()]*\)/gu;

function bare(sketch: Sketch): Sketch {
  return {
    ...sketch,
    arrows: sketch.arrows.map((one) => ({ ...one, label: one.label.replace(SHAPE, '').trim() })),
  };
}

const DRAWN = join(import.meta.dirname, 'drawn');

/** Where a drawing that was made with the mouse is kept. */
export function drawnFile(architecture: string, name: string): string {
  return join(DRAWN, architecture, `${name}.excalidraw`);
}

/** The texts of all drawings of an architecture, by name. */
export interface Drawings {
  readonly good: ReadonlyMap<string, string>;
  /** By the finding that names the fault, a dot, and a name. */
  readonly faults: ReadonlyMap<string, string>;
}

export function drawingsOf(architecture: string): Drawings {
  const cases = CASES[architecture];
  if (!cases) throw new Error(`No cases for ${architecture}`);
  return { good: goodOnes(architecture, cases), faults: faultyOnes(cases) };
}

function goodOnes(architecture: string, { reference, good }: Cases): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, style] of Object.entries(STYLES)) found.set(name, drawn(reference, style));
  const styles = [STYLES['by-hand'], STYLES['large-grouped'], STYLES['small-outlines'], PLAIN];
  Object.entries(good).forEach(([name, sketch], i) =>
    found.set(name, drawn(sketch, styles[i % styles.length])),
  );
  const byMouse = join(DRAWN, architecture);
  for (const file of existsSync(byMouse) ? readdirSync(byMouse) : []) {
    const name = file.replace('.excalidraw', '');
    found.set(`drawn ${name}`, readFileSync(drawnFile(architecture, name), 'utf8'));
  }
  return found;
}

function faultyOnes({ reference, faults }: Cases): ReadonlyMap<string, string> {
  const sketches: Cases['faults'] = {
    'trade-off-missing.none': noted(reference, 'tradeoff', null),
    'shape-missing.none': bare(reference),
    ...faults,
  };
  const styles = [PLAIN, { ...PLAIN, boundArrows: false, boundTexts: false, freeLabels: true }];
  const found = Object.entries(sketches).map(
    ([name, sketch], i) => [name, drawn(sketch, styles[i % styles.length])] as const,
  );
  const oneColour = drawn(reference, { ...PLAIN, colours: 'one' });
  return new Map([...found, ['colours-shared.all', oneColour]]);
}

function drawn(sketch: Sketch, style: Style = PLAIN): string {
  return sceneText(draw(sketch, style));
}
