/** The tools of an interviewer: what each takes, and the sentences by which a language model chooses among them. */
import * as v from 'valibot';
import { MOST_MISTAKES } from '../debugging/choose.ts';
import { messageOf, UserError } from '../errors.ts';
import type { Interview } from './interview.ts';
import { ASKED_KINDS, STATES } from './list.ts';
import { CLOCK_MOVES } from './clock-status.ts';
import { LEVELS } from '../basics.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const which = {
  question: v.optional(
    v.pipe(id, v.description('Id of the question; by default the one in progress.')),
  ),
};
const count = (most: number, what: string) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most), v.description(what)));
const text = (most: number, what: string) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(most), v.description(what));
const rating = count(
  4,
  'How it went in the candidate’s own words: 1 again, 2 hard, 3 good, 4 easy.',
);

/** Anything longer is not an answer to a question, and is refused. */
const MOST_CODE = 200_000;

interface Tool {
  readonly title: string;
  readonly description: string;
  readonly schema: v.GenericSchema & { readonly entries: v.ObjectEntries };
  /** Whether it changes nothing. */
  readonly isReading: boolean;
  run(interview: Interview, input: unknown, signal?: AbortSignal): string | Promise<string>;
}

function tool<S extends v.ObjectEntries>(
  title: string,
  description: string,
  entries: S,
  run: (
    interview: Interview,
    input: v.InferOutput<v.StrictObjectSchema<S, undefined>>,
    signal?: AbortSignal,
  ) => string | Promise<string>,
  isReading = false,
): Tool {
  const schema = v.strictObject(entries);
  return {
    ...{ title, description, schema, isReading },
    run: (interview, input, signal) => run(interview, v.parse(schema, input), signal),
  };
}

export const TOOLS = {
  list_questions: tool(
    'List questions',
    'Lists the questions that can be asked, with id, kind, level and minutes: what is due first, then what is asked most.',
    {
      kind: v.optional(v.pipe(v.picklist(ASKED_KINDS), v.description('Only this kind.'))),
      level: v.optional(v.picklist(LEVELS)),
      state: v.optional(v.picklist(STATES)),
      due: v.optional(v.pipe(v.boolean(), v.description('Only what is due for review.'))),
      most_minutes: count(180, 'Only what takes at most so many minutes.'),
      words: v.optional(
        text(200, 'Only questions with all these words, such as "attention mask".'),
      ),
      limit: count(100, 'How many to list; 20 by default.'),
    },
    (interview, input) => interview.list(input),
    true,
  ),
  start_question: tool(
    'Start a question',
    'Begins an attempt and starts its clock, or goes on with the open one. Returns the question to put to the candidate. Coding, debugging and design questions get a file.',
    {
      question: v.pipe(id, v.description('Id from list_questions.')),
      minutes: count(180, 'Minutes to allow; the clock then says how many are left.'),
      mistakes: count(MOST_MISTAKES, 'Debugging only: how many mistakes the program has.'),
      fresh: v.optional(
        v.pipe(
          v.boolean(),
          v.description('Begin anew even if an attempt is open. The old file is archived.'),
        ),
      ),
    },
    (interview, input, signal) => interview.start(input, signal),
  ),
  read_question: tool(
    'Read the question',
    'Returns the question with its contract, the candidate’s file, and where the attempt stands.',
    which,
    (interview, input) => interview.read(input),
    true,
  ),
  clock: tool(
    'Clock',
    'Says the phase, the time spent, the recommended time, and which talking points are due. With an action, it first starts or pauses the clock or changes the phase.',
    { ...which, action: v.optional(v.picklist(CLOCK_MOVES)) },
    (interview, input) => interview.clock(input),
  ),
  note_point: tool(
    'Note a talking point',
    'Notes that the candidate has said a point that clock shows as due. Do not note a point that you said yourself.',
    {
      ...which,
      point: v.pipe(id, v.description('Id of the point, as clock shows it.')),
      said: v.optional(v.pipe(v.boolean(), v.description('false takes the note back.'))),
    },
    (interview, input) => interview.notePoint(input),
  ),
  submit: tool(
    'Submit code or a design',
    'Checks the candidate’s code and returns the verdict with the mistakes it found, or reviews a design. Submit only what the candidate wrote.',
    {
      ...which,
      code: v.optional(
        text(
          MOST_CODE,
          'The whole text, if the candidate wrote it here; by default the saved file is checked.',
        ),
      ),
    },
    (interview, input, signal) => interview.submit(input, signal),
  ),
  next_hint: tool(
    'Next hint',
    'Opens the next hint, which counts against the attempt. Ask the candidate first.',
    which,
    (interview, input) => interview.hint(input),
  ),
  clarify: tool(
    'Clarify the question',
    'Without a number, lists the clarifying questions that have a prepared answer. With a number, returns that answer.',
    { ...which, number: count(50, 'Which one the candidate asked.') },
    (interview, input) => interview.clarify(input),
    true,
  ),
  follow_ups: tool(
    'Follow-up questions',
    'Lists questions to go on with, once the answer was given or the closing phase of a coding question has come.',
    which,
    (interview, input) => interview.followUps(input),
    true,
  ),
  give_answer: tool(
    'Hand in a spoken answer',
    'The candidate has answered: returns what a good answer contains, and stops the clock. Call it only after the answer, because it cannot be taken back.',
    {
      ...which,
      answer: text(20_000, 'What the candidate answered, in their words. It is not stored.'),
      follow_up: count(
        50,
        'Number of the follow-up that was answered; by default the question itself.',
      ),
    },
    (interview, input) => interview.answer(input),
  ),
  rate_answer: tool(
    'Rate an answer against its points',
    'Notes which points the answer contained, and how the candidate says it went.',
    { ...which, said: v.optional(v.pipe(v.array(id), v.maxLength(100))), rating },
    (interview, input) => interview.rate(input),
  ),
  finish: tool(
    'Finish with a debrief',
    'Ends the attempt and returns the debrief: times, points that were not said, mistakes with their fixes, and the model answer. It cannot be taken back.',
    { ...which, rating },
    (interview, input, signal) => interview.finish(input, signal),
  ),
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

export interface Reply {
  readonly text: string;
  /** It says what went wrong and what to do. */
  readonly isError: boolean;
}

/** Never rejects: a language model can do something about what went wrong only if it is told. */
export async function callTool(
  interview: Interview,
  name: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const known: Tool | undefined = Object.hasOwn(TOOLS, name) ? TOOLS[name as ToolName] : undefined;
  if (known === undefined) {
    return wrong(`There is no tool "${name}". Tools: ${Object.keys(TOOLS).join(', ')}.`);
  }
  try {
    return { text: await known.run(interview, input ?? {}, signal), isError: false };
  } catch (error) {
    if (v.isValiError(error))
      return wrong(`${name} cannot take this. ${complaint(error.issues, name as ToolName)}`);
    if (error instanceof UserError) return wrong(error.message);
    return wrong(`Something went wrong in Tensor Drills: ${messageOf(error)}`);
  }
}

function wrong(said: string): Reply {
  return { text: said, isError: true };
}

function complaint(issues: readonly v.BaseIssue<unknown>[], name: ToolName): string {
  return issues
    .map((issue) => {
      const path = v.getDotPath(issue) ?? 'The input';
      if (issue.type !== 'strict_object') return `${path}: ${issue.message}.`;
      if (issue.expected !== 'never') return `"${path}" is missing.`;
      const inputs = Object.keys(TOOLS[name].schema.entries);
      return `"${path}" is none of its inputs: ${inputs.join(', ')}.`;
    })
    .join(' ');
}
