/** Which commands the palette lists in which state, by the conditions that package.json gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ContentIndex } from '../../src/core/content.ts';
import { debugIdOf } from '../../src/core/debugging/exercise.ts';
import type { NewEvent } from '../../src/core/events.ts';
import { Ledger } from '../../src/core/ledger.ts';
import { inFront, lastingContexts } from '../../src/core/palette.ts';
import { ROOT } from '../../src/dev/places.ts';
import { CONTEXTS } from '../../src/host/ids.ts';
import { stamped } from '../core/arbitraries.ts';

const clause = v.optional(v.string());
const { contributes } = v.parse(
  v.object({
    contributes: v.object({
      commands: v.array(v.object({ command: v.string(), title: v.string(), enablement: clause })),
      menus: v.object({
        commandPalette: v.array(v.object({ command: v.string(), when: v.string() })),
      }),
    }),
  }),
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
);

type Context = Readonly<Record<string, string | boolean>>;

/** As VS Code reads them, as far as ours go: `||` of `&&` of keys, negated or compared. */
function holds(condition: string | undefined, context: Context): boolean {
  if (condition === undefined) return true;
  return condition
    .split(' || ')
    .some((part) => part.split(' && ').every((term) => termHolds(term, context)));
}

function termHolds(term: string, context: Context): boolean {
  const [whole, not, key = '', value] = /^(!?)([\w.]+)(?: == ([\w.-]+))?$/.exec(term) ?? [];
  if (whole === undefined) throw new Error(`cannot read the condition "${term}"`);
  const known = context[key];
  const is = value === undefined ? Boolean(known) : String(known) === value;
  return not === '!' ? !is : is;
}

/** Titles as the palette sorts them for somebody who has used none: by name. */
function listed(context: Context): readonly string[] {
  return sorted(
    ...contributes.commands
      .filter(({ enablement }) => holds(enablement, context))
      .filter(({ command }) =>
        contributes.menus.commandPalette
          .filter((item) => item.command === command)
          .every(({ when }) => holds(when, context)),
      )
      .map(({ title }) => title),
  );
}

interface State {
  readonly events?: readonly NewEvent[];
  /** The exercise in front of the user. */
  readonly exercise?: string | null;
  readonly clock?: 'none' | 'ready' | 'running' | 'paused';
  readonly ownPacks?: number;
  /** Whatever VS Code itself, or the active editor, says. */
  readonly also?: Context;
}

const INDEX = {
  checklist: [{ id: 'fid', title: '', short: '', questions: [], provedBy: [], practice: [] }],
  drills: [],
  exercises: [],
} as unknown as ContentIndex;

function contextOf({ events = [], exercise = null, clock = 'none', ...rest }: State): Context {
  const ledger = new Ledger(events.map((event, at) => stamped(event, at, at * 1000)));
  const values = {
    ...lastingContexts({
      ...{ ledger, index: INDEX, events: events.length, checklist: ledger.checklist },
      ownPacks: rest.ownPacks ?? 0,
    }),
    ...inFront(ledger, exercise),
    clock,
  };
  const keys = Object.entries(values).map(([name, value]): [string, string | boolean] => [
    CONTEXTS[name as keyof typeof CONTEXTS],
    value,
  ]);
  return {
    ...{ isWorkspaceTrusted: true, [CONTEXTS.awake]: true },
    ...Object.fromEntries(keys),
    ...rest.also,
  };
}

/** What the state adds to the list of a new user; what it takes away stands behind a minus. */
function differs(state: State): readonly string[] {
  const now = listed(contextOf(state));
  expect(now[0]).toBe(BEGIN);
  return [
    ...now.filter((title) => !ALWAYS.includes(title)),
    ...ALWAYS.filter((title) => !now.includes(title)).map((title) => `- ${title}`),
  ];
}

const BEGIN = 'Begin a Coding Drill';
const ALWAYS: readonly string[] = [
  ...['Choose Practice Folder', 'Choose Python Interpreter', 'Debug a Broken Program', 'Deep Dive'],
  ...[
    'Draw an Architecture',
    'Follow a Study Plan',
    'Import Progress',
    'Study Plans',
    'Install PyTorch for Tensor Drills',
  ],
  ...['Mock Interview', 'New Drill Pack', 'Open a Clinic', 'Open Guide', 'Open Question'],
  ...['Practise Checklist Item', 'Practise…', 'Rapid-Fire Round', 'Self-Test on a Checklist Item'],
  ...['Set Interview Date', 'Show Log', BEGIN, 'Statistics', 'System Design'],
  ...['Tick or Untick Checklist Item', 'Unknown Question', 'What Next?'],
];

const CODING = 'lstm-cell';
const DEBUG = debugIdOf(CODING);
const on = (attempt: string) => ({ attempt, session: 's' });
const begun = (drill: string): NewEvent => ({
  ...{ kind: 'attempt-started', exerciseId: drill, file: `/${drill}`, phase: 'code', ...on(drill) },
});
const resumed = (drill: string): NewEvent => ({ kind: 'clock-resumed', ...on(drill) });
const finished = (drill: string): NewEvent => ({ kind: 'attempt-finished', ...on(drill) });
const kept = (drill: string): NewEvent => ({ kind: 'code-kept', attempt: drill, code: 'a' });
const away = (drill: string): NewEvent => ({
  ...{ kind: 'time-away', from: 2000, until: 9000, ...on(drill) },
});

