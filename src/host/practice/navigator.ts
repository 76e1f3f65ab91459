/** Leads from one part of the product to another, so that no part needs to know another's page. */

export type ExistingFileChoice = 'resume' | 'new' | 'compare';

export interface OpenOptions {
  /** What becomes of a file or an attempt that is already there; asked for where it is left out. */
  readonly choice?: ExistingFileChoice | undefined;
  /** The mock interview that it is part of: then it starts over, without asking. */
  readonly sittingId?: string | undefined;
}

/**
 * The questions of a round: by id, by checklist item or tag, or as the schedule suggests. `new` never offers to continue
 * an unfinished round.
 */
export type RoundRequest =
  | { readonly kind: 'any' | 'new' }
  /** Exactly these, or those among these that come first. */
  | { readonly kind: 'exercises' | 'among'; readonly ids: readonly string[] }
  | { readonly kind: 'item' | 'tag'; readonly name: string };

export interface Navigator {
  /** Opens the exercise in the way of its kind. Rejects with a UserError when there is none with this id. */
  open(exercise: string, options?: OpenOptions): Promise<void>;
  startRound(request: RoundRequest): Promise<void>;
  /** Asks which clinic, and opens it. */
  chooseClinic(): Promise<void>;
  /** Asks how long the interview is to be, and opens it. */
  startMock(): Promise<void>;
  whatNext(): Promise<void>;
  setInterviewDate(): Promise<void>;
  showStatistics(): Promise<void>;
  /** Opens a page of the guide by its id, at the section behind a `#`. */
  openGuide(target: string): Promise<void>;
}
