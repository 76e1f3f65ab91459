import { Random, seedOf } from '../random.ts';
import type { Html, Level } from '../basics.ts';

/** Curves over a common axis; null where a value was not finite or there was none. */
export interface Curves {
  readonly x: readonly (number | null)[];
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What was recorded of one run. */
export interface Recording {
  readonly charts: Readonly<Record<string, Curves>>;
  readonly tables: Readonly<Record<string, TableData>>;
}

/** How a part of a recording is shown. */
export type Evidence =
  | {
      readonly kind: 'chart';
      /** Name of the curves in the recordings. */
      readonly of: string;
      readonly title: string;
      readonly x: string;
      readonly y: string;
      /** Whether the y axis is logarithmic. */
      readonly log: boolean;
      readonly bars: boolean;
    }
  | { readonly kind: 'table'; readonly of: string; readonly title: string }
  | { readonly kind: 'text'; readonly title: string; readonly text: Html };

export interface Measurement {
  readonly id: string;
  readonly title: string;
  readonly shows: Evidence;
  /** What it says about the case; told at the end. */
  readonly tells: Html;
}

/** A hypothesis or a fix; `verdict` says why it is right or not. */
export interface Option {
  readonly id: string;
  readonly say: Html;
  readonly verdict: Html;
}

export interface RunCase {
  readonly of: 'run';
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly told: Html;
  /** What you see before measuring anything. */
  readonly shown: Evidence;
  readonly measurements: readonly Measurement[];
  readonly hypotheses: readonly Option[];
  readonly fixes: readonly Option[];
  /** Ids of the right hypothesis and the right fix. */
  readonly cause: string;
  readonly fix: string;
  readonly why: Html;
  /** What to look at first when one meets this at work. */
  readonly first: readonly Html[];
  /** What was changed for the repaired run, and what to see in it. */
  readonly repaired: Html;
  readonly recorded: { readonly faulty: Recording; readonly repaired: Recording };
}

/** The clinic whose questions are generated. */
export interface SizesClinic {
  readonly of: 'sizes';
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly level: Level;
  readonly told: Html;
}

export type Clinic = SizesClinic | RunCase;

/** The options in an order that says nothing about them, always the same for the same attempt. */
export function shuffled(options: readonly Option[], attempt: string): readonly Option[] {
  const random = new Random(seedOf(`${attempt}/${options.map(({ id }) => id).join()}`));
  return options
    .map((option) => ({ option, place: random.integer(0, 1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ option }) => option);
}

/** The hypotheses as the user ordered them; those that the order does not know come last, as they stand. */
export function ordered(
  hypotheses: readonly Option[],
  order: readonly string[],
): readonly Option[] {
  const place = ({ id }: Option): number => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...hypotheses].sort((a, b) => place(a) - place(b));
}

/** Whether both the cause and the fix are right. */
export function isRightDiagnosis(
  clinic: Pick<RunCase, 'cause' | 'fix'>,
  named: { readonly cause: string; readonly fix: string },
): boolean {
  return clinic.cause === named.cause && clinic.fix === named.fix;
}
