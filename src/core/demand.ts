/** What a question is worth before an interview: how often it is asked, and how much its topic counts for the role. */
/** What questions are about, in the order of lists. A pack may have topics of its own, which follow these. */
export const TOPICS = [
  'Attention',
  'Layers',
  'Losses and gradients',
  'Training',
  'Language models',
  'Post-training',
  'Systems and inference',
  'Evaluation and agents',
  'Vision and generation',
  'Classical methods',
] as const;
type Topic = (typeof TOPICS)[number];

export const FREQUENCIES = ['often', 'sometimes', 'rarely'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** How often a question is asked, and how that is known. */
export interface AskedFrequency {
  readonly how: Frequency;
  /** Where it was counted, as it follows "asked often". */
  readonly source: string;
  /** Year and month of the count, such as `2026-11`. */
  readonly date: string;
}

/** How much an exercise is in demand. */
export interface Demand {
  /** The topic of a coding or rapid-fire question, as lists show it. */
  readonly topic?: string;
  /** How often it is asked, where that was counted. */
  readonly asked?: AskedFrequency;
  /** Of a rapid-fire question: whether it is one of the twenty that everybody is asked. */
  readonly essential?: boolean;
}

export const ROLES = [
  'any',
  'research-engineer',
  'applied-scientist',
  'llm-engineer',
  'computer-vision',
] as const;
export type Role = (typeof ROLES)[number];

/** How much more or less a topic counts for a role; 1 where nothing is said. */
const TOPIC_WEIGHT: Readonly<Record<Role, Readonly<Partial<Record<Topic, number>>>>> = {
  any: {},
  'research-engineer': {
    Attention: 1.25,
    'Losses and gradients': 1.25,
    Training: 1.25,
    'Language models': 1.25,
    'Systems and inference': 1.25,
    'Classical methods': 0.75,
  },
  'applied-scientist': {
    'Classical methods': 1.5,
    'Losses and gradients': 1.25,
    Training: 1.25,
    'Post-training': 0.75,
    'Systems and inference': 0.75,
  },
  'llm-engineer': {
    Attention: 1.5,
    'Language models': 1.5,
    'Post-training': 1.5,
    'Systems and inference': 1.5,
    'Evaluation and agents': 1.5,
    'Vision and generation': 0.5,
    'Classical methods': 0.5,
  },
  'computer-vision': {
    'Vision and generation': 1.5,
    Layers: 1.25,
    'Language models': 0.5,
    'Post-training': 0.5,
    'Evaluation and agents': 0.5,
  },
};

const FREQUENCY_WEIGHT: Readonly<Record<Frequency, number>> = {
  often: 1,
  sometimes: 0.75,
  rarely: 0.5,
};

/** From 0.25 to 1.5. What nobody has counted is worth as much as what is sometimes asked. */
export function worthOf({ asked, topic, essential }: Demand, role: Role): number {
  const how = asked?.how ?? (essential === true ? 'often' : 'sometimes');
  const weights: Readonly<Partial<Record<string, number>>> = TOPIC_WEIGHT[role];
  return FREQUENCY_WEIGHT[how] * (weights[topic ?? ''] ?? 1);
}

/** Such as "asked often"; null where nobody has counted. */
export function askedText({ asked }: Pick<Demand, 'asked'>): string | null {
  return asked === undefined ? null : `asked ${asked.how}`;
}
