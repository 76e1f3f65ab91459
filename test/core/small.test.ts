import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBand, LONGEST, SHORTEST } from '../../src/core/bands.ts';
import { checklistProgress } from '../../src/core/checklist.ts';
import { newClock } from '../../src/core/clock.ts';
import type { ContentIndex, Drill, Phase } from '../../src/core/content.ts';
import { debrief, duePoint } from '../../src/core/debrief.ts';
import { blankDrawing } from '../../src/core/drawing-file.ts';
import { firstLineToWrite, markedDrill, markLine } from '../../src/core/drill-file.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { DECLARES_ENCODING } from '../python.ts';
import { stamped } from './arbitraries.ts';
import type { Html } from '../../src/core/basics.ts';

const phase: Phase = {
  id: 'narrate',
  title: 'Explain',
  band: [60, 120],
  cue: '',
  talking: ['one', 'two', 'three'].map((id, i) => ({
    id,
    at: i * 20,
    say: id as Html,
    example: null,
  })),
};

describe('bands', () => {
  it('are the drill’s, with the ends that the user set', () => {
    expect(fitBand([60, 120], null, null)).toEqual([60, 120]);
    expect(fitBand([60, 120], 90, null)).toEqual([90, 120]);
    expect(fitBand([60, 120], null, 30)).toEqual([30, 30]);
    expect(fitBand([60, 120], 300, null)).toEqual([300, 300]);
    expect(fitBand([60, 120], 300, 200)).toEqual([300, 300]);
    expect(fitBand([60, 120], -1, 1e9)).toEqual([SHORTEST, LONGEST]);
  });

  it('are ordered and in range, whatever the user sets', () => {
    const set = fc.option(fc.double({ noNaN: true }));
    const own = fc.tuple(fc.integer({ min: 5, max: 7200 }), fc.integer({ min: 0, max: 7200 }));
    fc.assert(
      fc.property(own, set, set, ([low, more], minimum, maximum) => {
        const [min, max] = fitBand([low, Math.min(LONGEST, low + more)], minimum, maximum);
        expect([SHORTEST <= min, min <= max, max <= LONGEST]).toEqual([true, true, true]);
      }),
    );
  });
});

describe('the debrief', () => {
  it('tells time against band, what was not said and how many hints', () => {
    const drill = { phases: [phase] } as unknown as Drill;
    const clock = { ...newClock('narrate'), spent: { narrate: 130_000 } };
    const facts = debrief(drill, {}, { clock, points: ['two'], hints: [0, 1] }, 0);
    expect(facts.phases).toMatchObject([{ band: [60, 120], ms: 130_000, place: 'over' }]);
    expect(facts.missed.map(({ point }) => point.id)).toEqual(['one', 'three']);
    expect(facts.hints).toBe(2);
    const wider = debrief(drill, { narrate: [60, 130] }, { clock, points: [], hints: [] }, 0);
    expect(wider.phases[0]?.place).toBe('within');
  });

  it('names the talking point that is due and not ticked', () => {
    const due = (ms: number, ...ticked: string[]) => duePoint(phase, ticked, ms)?.id ?? null;
    expect([due(0), due(19_999), due(20_000), due(1e9)]).toEqual(['one', 'one', 'two', 'three']);
    expect(due(20_000, 'two')).toBeNull();
    expect(duePoint({ ...phase, talking: phase.talking.slice(1) }, [], 0)).toBeNull();
  });
});

describe('a drill file', () => {
  it('is known by its mark, in its first lines, under any line ends and after a byte order mark', () => {
    const text = `${markLine('lstm-cell')}\nimport torch\n`;
    expect(markedDrill(text)).toBe('lstm-cell');
    expect(markedDrill(`\uFEFF${text}`)).toBe('lstm-cell');
    expect(markedDrill(`#!/usr/bin/env python3\n${text}`.replaceAll('\n', '\r\n'))).toBe(
      'lstm-cell',
    );
    expect(markedDrill(`\n\n\n\n\n${text}`)).toBeNull();
    expect(markedDrill('#\nTensor Drills: gan')).toBeNull();
    expect(markedDrill('print("# Tensor Drills: gan")')).toBeNull();
    expect(markedDrill('')).toBeNull();
    expect(markedDrill(blankDrawing('whiteboard/u-net'))).toBe('whiteboard/u-net');
  });

  it('has a mark that Python does not read as the declaration of an encoding', () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    const about = fc.constantFrom('', 'coding', 'encoding', 'speculative-decoding', 'encoding-utf');
    fc.assert(
      fc.property(id, about, (one, two) => {
        for (const name of [one, two, `${one}-${two}`]) {
          expect(markLine(name)).not.toMatch(DECLARES_ENCODING);
        }
      }),
    );
  });

  it('says where to write first', () => {
    expect(firstLineToWrite('a\n    raise NotImplementedError\n')).toBe(1);
    expect(firstLineToWrite('a\n  # raise NotImplementedError\n')).toBe(0);
    expect(firstLineToWrite('a\nraise NotImplementedErrors\n')).toBe(0);
  });
});

it('the checklist names the drills that earned an item', () => {
  const drill = (id: string, ...proves: string[]) => ({
    id,
    title: id.toUpperCase(),
    items: proves,
  });
  const index = {
    drills: [drill('gan', 'x'), drill('lstm', 'x', 'y')],
    checklist: ['x', 'y', 'z'].map((id) => ({ id })),
  } as unknown as ContentIndex;
  const passed = {
    kind: 'checked' as const,
    exerciseId: 'gan',
    attempt: null,
    file: '',
    passed: true,
    checks: [],
    mistakes: [],
    durationMs: 1,
  };
  const ledger = new Ledger([
    stamped({ kind: 'item-ticked', item: 'z', on: true }, 0, 0),
    stamped(passed, 1, 1),
  ]);
  const progress = checklistProgress(index, ledger.checklist).map(({ state, earnedBy }) => [
    state,
    earnedBy,
  ]);
  expect(progress).toEqual([
    ['earned', ['GAN']],
    ['open', []],
    ['ticked', []],
  ]);
});
