/** What a review of a written design can find, by the six steps of a design. */

export const DESIGN_STEPS = [
  'clarify',
  'data',
  'model',
  'training',
  'evaluation',
  'deployment',
] as const;
export type DesignStep = (typeof DESIGN_STEPS)[number];

export type FindingId =
  | `empty-${DesignStep}`
  | 'no-assumptions'
  | 'no-data-problems'
  | 'no-alternatives'
  | 'no-baseline'
  | 'no-offline-metric'
  | 'no-online-metric'
  | 'no-latency'
  | 'no-monitoring';

export interface DesignFinding {
  readonly id: FindingId;
  readonly step: DesignStep;
  /** What was not found. */
  readonly title: string;
  /** What an interviewer would ask for, one sentence. */
  readonly advice: string;
  /** Counts from 1: where it would belong. */
  readonly line: number;
}
