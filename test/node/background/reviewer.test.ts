/** A review that never ends, and one after it, in the thread that the extension ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { reviewDrawing } from '../../../src/review/board/review.ts';
import { reviewDesign } from '../../../src/review/design/review.ts';
import { ThreadReviewer } from '../../../src/node/background/reviewer.ts';
import { pack } from '../../built-in-pack.ts';
import { HANGS_MS } from '../../limits.ts';
import { ROOT } from '../../python.ts';

const board = pack.boards.find(({ board: { id } }) => id === 'whiteboard/gan');
if (board === undefined) throw new Error('There is no such board.');
const { spec } = board.board;
const drawing = readFileSync(join(ROOT, 'drills/whiteboard/gan/reference.excalidraw'), 'utf8');
/** Patterns that take for ever on what is drawn. */
const SLOW = ['((a+)+)+=', '(a|a)*b', '(.*.*)*=$', '(.*a){30}='];

const reviewers: ThreadReviewer[] = [];
const said: string[] = [];
afterEach(() => {
  for (const one of reviewers.splice(0)) one.dispose();
});

function reviewer(deadlineMs = HANGS_MS, program = join(ROOT, 'dist/worker.js')): ThreadReviewer {
  const one = new ThreadReviewer(program, (line) => said.push(line), deadlineMs);
  reviewers.push(one);
  return one;
}

/** The drawing with a text that makes a pattern work. */
function withText(text: string): string {
  const scene = JSON.parse(drawing) as {
    elements: { type: string; text?: string; originalText?: string }[];
  };
  for (const one of scene.elements) {
    if (one.type === 'text') Object.assign(one, { text, originalText: text });
  }
  return JSON.stringify(scene);
}

describe('a review in a thread of its own', () => {
  it('tells what it would tell here', async () => {
    const one = reviewer();
    expect(await one.drawing(drawing, spec)).toEqual(reviewDrawing(drawing, spec));
    expect(await one.drawing('no drawing', spec)).toEqual(reviewDrawing('no drawing', spec));
    expect(await one.design('# A design')).toEqual(reviewDesign('# A design'));
  });

  it.each(SLOW)(
    'is stopped when the pattern %s does not end, and the next is not',
    async (when) => {
      const one = reviewer(1000);
      const slow = {
        ...spec,
        equations: [
          { name: 'the objective', write: 'x', about: ['a'], wrong: [{ when, say: 'x' }] },
        ],
      };
      const text = withText(`${'a'.repeat(60)}c`);
      const result = await one.drawing(text, slow);
      expect(result).toMatchObject({ kind: 'refused' });
      expect(JSON.stringify(result)).toMatch(/stopped after 1 s.*drawing is unchanged/);
      const next = reviewer();
      expect(await next.drawing(drawing, spec)).toMatchObject({ kind: 'review' });
    },
  );

  it('goes on in a new thread after one that was stopped', async () => {
    const one = reviewer(3000);
    const slow = { ...spec, equations: [{ name: 'x', write: 'x', about: ['(a|a)*b'], wrong: [] }] };
    const [late, next] = await Promise.all([
      one.drawing(withText(`${'a'.repeat(60)}c`), slow),
      one.design('# A design'),
    ]);
    expect(late).toMatchObject({ kind: 'refused' });
    expect(next).toEqual(reviewDesign('# A design'));
  });

  it('says so when it cannot work at all', async () => {
    const one = reviewer(HANGS_MS, join(ROOT, 'dist/not-there.js'));
    expect(await one.drawing(drawing, spec)).toMatchObject({ kind: 'refused' });
    expect(said.at(-1)).toContain('not-there.js');
  });
});