const HISTORY = ['Export Progress', 'Open History File'];
const ATTEMPTS = ['Delete All Attempts', 'Delete Attempt'];
const CODE = ['Compare Attempt', 'Open Attempt', 'Restore Attempt into a New File'];
const CLOCK = [
  ...['Clock Actions', 'Finish Drill', 'Next Phase', 'Pause/Resume Clock', 'Previous Phase'],
];
const DRILL = ['Check Drill', 'Compare with Solution', 'Reset Drill'];

function sorted(...titles: readonly string[]): readonly string[] {
  return titles.toSorted((one, other) => one.localeCompare(other));
}

describe('the palette lists what can be done now', () => {
  it('to a new user: all that begins something, and nothing that needs what is not there', () => {
    expect(listed(contextOf({}))).toEqual(sorted(...ALWAYS));
  });

  it('in a window whose extension is not awake: that, and what needs no more than it will know', () => {
    const asleep = { isWorkspaceTrusted: true };
    expect(listed(asleep)).toEqual(sorted(...ALWAYS, ...HISTORY));
    expect(listed({ ...asleep, editorLangId: 'python' })).toContain('Check Drill');
  });

  it('with a drill that waits for its clock', () => {
    const state = { events: [begun(CODING)], exercise: CODING, clock: 'ready' } as const;
    expect(differs({ ...state, also: { [CONTEXTS.drillFile]: true } })).toEqual(
      sorted(...HISTORY, ...ATTEMPTS, ...CLOCK, 'Start Clock', ...DRILL, 'Show Hint'),
    );
  });

  it('with a drill whose clock runs, also from its page', () => {
    const events = [begun(CODING), resumed(CODING), kept(CODING)];
    expect(differs({ events, exercise: CODING, clock: 'running' })).toEqual(
      sorted(...HISTORY, ...ATTEMPTS, ...CODE, ...CLOCK, ...DRILL, 'Show Hint'),
    );
  });

  it('with time away that could be counted', () => {
    const events = [begun(CODING), resumed(CODING), away(CODING)];
    const paused = { events, exercise: CODING, clock: 'paused' } as const;
    const title = 'Count the Time Away';
    expect(differs(paused)).toContain(title);
    expect(differs({ ...paused, events: events.slice(0, 2) })).not.toContain(title);
  });

  it('with a drill file that no attempt is known of', () => {
    expect(differs({ also: { [CONTEXTS.drillFile]: true } })).toEqual(DRILL);
  });

  it('with a broken program: the original only once the attempt is over', () => {
    const state = { events: [begun(DEBUG), resumed(DEBUG)], exercise: DEBUG };
    const also = { [CONTEXTS.debugFile]: true };
    const repair = ['Check Drill', 'Give Up and Show the Mistakes', 'Suspect This Line'];
    expect(differs({ ...state, clock: 'running', also })).toEqual(
      sorted(...HISTORY, ...ATTEMPTS, ...CLOCK, ...repair, 'Show Hint'),
    );
    const over = { ...state, events: [...state.events, finished(DEBUG)] };
    expect(differs({ ...over, also })).toEqual(
      sorted(...HISTORY, ...ATTEMPTS, ...repair, 'Show Hint', 'Compare with Solution'),
    );
  });

  it('with a drawing in front, by its page or by its board', () => {
    const board = 'whiteboard/transformer-block';
    expect(differs({ events: [begun(board)], exercise: board })).toContain('Review Drawing');
    const also = { activeCustomEditorId: 'tensorDrills.board' };
    expect(differs({ also })).toEqual(['Review Drawing']);
  });

  it('with a design in front', () => {
    const design = 'system-design/feed-ranking';
    const state = { events: [begun(design)], exercise: design };
    expect(differs(state)).toEqual(sorted(...HISTORY, ...ATTEMPTS, 'Review Design'));
  });

  it('between drills: attempts, and those with code', () => {
    const events = [begun(CODING), finished(CODING)];
    expect(differs({ events })).toEqual(sorted(...HISTORY, ...ATTEMPTS));
    expect(differs({ events: [begun(CODING), kept(CODING), finished(CODING)] })).toEqual(
      sorted(...HISTORY, ...ATTEMPTS, ...CODE),
    );
    const gone: NewEvent = { kind: 'attempt-forgotten', attempt: CODING };
    expect(differs({ events: [...events, gone] })).toEqual(HISTORY);
  });

  it('with a study plan that is followed', () => {
    const also = { 'config.tensorDrills.schedule.studyPlan': 'week-before' };
    expect(differs({ also })).toEqual(['Stop Following the Study Plan', '- Follow a Study Plan']);
  });

  it('with a tick on the checklist', () => {
    const events: readonly NewEvent[] = [{ kind: 'item-ticked', item: 'fid', on: true }];
    expect(differs({ events })).toEqual(sorted(...HISTORY, 'Reset Final Checklist'));
    expect(differs({ events: [...events, { kind: 'checklist-reset' }] })).toEqual(HISTORY);
  });

  it('with a pack of the user, whose code runs in a trusted workspace only', () => {
    expect(differs({ ownPacks: 1 })).toEqual(['New Drill', 'Prove Drill Pack']);
    expect(differs({ ownPacks: 1, also: { isWorkspaceTrusted: false } })).toEqual(['New Drill']);
  });

  it('in a file of mistakes', () => {
    expect(differs({ also: { resourceFilename: 'mistakes.yaml' } })).toEqual(['Open as Program']);
  });
});
