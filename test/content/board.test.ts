import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compileDrawing } from '../../src/content/board-compile.ts';
import { boardSchema, type BoardSource } from '../../src/content/board-schema.ts';
import { readYaml } from '../../src/content/read.ts';
import { pack } from '../built-in-pack.ts';
import { ROOT } from '../python.ts';

const text = readFileSync(join(ROOT, 'drills/whiteboard/transformer-block/board.yaml'), 'utf8');

function source(): BoardSource {
  const result = readYaml('board.yaml', text, boardSchema);
  if (!('value' in result)) throw new Error(result.problems[0]?.message);
  return structuredClone(result.value);
}

function problems(change: (board: BoardSource) => void): string {
  const board = source();
  change(board);
  const result = readYaml('board.yaml', stringify(board), boardSchema);
  if ('value' in result) return '';
  return result.problems
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
    .join('\n');
}

describe('a board.yaml is refused with line and column', () => {
  it('unless it is right', () => {
    expect(problems(() => undefined)).toBe('');
  });

  it.each<[string, (board: BoardSource) => void, RegExp]>([
    ['a phase lacks', ({ phases }) => phases.pop(), /phases must be big-picture, zoom-in/],
    [
      'a step of the explanation lacks',
      ({ explanation }) => explanation.reverse(),
      /explanation must be/,
    ],
    [
      'a point stands twice',
      ({ phases }) => phases[1]?.points.push({ ...point(phases) }),
      /id of its own/,
    ],
    [
      'a chain is broken',
      ({ drawing }) => variant(drawing).path.push('input norm1'),
      /must be a chain/,
    ],
    [
      'a chain names a stranger',
      ({ drawing }) => variant(drawing).path.push('input -> nothing'),
      /no component nothing/,
    ],
    [
      'a part is a stranger',
      ({ drawing }) => Object.assign(drawing.components['ffn'] ?? {}, { parts: 'a -> b' }),
      /no component a\b/,
    ],
    [
      'a component is like a stranger',
      ({ drawing }) => Object.assign(drawing.components['add2'] ?? {}, { like: 'add9' }),
      /like add9/,
    ],
    [
      'a component says nothing',
      ({ drawing }) => Object.assign(drawing.components, { bare: { name: 'x' } }),
      /bare needs `name`/,
    ],
    [
      'a shape is none',
      ({ drawing }) => Object.assign(drawing.components['input'] ?? {}, { shape: 'B, ?' }),
      /must be dimensions/,
    ],
    [
      'a pattern is none',
      ({ drawing }) => drawing.equations[0]?.about.push('('),
      /regular expression/,
    ],
    ['there is no variant', ({ drawing }) => (drawing.variants = {}), /needs at least one/],
    [
      'the form is unknown',
      (board) => Object.assign(board.drawing, { flow: 'up' }),
      /drawing\.flow/,
    ],
    [
      'a key is misspelt',
      (board) => Object.assign(board.drawing, { equation: [] }),
      /drawing\.equation/,
    ],
  ])('when %s', (_, change, says) => {
    expect(problems(change)).toMatch(says);
    expect(problems(change)).toMatch(/^\d+:\d+ /);
  });
});

function point(phases: BoardSource['phases']): BoardSource['phases'][number]['points'][number] {
  const [first] = phases[0]?.points ?? [];
  if (!first) throw new Error('no point');
  return first;
}

function variant(drawing: BoardSource['drawing']): { path: string[] } {
  const one = drawing.variants['pre-norm'];
  if (!one) throw new Error('no variant');
  return one;
}

describe('chains become edges', () => {
  const spec = compileDrawing({
    ...source().drawing,
    components: {
      a: { name: 'a', kind: 'input', says: ['a'] },
      b: { name: 'b', kind: 'x', says: ['b'], optional: true },
      c: { name: 'c', kind: 'x', says: ['c'], parts: 'd -> e' },
      d: { name: 'd', kind: 'x', says: ['d', 'D'] },
      e: { like: 'd', name: 'e', says: ['E'] },
    },
    variants: { only: { path: ['a -> b -> c'], skip: ['a -> c'], back: [], optional: [] } },
  });
  const written = spec.variants.map(({ edges }) =>
    edges
      .map(({ from, to, role, optional }) => `${from}${to} ${role}${optional ? '?' : ''}`)
      .sort(),
  );

  it('past what may be left out, and once more with parts', () => {
    expect(written).toEqual([
      ['ab main?', 'ac main', 'ac skip', 'bc main?'],
      ['ab main?', 'ad main', 'ad skip', 'bd main?', 'de main'],
    ]);
  });

  it('and what is like another has its words too', () => {
    expect(spec.components.find((one) => one.id === 'e')?.says).toEqual(['d', 'D', 'E', 'e']);
  });
});

describe('the architectures', () => {
  it('are there, and link to items of the checklist', () => {
    expect(pack.boards.map(({ board }) => board.id.replace('whiteboard/', ''))).toEqual([
      ...['transformer-block', 'resnet-bottleneck', 'lstm-cell', 'u-net', 'gan'],
      ...[
        'encoder-decoder-transformer',
        'vit',
        'vae',
        'diffusion-unet-step',
        'moe-layer',
        'decoder-block',
        'dit-block',
        'grpo-data-flow',
        'lora',
      ],
    ]);
    const items = pack.checklist.map((one) => one.id);
    const strangers = pack.boards.flatMap(({ summary }) =>
      summary.items.filter((one) => !items.includes(one)),
    );
    expect(strangers).toEqual([]);
  });

  it.each(pack.boards.map(({ board }) => board))(
    '$id is drawn within five to ten minutes',
    ({ phases }) => {
      const sum = (end: 0 | 1): number => phases.reduce((all, { band }) => all + band[end], 0);
      expect(sum(0)).toBeGreaterThanOrEqual(285);
      expect(sum(1)).toBeLessThanOrEqual(570);
    },
  );
});
