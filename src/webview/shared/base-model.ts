/** What the model of every page has. Pure. */

export interface BaseModel {
  readonly error: string | null;
  /** What screen readers are told; replaced, never cleared, so that an unrelated update does not cut it short. */
  readonly said: { readonly text: string; readonly turn: number };
}

export const BASE: BaseModel = { error: null, said: { text: '', turn: 0 } };

/** Tells screen readers `text`; null tells nothing. */
export function saying({ said }: BaseModel, text: string | null): BaseModel['said'] {
  return text === null ? said : { text, turn: said.turn + 1 };
}
