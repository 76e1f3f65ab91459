/**
 * Reviews a system design written in Markdown. It finds what is absent; it does not judge what is written, and where
 * it cannot tell it keeps silent.
 */
import { isWritten, sectionsOf, type Section } from './outline.ts';
import {
  ALTERNATIVES,
  ASSUMPTIONS,
  BASELINE,
  DATA_PROBLEM,
  DATA_PROBLEM_THERE,
  LATENCY,
  MONITORING,
  namesOfflineMetric,
  namesTwoModels,
  OFFLINE_THERE,
  ONLINE_METRIC,
  ONLINE_THERE,
} from './evidence.ts';
import {
  DESIGN_STEPS,
  type DesignFinding,
  type DesignStep,
  type FindingId,
} from '../../core/design-finding.ts';

interface Check {
  readonly id: Exclude<FindingId, `empty-${DesignStep}`>;
  readonly step: DesignStep;
  readonly title: string;
  readonly advice: string;
  /** Steps whose text does not speak of it even when the words are there, such as clicks that are labels. */
  readonly notIn: readonly DesignStep[];
  /** `own` is what stands under the step and under no step; `text` also what the others say of it. */
  found(text: string, own: string): boolean;
}

const CHECKS: readonly Check[] = [
  {
    id: 'no-assumptions',
    step: 'clarify',
    title: 'No clarifying question and no assumption',
    advice:
      'Write what you would ask, or what you take for granted, about users, volume, latency and the goal.',
    notIn: [],
    found: (_, own) => ASSUMPTIONS.test(own),
  },
  {
    id: 'no-data-problems',
    step: 'data',
    title: 'Nothing on problems with the data',
    advice:
      'Say what is wrong with the data, such as imbalance, noisy labels, leakage, cold start or privacy.',
    notIn: ['deployment'],
    found: (text, own) => DATA_PROBLEM.test(text) || DATA_PROBLEM_THERE.test(own),
  },
  {
    id: 'no-alternatives',
    step: 'model',
    title: 'A model choice without alternatives',
    advice: 'Name one or two other models, and say why you would not choose them here.',
    notIn: [],
    found: (_, own) => ALTERNATIVES.test(own) || namesTwoModels(own),
  },
  {
    id: 'no-baseline',
    step: 'model',
    title: 'No baseline',
    advice: 'Say which simple method the model has to beat.',
    notIn: [],
    found: (text) => BASELINE.test(text),
  },
  {
    id: 'no-offline-metric',
    step: 'evaluation',
    title: 'No offline metric',
    advice: 'Name the metric that you compute on held-out data, and say why you chose it.',
    notIn: ['data', 'deployment'],
    found: (text, own) => namesOfflineMetric(text) || OFFLINE_THERE.test(own),
  },
  {
    id: 'no-online-metric',
    step: 'evaluation',
    title: 'No online metric',
    advice: 'Say what you would measure on real users, and how, for example with an A/B test.',
    notIn: ['data', 'model', 'training'],
    found: (text, own) => ONLINE_METRIC.test(text) || ONLINE_THERE.test(own),
  },
  {
    id: 'no-latency',
    step: 'deployment',
    title: 'Nothing on latency',
    advice: 'Say how fast an answer must be, and what that means for the model.',
    notIn: ['training'],
    found: (text) => LATENCY.test(text),
  },
  {
    id: 'no-monitoring',
    step: 'deployment',
    title: 'Nothing on monitoring',
    advice:
      'Say what you would watch once the system is running, and what would make you retrain or roll back.',
    notIn: ['data', 'training', 'clarify'],
    found: (text) => MONITORING.test(text),
  },
];

const EMPTY: Readonly<Record<DesignStep, readonly [title: string, advice: string]>> = {
  clarify: [
    'Nothing clarified',
    'Write your questions or your assumptions about scale, latency and the goal.',
  ],
  data: [
    'No data strategy',
    'Say where the data and labels come from, how much data there is, and what is wrong with it.',
  ],
  model: ['No model choice', 'Name two or three options, choose one, and say why.'],
  training: ['No training plan', 'State the loss, the optimizer, and how you prevent overfitting.'],
  evaluation: ['No evaluation', 'Name an offline metric, an online one, and the experiment.'],
  deployment: [
    'No deployment',
    'Say how the model is served, how fast and how large it is, and what you monitor.',
  ],
};

/** Words that show that a step is spoken of where no heading names it. */
const SPOKEN_OF: Readonly<Record<DesignStep, RegExp>> = {
  clarify: ASSUMPTIONS,
  data: /\bdata|label|sampl|corpus|logs\b/i,
  model: /model|classifier|network|encoder|regression|ranker|transformer/i,
  training: /train|fine-?tun|\bloss|optimi[sz]|adam|epoch|learning rate/i,
  evaluation: /evaluat|metric|a\/b|\bmeasure|held[- ]out|precision|recall/i,
  deployment:
    /deploy|serv(e|ing)|production|inference|monitor|latenc|roll-?out|launch|canary|\bp9\d|\bgo(es|ing)? live/i,
};

/** What is absent, in the order of the steps. */
export function reviewDesign(markdown: string): readonly DesignFinding[] {
  const sections = sectionsOf(markdown);
  return DESIGN_STEPS.flatMap((step): DesignFinding[] => {
    const line = lineOf(sections, step);
    if (isEmpty(sections, step)) {
      const [title, advice] = EMPTY[step];
      return [{ id: `empty-${step}`, step, title, advice, line }];
    }
    const own = ownText(sections, step);
    return CHECKS.filter(
      (check) => check.step === step && !check.found(textFor(sections, check), own),
    ).map(({ id, title, advice }) => ({ id, step, title, advice, line }));
  });
}

function isEmpty(sections: readonly Section[], step: DesignStep): boolean {
  const own = sections.filter(({ steps }) => steps.includes(step));
  if (own.length > 0) return !own.some(({ body }) => isWritten(body));
  const rest = sections.filter(({ body }) => isWritten(body)).map(textOf);
  return !rest.some((text) => SPOKEN_OF[step].test(text));
}

function lineOf(sections: readonly Section[], step: DesignStep): number {
  const own = sections.filter(({ steps }) => steps.includes(step));
  return (own.find(({ body }) => !isWritten(body)) ?? own[0])?.line ?? 1;
}

/** What stands under the step, and under no step, such as a preamble: that may speak of anything. */
function ownText(sections: readonly Section[], step: DesignStep): string {
  const own = sections.filter(({ steps }) => steps.includes(step) || steps.length === 0);
  return own.map(textOf).join('\n');
}

/** All text in which a check looks. */
function textFor(sections: readonly Section[], { step, notIn }: Check): string {
  const looked = sections.filter(
    ({ steps }) =>
      steps.includes(step) || steps.length === 0 || !steps.every((one) => notIn.includes(one)),
  );
  return looked.map(textOf).join('\n');
}

/** A heading inside a step counts only when something stands under it. */
function textOf({ body }: Section): string {
  const lines = body.map(({ text }) => text).filter((text) => text.trim() !== '');
  return lines.filter((text, i) => !isHeading(text) || !isHeading(lines[i + 1] ?? '#')).join('\n');
}

function isHeading(text: string): boolean {
  return /^\s*#/.test(text);
}
