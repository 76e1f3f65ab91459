/** The drawings that are made by script: fair ones in many styles, and ones with a named fault. */
import { draw } from '../../src/dev/boards/draw.ts';
import { sceneText, type SceneFile } from '../../src/core/board/drawing-file.ts';
import { PLAIN, type Style } from '../../src/dev/boards/style.ts';
import { noted, type Sketch } from '../../src/dev/boards/sketch.ts';
import diffusion from './cases/diffusion-unet-step.ts';
import encoderDecoder from './cases/encoder-decoder-transformer.ts';
import gan from './cases/gan.ts';
import lstm from './cases/lstm-cell.ts';
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

/** Without what Excalidraw fills in itself when it opens a file: a third of its size. */
const FILLED_IN = new Set([
  'seed',
  'version',
  'versionNonce',
  'updated',
  'link',
  'locked',
  'opacity',
  'frameId',
  'index',
  'lastCommittedPoint',
  'isDeleted',
  'fillStyle',
  'lineHeight',
  'autoResize',
  'elbowed',
]);

function lean(scene: SceneFile): SceneFile {
  const elements = scene.elements.map((one) => ({
    ...Object.fromEntries(Object.entries(one).filter(([name]) => !FILLED_IN.has(name))),
    id: one.id,
  }));
  return { ...scene, elements };
}

function bare(sketch: Sketch): Sketch {
  return {
    ...sketch,
    arrows: sketch.arrows.map((one) => ({ ...one, label: one.label.replace(SHAPE, '').trim() })),
  };
}

/** Every drawing of an architecture: path below its folder, and text. */
export function drawingsOf(architecture: string): ReadonlyMap<string, string> {
  const cases = CASES[architecture];
  if (!cases) throw new Error(`No cases for ${architecture}`);
  const files = new Map<string, string>();
  const put = (path: string, sketch: Sketch, style: Style): void => {
    files.set(`${path}.excalidraw`, sceneText(lean(draw(sketch, style))));
  };
  for (const [name, style] of Object.entries(STYLES)) put(`good/${name}`, cases.reference, style);
  const other = [STYLES['by-hand'], STYLES['large-grouped'], STYLES['small-outlines'], PLAIN];
  Object.entries(cases.good).forEach(([name, sketch], i) =>
    put(`good/${name}`, sketch, other[i % other.length] ?? PLAIN),
  );
  const faults: Readonly<Record<string, Sketch>> = {
    'trade-off-missing.none': noted(cases.reference, 'tradeoff', null),
    'shape-missing.none': bare(cases.reference),
    ...cases.faults,
  };
  const ways = [PLAIN, { ...PLAIN, boundArrows: false, boundTexts: false, freeLabels: true }];
  Object.entries(faults).forEach(([name, sketch], i) =>
    put(`faults/${name}`, sketch, ways[i % ways.length] ?? PLAIN),
  );
  put('faults/colours-shared.all', cases.reference, { ...PLAIN, colours: 'one' });
  return files;
}
