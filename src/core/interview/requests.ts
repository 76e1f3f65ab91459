/** The input of the interviewer's tools. */
import type { StartRequest } from './start.ts';
import type { QuestionChoice } from './subject.ts';

export interface BeginRequest extends StartRequest {
  /** For the whole attempt. */
  readonly minutes?: number | undefined;
}

export interface PointRequest extends QuestionChoice {
  /** The id of a talking point. */
  readonly point: string;
  readonly said?: boolean | undefined;
}

export interface SubmitRequest extends QuestionChoice {
  readonly code?: string | undefined;
}

export interface ClarifyRequest extends QuestionChoice {
  /** The clarification's number, from 1. */
  readonly number?: number | undefined;
}

export interface AnswerRequest extends QuestionChoice {
  /** A follow-up's number, from 1; by default, the main question. */
  readonly follow_up?: number | undefined;
}

export interface RateRequest extends FinishRequest {
  /** Ids of the points that were said. */
  readonly said?: readonly string[] | undefined;
}

export interface FinishRequest extends QuestionChoice {
  /** From 1 to 4. */
  readonly rating?: number | undefined;
}
