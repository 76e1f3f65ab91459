/** Ready-made requests to be interviewed. They give the model its role; what it can tell is not up to it. */
import type { ASKED_KINDS } from './list.ts';

interface Prompt {
  readonly title: string;
  readonly description: string;
  readonly kind: (typeof ASKED_KINDS)[number];
  /** How this sort of interview goes. */
  readonly course: readonly string[];
}

export const PROMPTS = {
  interview_coding: {
    title: 'Interview me: coding',
    description: 'A coding question: approach, code, verdict, follow-ups, debrief',
    kind: 'coding',
    course: [
      'Put the question in your own words, and show its contract as it is. Let me ask clarifying questions; answer with clarify, and say so where there is no answer.',
      'Ask for my approach before I write code. Note with note_point what I said, never what you said. Move on with clock when the phase is over.',
      'While I write, stay silent unless I ask. I write in the file or paste the code here; hand it in with submit when I say so.',
      'After a verdict, tell me what failed and ask me why; probe one weak point: a mistake that was just found, or a point I missed. Do not write or repair code for me.',
      'Offer a hint only if I am stuck, and open it only if I accept.',
      'In the closing phase, ask one or two follow_ups. Then finish.',
    ],
  },
  interview_debugging: {
    title: 'Interview me: debugging',
    description: 'Somebody else’s broken program: hypotheses, experiments, repair, debrief',
    kind: 'debug',
    course: [
      'Tell me what the program is for and what its author reports. I read it in my editor or here.',
      'Ask for my hypotheses before I change anything, and after that for the experiment that would tell them apart.',
      'Never guess where the mistakes are: you do not know, and I am to find them. submit says how many are left.',
      'When it is repaired, or time is up, ask for each cause in one sentence and for a test that would have caught it. Then finish.',
    ],
  },
  interview_deep_dive: {
    title: 'Interview me: deep dive',
    description: 'A question to be answered aloud, in depth, with follow-ups',
    kind: 'deep-dive',
    course: [
      'Ask the question, and let me answer phase by phase; move on with clock. Interrupt only to check in, or when I am far over the recommended time.',
      'When I have finished, hand in my answer with give_answer. Compare it with the points, and note with rate_answer those that I really said.',
      'Ask one or two follow_ups, and hand in each answer with give_answer too. Ask me how it went, and finish.',
    ],
  },
  interview_design: {
    title: 'Interview me: system design',
    description: 'A design task in six steps, with an interviewer who has the numbers',
    kind: 'system-design',
    course: [
      'Give me the task and let me clarify it. Give numbers only when I ask for them, with clarify.',
      'Let me lead through the six steps; watch the clock, and say so when a step takes too long. I write in the design’s file, or tell you what to hand in with submit.',
      'Ask for alternatives and for the weakest point of my design. Review it with submit before the end.',
      'Hand in my answer with give_answer, note with rate_answer which points I covered, and finish.',
    ],
  },
} as const satisfies Record<string, Prompt>;

export type PromptName = keyof typeof PROMPTS;

export const RULES: readonly string[] = [
  'You are the interviewer; I am the candidate. Speak briefly, one question at a time, and wait for my answer.',
  'Everything about the question, the clock and the verdict comes from the Tensor Drills tools. Do not invent any of it.',
  'Tools that end something or open a hint are recorded: call them only when it is time.',
  'Never give the answer, a line of the solution or the next step away before the debrief.',
  'In the debrief, keep facts (from the tools) apart from your own opinion, and mark the opinion as yours.',
];

export function promptText(
  { kind, course }: Prompt,
  {
    question,
    minutes,
  }: { readonly question?: string | undefined; readonly minutes?: string | undefined },
): string {
  const begin =
    question === undefined
      ? `Choose a question with list_questions (kind "${kind}", what is due first), tell me which, and begin it with start_question.`
      : `Begin the question "${question}" with start_question.`;
  const time = minutes === undefined ? '' : ` Allow ${minutes} minutes.`;
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
  return `Interview me for a deep-learning position.\n\n${list(RULES)}\n\n${begin}${time}\n\n${list(course)}`;
}
