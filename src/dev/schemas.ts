/** JSON Schemas of the YAML that authors write, made from what the compiler checks: editors complete and underline by them. */
import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { boardSchema } from '../content/board-schema.ts';
import { caseSchema, sizesSchema } from '../content/clinic-schema.ts';
import { mistakeEditsSchema } from '../content/mistake-edits.ts';
import {
  deepDiveSchema,
  rapidFireSchema,
  systemDesignSchema,
  unknownSchema,
} from '../content/oral-schema.ts';
import {
  checklistSchema,
  drillSchema,
  guideMistakesSchema,
  mistakesSchema,
} from '../content/schema.ts';
import { planSchema } from '../content/plans.ts';
import { survivorsSchema } from '../content/survivors.ts';

export interface AuthorSchema {
  /** Of its file in `dist/schemas`, without the ending. */
  readonly name: string;
  /** Which files of a pack it is for. */
  readonly path: string;
  /** Whether the path says enough by itself, also where a pack has another name than `.tensor-drills`. */
  readonly telling: boolean;
  readonly schema: GenericSchema;
}

export const AUTHOR_SCHEMAS: readonly AuthorSchema[] = [
  { name: 'drill', path: 'coding/*/drill.yaml', telling: true, schema: drillSchema },
  { name: 'mistakes', path: 'coding/mistakes.yaml', telling: true, schema: mistakesSchema },
  {
    name: 'mistake-edits',
    path: 'coding/*/mistakes.yaml',
    telling: true,
    schema: mistakeEditsSchema,
  },
  {
    name: 'survivors',
    path: 'coding/*/survivors.yaml',
    telling: true,
    schema: survivorsSchema,
  },
  { name: 'rapid-fire', path: 'rapid-fire/*.yaml', telling: true, schema: rapidFireSchema },
  { name: 'deep-dive', path: 'deep-dive/*.yaml', telling: true, schema: deepDiveSchema },
  { name: 'unknown', path: 'unknown/*.yaml', telling: false, schema: unknownSchema },
  {
    name: 'system-design',
    path: 'system-design/*.yaml',
    telling: true,
    schema: systemDesignSchema,
  },
  { name: 'board', path: 'whiteboard/*/board.yaml', telling: true, schema: boardSchema },
  { name: 'case', path: 'clinics/runs/*/case.yaml', telling: true, schema: caseSchema },
  { name: 'output-sizes', path: 'clinics/output-sizes.yaml', telling: true, schema: sizesSchema },
  { name: 'plan', path: 'plans/*.yaml', telling: false, schema: planSchema },
  { name: 'checklist', path: 'checklist.yaml', telling: false, schema: checklistSchema },
  {
    name: 'guide-mistakes',
    path: 'guide/mistakes.yaml',
    telling: false,
    schema: guideMistakesSchema,
  },
];

/** What `contributes.yamlValidation` of package.json says. */
export const YAML_VALIDATION = AUTHOR_SCHEMAS.map(({ name, path, telling }) => ({
  fileMatch: `**/${telling ? '' : '.tensor-drills/'}${path}`,
  url: `./dist/schemas/${name}.json`,
}));

/** Shown beside a key as it is completed, and on hover. */
const MEANING: Readonly<Record<string, string>> = {
  title: 'Its name in lists; at most 80 characters.',
  summary: 'One line for lists; at most 100 characters.',
  order: 'Position in lists, from 1: the most frequently asked comes first.',
  level: 'How hard it is: easy, medium or hard.',
  topic: 'Its heading in the Drills view.',
  asked:
    'How often interviewers ask it (often, sometimes or rarely), where that was counted, and when.',
  checked:
    'Year and month when it was last checked, such as 2026-11; `tensor-drills outdated` lists what is too old.',
  question: 'What the interviewer says. Markdown; maths between dollar signs.',
  contract:
    'What must hold whatever the solution looks like: signature, shapes, what is not allowed. Markdown.',
  clarifying: 'What a candidate should ask first, with the interviewer’s answers.',
  equations: 'The equations behind it, in TeX.',
  steps: 'The steps of the plan, in order.',
  practise: 'What practises it, in order: exercises such as coding/lstm-cell or rapid-fire/relu.',
  phases: 'The phases of the interview in order, each with its band in seconds.',
  hints: 'At most three, from a nudge to almost the full answer. Markdown.',
  mistakes:
    'What can go wrong: grade.py names a mistake by its id, `says` is the sentence about the program, and a program in mistakes.yaml makes that mistake.',
  complexity: 'Time and memory, shown at the end.',
  tradeoffs: 'Decisions that could go another way, shown at the end.',
  followUps: 'What is asked afterwards, with answers.',
  papers: 'Where it comes from; an arXiv id or a DOI makes it a link.',
  proves: 'Ids of the final checklist items that a pass earns.',
  band: 'Shortest and longest recommended time, in seconds.',
  points: 'What a good answer says; the user ticks it afterwards.',
  answer: 'The model answer. Markdown.',
  wrong: 'The most common wrong answer, and what is true.',
  probe: 'What the interviewer asks next, with its answer.',
  tags: 'One to six topics.',
  links: 'Other exercises that practise it, such as coding/lstm-cell.',
  items: 'Ids of the final checklist items that it is about.',
  sizing:
    'The figures of the design, each with its formula; a formula may use the ids of earlier ones.',
  surface: 'What an honest answer that stays on the surface contains.',
  explanation: 'The explanation to rehearse, one step per phase.',
  drawing:
    'What drawings are reviewed against: components, how they are connected, shapes, equations.',
};

/** The JSON Schema of one of them. Rules that JSON Schema has no words for are left to the compiler. */
export function jsonSchemaOf({ schema }: AuthorSchema): JsonSchema {
  const made = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  const fields = Object.entries(made.properties ?? {}).map(([name, field]): [string, unknown] => {
    const description = MEANING[name];
    return [name, typeof field === 'object' && description ? { description, ...field } : field];
  });
  return fields.length === 0
    ? made
    : { ...made, properties: Object.fromEntries(fields) as JsonSchema['properties'] };
}
