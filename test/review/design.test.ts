/** The review of a design: what is there is never called absent, what is absent always is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewDesign } from '../../src/review/design/review.ts';
import { DESIGN_STEPS, type DesignStep, type FindingId } from '../../src/core/design-finding.ts';
import { sectionsOf } from '../../src/review/design/outline.ts';
import { designText } from '../../src/core/design-file.ts';
import { DESIGN } from '../oral-content.ts';

const FOLDER = join(import.meta.dirname, 'designs');
const designs = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(join(FOLDER, name), 'utf8'),
}));

/** What is looked for, and the step where it belongs. */
const STEP: Readonly<Record<string, DesignStep>> = {
  'no-assumptions': 'clarify',
  'no-data-problems': 'data',
  'no-alternatives': 'model',
  'no-baseline': 'model',
  'no-offline-metric': 'evaluation',
  'no-online-metric': 'evaluation',
  'no-latency': 'deployment',
  'no-monitoring': 'deployment',
};
const GAPS = Object.keys(STEP);

const idsOf = (text: string): FindingId[] => reviewDesign(text).map(({ id }) => id);

/** The design without the lines that say what `gap` is about; each line is marked with what it speaks of. */
function without(text: string, gap: string): { text: string; also: Set<string> } {
  const also = new Set<string>();
  const left = text.split('\n').filter((line) => {
    const marks = /<!-- ((?:no-[a-z-]+ ?)+)-->/.exec(line)?.[1]?.trim().split(' ') ?? [];
    if (!marks.includes(gap)) return true;
    for (const mark of marks) also.add(mark);
    return false;
  });
  return { text: left.join('\n'), also };
}

describe.each(designs)('$name', ({ text }) => {
  it('is not faulted', () => {
    expect(reviewDesign(text)).toEqual([]);
  });

  it('is not faulted with Windows line ends or its headings one level deeper', () => {
    expect(idsOf(text.replaceAll('\n', '\r\n'))).toEqual([]);
    expect(idsOf(text.replace(/^(#{1,5}) /gm, '#$1 '))).toEqual([]);
  });

  it.each(GAPS)('is faulted without what speaks against %s', (gap) => {
    const gone = without(text, gap);
    expect(gone.text).not.toBe(text);
    const found = idsOf(gone.text);
    // Where nothing else was written about the step, it is called empty instead.
    const empty = `empty-${STEP[gap]}`;
    expect(found.filter((id) => id === gap || id === empty)).toHaveLength(1);
    const allowed = new Set<string>([...gone.also, empty]);
    expect(found.filter((id) => !allowed.has(id))).toEqual([]);
  });
});

describe('a step without a text', () => {
  const text = readFileSync(join(FOLDER, 'hate-speech.md'), 'utf8');

  it.each(DESIGN_STEPS)('%s is found empty, at the line of its heading', (step) => {
    const number = DESIGN_STEPS.indexOf(step) + 1;
    const emptied = text.replace(
      new RegExp(`(## ${number}\\. [^\\n]*\\n)[\\s\\S]*?(?=\\n## |$)`),
      '$1\n- TODO\n\n<!-- three words here -->\n\n### Notes\n',
    );
    const finding = reviewDesign(emptied).find(({ id }) => id === `empty-${step}`);
    expect(emptied.split('\n')[(finding?.line ?? 0) - 1]).toMatch(`## ${number}. `);
    expect(reviewDesign(emptied).filter((one) => one.step === step)).toHaveLength(1);
  });

  it('is found when its heading was deleted too', () => {
    const gone = text.replace(/## 4\.[\s\S]*?(?=\n## )/, '').replace(/trains? on[^.]*/g, '');
    const left = gone.replace(/.*(train|fine-tune).*\n/g, '');
    expect(idsOf(left)).toContain('empty-training');
  });
});

describe('the words of other things', () => {
  const text = readFileSync(join(FOLDER, 'hate-speech.md'), 'utf8');
  /** The design with a sentence more in one step, and without what speaks against `gap`. */
  const misleading = (gap: string, step: number, sentence: string): FindingId[] =>
    idsOf(
      without(text, gap).text.replace(new RegExp(`(## ${step}\\. .*\\n)`), `$1\n${sentence}\n`),
    );

  it.each([
    ['no-offline-metric', 4, 'Train in mixed precision and map the labels.'],
    ['no-online-metric', 3, 'The model predicts the click-through rate as a second head.'],
    ['no-online-metric', 1, 'The company wants more revenue and retention.'],
    ['no-latency', 1, 'There are 3000 posts per second, a stream that never ends.'],
    ['no-monitoring', 6, 'Roll out to one country first, with a way to roll back.'],
    ['no-monitoring', 2, 'Language drifts; collect anew each year.'],
    ['no-alternatives', 3, 'The transformer (XLM-R) is robust against typos.'],
    ['no-baseline', 2, 'Annotators follow the rules of the platform; popularity bias is strong.'],
  ])('do not hide %s', (gap, step, sentence) => {
    expect(misleading(gap, step, sentence)).toContain(gap);
  });
});

describe('the scaffold', () => {
  const text = designText(DESIGN.summary, DESIGN.oral.phases);

  it('is empty in all six steps, whatever the question speaks of', () => {
    expect(idsOf(text)).toEqual(DESIGN_STEPS.map((step) => `empty-${step}`));
    const loaded = {
      ...DESIGN.summary,
      question: 'Precision, A/B test?\nLatency, drift, baseline.',
    };
    expect(idsOf(designText(loaded, DESIGN.oral.phases))).toHaveLength(6);
  });

  it('has the six steps as sections of their own', () => {
    const steps = sectionsOf(text).flatMap((section) => section.steps.slice(0, 1));
    expect(steps).toEqual([...DESIGN_STEPS]);
  });
});

it('says something of any text without failing, on lines that are there', () => {
  const word = fc.constantFrom(
    '#',
    '##',
    '**Model**',
    'data',
    '---',
    '>',
    '<!--',
    '-->',
    '\n',
    'x?',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((all) => all.join(' ')),
      ),
      (text) => {
        const lines = text.split(/\r?\n/).length;
        const found = reviewDesign(text);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        for (const { line } of found) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      },
    ),
  );
});
