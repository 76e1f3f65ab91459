/** Leads from one part of the product to another, so that no part needs to know another's page. */

export type ExistingFileChoice = 'resume' | 'new' | 'compare';

export interface OpenOptions {
  /** What to do with an existing file or attempt. The user is asked if it is omitted. */
  readonly choice?: ExistingFileChoice | undefined;
  /** The mock interview that the exercise is part of. It then starts from scratch without asking. */
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
  /** Opens the exercise as its kind requires. Rejects with a UserError if there is none with this id. */
  open(exercise: string, options?: OpenOptions): Promise<void>;
  startRound(request: RoundRequest): Promise<void>;
  /** Asks for a clinic and opens it. */
  chooseClinic(): Promise<void>;
  /** Asks for the length of the interview and opens it. */
  startMock(): Promise<void>;
  whatNext(): Promise<void>;
  setInterviewDate(): Promise<void>;
  showStatistics(): Promise<void>;
  /** Opens a page of the guide by its id, optionally followed by `#` and a section. */
  openGuide(target: string): Promise<void>;
}
